import Foundation
import Testing
import Warehouse
@testable import Intake
struct ZDebug {
  @Test func speed() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("tallyman-speed.duckdb").path
    try? FileManager.default.removeItem(atPath: path)
    let engine = try await ADBCEngine.duckDB(DuckDBSettings(path: path, threads: 2))
    try await Schema.create(on: engine)
    let folder = try await TestCase(engine: engine)
    let p = SharedData.root.appendingPathComponent("trade/diversion/eurostat_eu27_exports_sanctioned_cn8_monthly_2020_2022.csv.gz").path
    let yaml = """
      - id: eu-exports
        path: \(p)
        profile: statistics
        mapping:
          period: {column: period, format: YYYY-MM}
          reporter: {column: reporter_iso3, codes: iso3}
          partner: {column: partner_iso3, codes: iso3}
          flow: {column: flow, words: {EXPORT: export}}
          goods: {column: cn_code}
          edition: {by-year: true}
          value: {column: value_eur, currency: EUR, basis: FOB}
        exclude:
          - {rule: not-cn8, because: CN4 rows are totals of CN8 rows, column: cn_code, length-not: 8}
      """
    let clock = ContinuousClock()
    let start = clock.now
    _ = try await folder.take(yaml) { if $0.state != .reading || $0.rows % 500_000 < 70_000 { print($0.state, $0.rows, clock.now - start) } }
    print("all", clock.now - start)
    let s2 = clock.now
    _ = try await folder.take(yaml) { print($0.state, $0.rows) }
    print("again", clock.now - s2)
    // the reader alone
    let plan = try folder.plans(yaml)[0]
    let s3 = clock.now
    let loop = RowLoop(plan: plan, columns: (0..<6).map { ColumnUse(place: .position($0), name: "", collapse: false) }, report: { _ in })
    var n = 0
    let o = try loop.run(row: { r, _, p in for i in 0..<6 { n += r.cell(p[i], collapse: false)?.count ?? 0 } }, batch: { false })
    print("reader alone", clock.now - s3, n, o.read)
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    print(status.split(separator: "\n").filter { $0.hasPrefix("VmHWM") })
  }
}
