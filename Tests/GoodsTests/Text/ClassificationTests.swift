// SPDX-License-Identifier: Apache-2.0

import TestData
import Testing

@testable import Goods

/// The terms of the watch-list against filings that a reader has labelled. The terms were chosen with these labels at
/// hand: the scores say that they do what was meant, not how they do on other texts; see docs/goods.md for that.
@Suite(.enabled(if: SharedData.has("filings/labels_public.csv"), "the labelled filings are not beside the package"))
struct ClassificationTests {
  private struct Filing: Sendable {
    var id: String
    var text: GoodsText
    var found: [String: Double]
  }

  /// Kinds that the reader labelled or could have; the list knows more.
  private static let kinds: Set = [
    "aramid-or-technical-fibre", "battery-lithium", "bearing", "bulldozer-or-grader", "drone", "engine", "excavator",
    "forklift", "front-loader", "generator", "helmet", "helmet-sport", "machine-tool", "navigation", "optics-other",
    "radio", "radio-telemetry-or-jamming", "semiconductor-or-component", "server-or-computer",
    "tactical-clothing-or-boots", "thermal-or-night-vision", "truck-heavy", "tyre-heavy", "vest-or-body-armour",
  ]

  private let filings: [Filing]
  private let sure: [String: Set<String>]
  private let low: [String: Set<String>]

  // Read and classified once for all tests.
  private static let all = Task { try await classified() }

  init() async throws {
    filings = try await Self.all.value
    var (sure, low): ([String: Set<String>], [String: Set<String>]) = ([:], [:])
    for row in try SharedData.rows("filings/labels_public.csv") {
      guard let id = row["id"], let label = row["label"] else { continue }
      if row["confidence"] == "low" { low[id, default: []].insert(label) } else { sure[id, default: []].insert(label) }
    }
    (self.sure, self.low) = (sure, low)
  }

  private static func classified() async throws -> [Filing] {
    let matcher = try GoodsCatalogue(builtIn: ["battlefield"]).textMatcher()
    let rows = try SharedData.rows("filings/fsa_declarations_2023-05.csv.gz")
    let texts = rows.map {
      GoodsText(
        description: $0["product"], brand: $0["trademark"], model: $0["model"], group: $0["group"],
        context: $0["manufacturer"])
    }
    let matches = try await matcher.matchesInParallel(texts)
    return rows.indices.map { index in
      let found = matches[index].filter { kinds.contains($0.goods) }.map { ($0.goods, $0.confidence) }
      return Filing(
        id: rows[index]["id"] ?? "", text: texts[index],
        found: Dictionary(found, uniquingKeysWith: { first, _ in first }))
    }
  }

  private struct Score {
    var hits = 0
    var falseAlarms = 0
    var misses = 0
    var precision: Double { Double(hits) / Double(max(1, hits + falseAlarms)) }
    var recall: Double { Double(hits) / Double(max(1, hits + misses)) }
    var f1: Double { Double(2 * hits) / Double(max(1, 2 * hits + falseAlarms + misses)) }
  }

  /// What counts: filings whose only labels are of low confidence are left out.
  private func judged(distinct: Bool) -> [(found: [String: Double], expected: Set<String>)] {
    var seen: Set<GoodsText> = []
    return filings.compactMap { filing in
      if sure[filing.id] == nil, low[filing.id] != nil { return nil }
      var text = filing.text
      text.context = nil
      if distinct, !seen.insert(text).inserted { return nil }
      let unsure = low[filing.id] ?? []
      return (filing.found.filter { !unsure.contains($0.key) }, sure[filing.id] ?? [])
    }
  }

  @Test(arguments: [false, true])
  func `Labelled filings are found, and few others`(distinct: Bool) {
    var all = Score()
    var byGoods: [String: Score] = [:]
    for (found, expected) in judged(distinct: distinct) {
      let given = Set(found.keys)
      all.hits += given.intersection(expected).count
      all.falseAlarms += given.subtracting(expected).count
      all.misses += expected.subtracting(given).count
      for goods in given.intersection(expected) { byGoods[goods, default: Score()].hits += 1 }
      for goods in given.subtracting(expected) { byGoods[goods, default: Score()].falseAlarms += 1 }
      for goods in expected.subtracting(given) { byGoods[goods, default: Score()].misses += 1 }
    }
    print("goods of labelled filings, by \(distinct ? "distinct texts" : "rows"): F1 \(all.f1), \(all)")
    for (goods, score) in byGoods.sorted(by: { $0.key < $1.key }) {
      print("  \(goods): precision \(score.precision), recall \(score.recall), \(score)")
    }
    #expect(all.hits + all.misses > 200)
    #expect(all.f1 >= 0.95)
  }

  @Test func `At most two in a hundred of the traps are hit`() throws {
    let found = Dictionary(filings.map { ($0.id, $0.found) }, uniquingKeysWith: { first, _ in first })
    let traps = try SharedData.rows("filings/traps_public.csv")
    let hit = traps.filter { trap in
      guard let id = trap["id"], let goods = trap["looks_like"] else { return false }
      return found[id]?[goods] != nil && sure[id]?.contains(goods) != true
    }
    #expect(traps.count > 700)
    #expect(hit.count * 50 <= traps.count, "\(hit.compactMap { $0["why_not"] })")
  }

  @Test func `A higher confidence is not less often right`() {
    var steps: [Double: Score] = [:]
    for (found, expected) in judged(distinct: true) {
      for (goods, confidence) in found {
        if expected.contains(goods) {
          steps[confidence, default: Score()].hits += 1
        } else {
          steps[confidence, default: Score()].falseAlarms += 1
        }
      }
    }
    for (step, score) in steps.sorted(by: { $0.key < $1.key }) {
      print("confidence \(step): right \(score.hits) of \(score.hits + score.falseAlarms)")
    }
    let surest = steps.filter { $0.key >= 0.9 }.values
    let (right, wrong) = (surest.map(\.hits).reduce(0, +), surest.map(\.falseAlarms).reduce(0, +))
    #expect(Double(right) / Double(right + wrong) >= 0.9)
  }

  @Test(arguments: ["helmet", "vest-or-body-armour", "aramid-or-technical-fibre"])
  func `Goods that no filing names give no false alarm`(goods: String) {
    let wrong = filings.filter { $0.found[goods] != nil }
    #expect(wrong.isEmpty, "\(wrong.map { $0.text.description?.prefix(80) ?? "" })")
  }
}
