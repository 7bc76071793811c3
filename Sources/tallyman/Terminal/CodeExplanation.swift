// SPDX-License-Identifier: Apache-2.0

import Goods
import Trade

/// What a customs code is of, on a day and in an edition.
struct CodeExplanation {
  let lines: [String]

  /// - Parameters:
  ///   - day: that of the record; lists are then judged as they stood on it.
  ///   - labels: what single codes are called, where the case has a table of that.
  ///   - edition: of the code; nil = the one in force on the day, or every one when there is no day.
  init(_ code: HSCode, day: Day?, edition: HSEdition?, catalogue: GoodsCatalogue, labels: CodeLabels? = nil) throws {
    let edition = edition ?? day.flatMap { HSEdition.inForce(in: $0.year) }
    let matcher = catalogue.codeMatcher()
    var lines = [
      "\(code)" + (edition.map { ", read in \($0.rawValue)" } ?? ", read in every edition")
        + (day.map { ", on \($0)" } ?? "")
    ]
    // From the code itself up to its chapter, each with the words there are.
    let chapter = HSCode(code.chapter)
    if let own = labels?.label(code) { lines.append("  \(code): \(own)") }
    if let hs6 = code.hs6.flatMap(HSCode.init), hs6 != code, let label = labels?.label(hs6) { lines.append("  \(hs6): \(label)") }
    if let heading = code.heading.flatMap(HSCode.init) {
      lines.append("  heading \(heading): \(labels?.label(heading) ?? heading.label ?? "no heading of the HS")")
    }
    lines.append("  chapter \(code.chapter): \(chapter.flatMap { labels?.label($0) ?? $0.label } ?? "no chapter of the HS")")
    let matches = matcher.matches(code, edition: edition)
    if matches.isEmpty { lines.append("  on none of the lists in use") }
    for match in matches {
      let item = try catalogue.item(match.goods)
      var line = "  \(item.list)  \(item.id): \(item.title) (\(item.goodsClass.words))"
      if match.wider { line += "; the code holds other goods, too" }
      lines.append(line)
      if let words = item.listing(on: day) { lines.append("    \(words)") }
    }
    let changes = try EditionChanges.builtIn()
    if let own = edition, let hs6 = code.hs6 {
      let others = HSEdition.allCases.filter { $0 != own && $0.firstYear >= 2007 }
      let same = others.filter { changes.relation(of: hs6, from: own, to: $0) == .same }
      if !same.isEmpty { lines.append("  \(hs6) holds the same goods in \(same.map(\.rawValue).joined(separator: ", "))") }
      lines += others.compactMap { other in changes.words(hs6, from: own, to: other).map { "  " + $0 } }
    }
    self.lines = lines
  }
}
