// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names

/// What publishers call countries: codes, numbers and names in English, Russian and Chinese, traditional characters included.
///
/// A country is an ISO alpha-3 code; states of the past keep theirs (`SUN`, `YUG`). `WLD` is the world, `EU27` the
/// European Union, `XXX` what a publisher assigns to no country, which is a part of the world's total. Comtrade's "Other Asia, nes" (490) is Taiwan, as its users read it.
package enum CountryWords {
  /// ISO alpha-3 of the word; nil when it is not known in that way of writing.
  ///
  /// ```swift
  /// CountryWords.code("Китайская Народная Республика", .name) // "CHN"
  /// CountryWords.code("757", .m49)                            // "CHE": Comtrade's number, not ISO's
  /// ```
  package static func code(_ word: String, _ codes: CountryCodes = .any) -> String? {
    switch codes {
    case .iso3: return table.iso3[word.uppercased()]
    case .iso2: return table.iso2[word.uppercased()]
    case .m49: return Int(word).flatMap { table.m49[$0] }
    case .name: return named(word)
    case .any:
      let capitals = word.uppercased()
      if let code = table.iso3[capitals] ?? table.iso2[capitals] { return code }
      if let number = Int(word) { return table.m49[number] }
      return named(word)
    }
  }

  /// All alpha-3 codes in use here, sorted.
  package static var codes: [String] { table.codes }

  /// The numbers of UN M49 and of Comtrade for an alpha-3 code, in order.
  package static func numbers(of code: String) -> [Int] {
    table.m49.filter { $0.value == code }.map(\.key).sorted()
  }

  /// By name: from the project's table, else from the names in many languages.
  private static func named(_ word: String) -> String? {
    // 中國 as 中国.
    let key = HanScript.simplified(folded(word))
    return table.names[key] ?? CountryNames.code(key).flatMap { table.iso2[$0] } ?? withCode(key)
  }

  /// `SPAIN (ES)`: a name, and behind it the same country's code.
  private static func withCode(_ key: String) -> String? {
    guard key.hasSuffix(")"), let open = key.lastIndex(of: "(") else { return nil }
    let code = key[key.index(after: open)...].dropLast().uppercased()
    guard (2...3).contains(code.count), let country = table.iso2[code] ?? table.iso3[code] else { return nil }
    return named(key[..<open].trimmingCharacters(in: .whitespaces)) == country ? country : nil
  }

  private struct Words: Sendable {
    var codes: [String] = []
    var iso3: [String: String] = [:]
    var iso2: [String: String] = [:]
    var m49: [Int: String] = [:]
    var names: [String: String] = [:]
  }

  private static let table: Words = {
    var words = Words()
    // The file is a part of the program; without it no country is known, and every row says so.
    guard let file = Bundle.module.url(forResource: "country-words", withExtension: "txt"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return words }
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "|")
      guard parts.count == 3 else { continue }
      let code = String(parts[0])
      words.iso3[code] = code
      for word in parts[2].split(separator: ";").map(String.init) {
        switch parts[1] {
        case "iso3": words.iso3[word] = code
        case "iso2": words.iso2[word] = code
        case "m49": if let number = Int(word) { words.m49[number] = code }
        default: words.names[folded(word)] = code
        }
      }
    }
    words.codes = Set(words.iso3.values).sorted()
    return words
  }()

  /// Spellings that differ only in case, accents, apostrophes, "the" or a full stop are one.
  static func folded(_ word: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in word.lowercased().replacing("’", with: "'").decomposedStringWithCanonicalMapping.unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      plain.append(scalar)
    }
    var text = String(plain)
    text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if text.hasPrefix("the ") { text.removeFirst(4) }
    while text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
