// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names

/// Times on this machine: processor seconds for one thread, wall seconds where several work.
struct BenchSpeed {
  let text: String

  init(_ sets: BenchSets) throws {
    var lines: [String] = []
    let list = try sets.list("bench/list_ofac.csv.gz").map { IndexedName($0.name) }
    let queries = try sets.queries("bench/queries_ofac.csv.gz").map(\.name)
    let (index, built) = Self.processor { NameIndex(list, width: 1) }
    lines.append("build, \(list.count) names: \(Self.shown(built)) s; \(index.bytes / max(1, list.count)) bytes a name")
    let searches = (0..<5).map { _ in
      Double(queries.count) / Self.processor { index.search(all: queries, limit: 5, threshold: 0.7, width: 1) }.seconds
    }
    lines.append("searches a processor second, \(queries.count) queries: \(Int(searches.sorted()[2])) (median of 5)")
    let pairs = try sets.pairs()
    let both = NameIndex(pairs.flatMap { [IndexedName($0.left), IndexedName($0.right)] }, width: 1)
    let places = pairs.indices.map { (2 * $0, 2 * $0 + 1) }
    let scores = (0..<5).map { _ in
      Double(places.count * 10) / Self.processor { for _ in 0..<10 { _ = both.scores(places) } }.seconds
    }
    lines.append("pairs scored a processor second, labelled pairs: \(Int(scores.sorted()[2])) (median of 5)")

    let million = try sets.rows("bench/dedupe_1m.csv.gz", ["name"]).map { IndexedName($0[0]) }
    let (large, wall) = Self.wall { NameIndex(million, width: 2) }
    lines.append("build, \(million.count) names, two threads: \(Self.shown(wall)) s wall; \(large.bytes / million.count) bytes a name")
    let file = FileManager.default.temporaryDirectory.appending(path: "tallyman-names-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: file) }
    let (_, written) = try Self.wall { try large.write(to: file) }
    let (_, read) = try Self.wall { try NameIndex(reading: file) }
    lines.append("write and read it: \(Self.shown(written)) s and \(Self.shown(read)) s wall")
    text = lines.joined(separator: "\n")
  }

  private static func processor<Result>(_ work: () throws -> Result) rethrows -> (result: Result, seconds: Double) {
    let start = clock()
    let result = try work()
    return (result, Double(clock() - start) / Double(CLOCKS_PER_SEC))
  }

  private static func wall<Result>(_ work: () throws -> Result) rethrows -> (result: Result, seconds: Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try work()
    let time = clock.now - start
    return (result, Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
  }

  private static func shown(_ seconds: Double) -> String { String(format: "%.2f", seconds) }
}
