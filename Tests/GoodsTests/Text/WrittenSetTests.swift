// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestData
import Testing

@testable import Goods

/// Descriptions written by hand for goods that no labelled filing names, half of them traps. The first set was written
/// before the terms were tuned, and they were tuned on it; the second was written after, and they were not.
struct WrittenSetTests {
  private static let matcher = Result { try GoodsCatalogue().textMatcher() }

  private struct Score {
    var hits = 0
    var falseAlarms = 0
    var misses = 0
    var f1: Double { Double(2 * hits) / Double(max(1, 2 * hits + falseAlarms + misses)) }
  }

  @Test(arguments: [("first-set.csv", 400, 0.97), ("second-set.csv", 120, 0.92)])
  func `Goods and traps are told apart`(file: String, count: Int, least: Double) throws {
    let matcher = try Self.matcher.get()
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let rows = try SharedData.rows(at: folder.appending(path: "Written/\(file)"))
    #expect(rows.count == count)
    var scores: [String: Score] = [:]
    var wrong: [String] = []
    for row in rows {
      guard let goods = row["goods"], let text = row["text"] else { continue }
      let found = matcher.matches(GoodsText(description: text)).contains { $0.goods == goods }
      switch (found, row["is"] == "yes") {
      case (true, true): scores[goods, default: Score()].hits += 1
      case (true, false): scores[goods, default: Score()].falseAlarms += 1
      case (false, true): scores[goods, default: Score()].misses += 1
      case (false, false): continue
      }
      if found != (row["is"] == "yes") { wrong.append("\(goods): \(text)") }
    }
    let all = scores.values.reduce(into: Score()) {
      $0.hits += $1.hits
      $0.falseAlarms += $1.falseAlarms
      $0.misses += $1.misses
    }
    #expect(all.f1 >= least, "\(wrong)")
    for (goods, score) in scores { #expect(score.f1 >= 0.85, "\(goods): \(score)") }
  }

  @Test(arguments: ["first-set.csv", "second-set.csv"])
  func `Each kind is written in three languages, half of it traps`(file: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let rows = try SharedData.rows(at: folder.appending(path: "Written/\(file)"))
    for (goods, own) in Dictionary(grouping: rows, by: { $0["goods"] ?? "" }) {
      #expect(own.filter { $0["is"] == "yes" }.count * 2 == own.count, "\(goods)")
      #expect(Set(own.compactMap { $0["language"] }) == ["ru", "en", "zh"], "\(goods)")
    }
  }
}
