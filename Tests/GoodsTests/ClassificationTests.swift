// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Goods

/// The terms of the watch-list against filings that a reader has labelled. The terms were chosen with these labels at
/// hand: the score says that they do what was meant, not how they do on other texts.
@Suite(.enabled(if: SharedData.has("filings/labels_public.csv"), "the labelled filings are not beside the package"))
struct ClassificationTests {
  /// By filing: the goods found.
  let found: [String: Set<String>]
  let rows: [String: [String: String]]

  // Read and classified once for all tests.
  private static let filings = Task { try await classified() }

  init() async throws { (found, rows) = try await Self.filings.value }

  private static func classified() async throws -> ([String: Set<String>], [String: [String: String]]) {
    let matcher = try GoodsCatalogue(builtIn: ["battlefield"]).textMatcher()
    let filings = try SharedData.rows("filings/fsa_declarations_2023-05.csv.gz")
    let matches = try await matcher.matchesInParallel(
      filings.map {
        GoodsText(description: $0["product"], brand: $0["trademark"], model: $0["model"], group: $0["group"])
      })
    let found = Dictionary(
      zip(filings, matches).map { ($0["id"] ?? "", Set($1.map(\.goods))) }, uniquingKeysWith: { $0.union($1) })
    return (found, Dictionary(filings.map { ($0["id"] ?? "", $0) }, uniquingKeysWith: { first, _ in first }))
  }

  @Test func `Labelled filings are found, and few others`() throws {
    var sure: [String: Set<String>] = [:]
    var low: [String: Set<String>] = [:]
    for row in try SharedData.rows("filings/labels_public.csv") {
      guard let id = row["id"], let label = row["label"] else { continue }
      if row["confidence"] == "low" { low[id, default: []].insert(label) } else { sure[id, default: []].insert(label) }
    }
    // Kinds that the reader labelled or could have; the list knows more.
    let kinds: Set = [
      "aramid-or-technical-fibre", "battery-lithium", "bearing", "bulldozer-or-grader", "drone", "engine", "excavator",
      "forklift", "front-loader", "generator", "helmet", "helmet-sport", "machine-tool", "navigation", "optics-other",
      "radio", "radio-telemetry-or-jamming", "semiconductor-or-component", "server-or-computer",
      "tactical-clothing-or-boots", "thermal-or-night-vision", "truck-heavy", "tyre-heavy", "vest-or-body-armour",
    ]
    var (hits, falseAlarms, misses) = (0, 0, 0)
    for (id, goods) in found where !(sure[id] == nil && low[id] != nil) {
      let (expected, unsure) = (sure[id] ?? [], low[id] ?? [])
      let given = goods.intersection(kinds).subtracting(unsure)
      hits += given.intersection(expected).count
      falseAlarms += given.subtracting(expected).count
      misses += expected.subtracting(given).count
    }
    let (precision, recall) = (Double(hits) / Double(hits + falseAlarms), Double(hits) / Double(hits + misses))
    let f1 = 2 * precision * recall / (precision + recall)
    print(
      "goods of labelled filings: precision \(precision), recall \(recall), F1 \(f1), hits \(hits), false alarms \(falseAlarms), misses \(misses)"
    )
    #expect(hits + misses > 300)
    #expect(f1 >= 0.93)
  }

  @Test(arguments: ["helmet", "vest-or-body-armour", "aramid-or-technical-fibre", "armoured-vehicle"])
  func `Goods that no filing names give no false alarm`(goods: String) {
    let wrong = found.filter { $0.value.contains(goods) }.keys.sorted()
    #expect(wrong.isEmpty, "\(wrong.map { rows[$0]?["product"]?.prefix(80) ?? "" })")
  }

  @Test(arguments: [("drone", 1), ("bulldozer-or-grader", 1), ("thermal-or-night-vision", 3), ("truck-heavy", 84)])
  func `Clear kinds are found as often as they occur`(goods: String, count: Int) {
    #expect(found.values.filter { $0.contains(goods) }.count == count)
  }
}
