// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names

/// Units of quantity as customs papers write them, brought to a standard unit with a factor.
///
/// The table holds abbreviations and codes of Russia's classifier of units (OKEI), China Customs, UN Comtrade, UN/ECE
/// Recommendation 20, English, Russian, Chinese, Spanish and Turkish words.
package enum UnitWords {
  package struct Unit: Sendable, Hashable {
    /// pieces, pairs, sets, kg, m, m², m³, litres, carats, kWh, heads …
    package var standard: String
    /// How many of the standard unit one of it is; exact in six places.
    package var factor: String
  }

  /// ```swift
  /// UnitWords.unit("тыс. шт")  // pieces, factor 1000
  /// UnitWords.unit("台")       // pieces, factor 1
  /// ```
  package static func unit(_ word: String, _ codes: Codes = .words) -> Unit? {
    let key = HanScript.simplified(folded(word))
    switch codes {
    case .words: return table[.words]?[key]
    case .okei, .comtrade, .china: return table[codes]?[key.drop { $0 == "0" }.description] ?? table[.words]?[key]
    }
  }

  /// A bare number means different units to different publishers, so that a source must name whose numbers it uses.
  package enum Codes: String, Sendable, CaseIterable {
    case words, okei, comtrade, china
  }

  private static func folded(_ word: String) -> String {
    word.lowercased().replacing("²", with: "2").replacing("³", with: "3").replacing("ё", with: "е").filter {
      !$0.isWhitespace && $0 != "." && $0 != "_"
    }
  }

  private static let table: [Codes: [String: Unit]] = {
    var table: [Codes: [String: Unit]] = [:]
    // The file is a part of the program; without it every unit stays as written, and a note says so.
    guard let file = Bundle.module.url(forResource: "unit-words", withExtension: "txt"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return table }
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard parts.count == 4, let codes = Codes(rawValue: parts[2]) else { continue }
      let unit = Unit(standard: parts[0], factor: parts[1])
      for word in parts[3].split(separator: ";") { table[codes, default: [:]][folded(String(word))] = unit }
    }
    return table
  }()
}
