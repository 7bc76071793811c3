// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Brings a name to comparable words: one form for each letter (NFKC), one script a word, lower case, no quotes,
/// no punctuation, no accents on Latin letters. Numbers stay.
///
/// ```swift
/// NameFolding.words("«ТОРГОВЫЙ ДОМ "Ёлка № 6"»")   // ["торговый", "дом", "елка", "6"]
/// NameFolding.words("S.p.A. L’Oréal & Co.")        // ["spa", "loreal", "and", "co"]
/// ```
package enum NameFolding {
  package static func words(_ name: String) -> [String] { words(name, mergesInitials: true) }

  static func words(_ name: String, mergesInitials: Bool) -> [String] {
    let (raw, isSpaced) = splitWithSpaces(name)
    var words: [String] = []
    words.reserveCapacity(raw.count)
    var initials = Initials()
    let script = Homoglyphs.surroundings(raw)
    for (index, word) in raw.enumerated() {
      let word = folded(word, among: script)
      // Letters that stand alone side by side are one abbreviation: S. A., И. И., L L C.
      if mergesInitials, word.unicodeScalars.count == 1, let letter = word.unicodeScalars.first, let script = Script.of(letter),
        !script.runsWordsTogether
      {
        initials.add(word, isSpaced: isSpaced[index])
        continue
      }
      words.append(contentsOf: initials.flush())
      words.append(word)
    }
    words.append(contentsOf: initials.flush())
    return withoutNumberSigns(words)
  }

  /// `№ 6`, `N 6` and `No. 6` all say 6.
  private static func withoutNumberSigns(_ words: [String]) -> [String] {
    guard words.count > 1 else { return words }
    return words.indices.compactMap { index in
      let next = index + 1
      let isSign = ["n", "no", "nr"].contains(words[index])
      if isSign, next < words.count, words[next].allSatisfy(\.isNumber) { return nil }
      return words[index]
    }
  }

  /// The words as written, after compatibility forms are gone: full-width letters, ligatures, `№`.
  static func split(_ name: String) -> [String] { splitWithSpaces(name).words }

  /// And whether a space is in front of each, whatever else is.
  private static func splitWithSpaces(_ name: String) -> (words: [String], isSpaced: [Bool]) {
    // NFKC makes "No" of the number sign, which would stick to the next word.
    let text = name.contains("№") ? name.replacing("№", with: " ") : name
    let scalars = Array(text.precomposedStringWithCompatibilityMapping.unicodeScalars)
    var words: [String] = []
    var word = String.UnicodeScalarView()
    var previous: Script?
    var spaced: [Bool] = []
    // A space since the word before, and in front of the word at hand.
    var (sawSpace, wasSpaced) = (false, false)
    func begin() {
      guard word.isEmpty else { return }
      (wasSpaced, sawSpace) = (sawSpace, false)
    }
    func close() {
      if !word.isEmpty {
        words.append(String(word))
        spaced.append(wasSpaced)
      }
      word = String.UnicodeScalarView()
      previous = nil
    }
    for (index, scalar) in scalars.enumerated() {
      if let script = Script.of(scalar) {
        if let before = previous, before != script, before.runsWordsTogether || script.runsWordsTogether { close() }
        begin()
        word.append(scalar)
        previous = script
      } else if isDigit(scalar) || (isMark(scalar) && !word.isEmpty) {
        if previous?.runsWordsTogether == true && isDigit(scalar) { close() }
        begin()
        word.append(scalar)
      } else if apostrophes.contains(scalar), !word.isEmpty, index + 1 < scalars.count,
        Script.of(scalars[index + 1]) != nil
      {
        continue  // L’Oréal, Об'єднання
      } else if scalar == "&" {
        close()
        words.append("and")
        spaced.append(false)
      } else if scalar == "+" {
        close()
        words.append("+")
        spaced.append(false)
      } else if !ignorable(scalar) {
        close()
        if scalar.properties.isWhitespace { sawSpace = true }
      }
    }
    close()
    return (words, spaced)
  }

  static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "ʼ", "`", "´", "‘", "′", "ʹ", "＇"]

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.numericType == .decimal }

  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7F
      && [.nonspacingMark, .spacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
  }

  /// Soft hyphens, zero-width joiners and byte-order marks: they are inside words and mean nothing.
  private static func ignorable(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7F && scalar.properties.generalCategory == .format
  }

  /// One word: lookalikes repaired, lower case, Latin without accents, `ё` as `е`.
  static func folded(_ word: String, among script: Script? = nil) -> String {
    let lowered = Homoglyphs.repaired(word, among: script).lowercased()
    if lowered.utf8.allSatisfy({ $0 < 0x80 }) { return lowered }
    var result = String.UnicodeScalarView()
    for scalar in lowered.unicodeScalars {
      if let plain = letters[scalar] {
        result.append(contentsOf: plain.unicodeScalars)
      } else if (0x300...0x36F).contains(scalar.value) {
        continue  // what NFKC could not compose: the dot of a lower-cased İ, accents that mark stress
      } else if scalar.value > 0x7F, Script.of(scalar) == .latin || Script.of(scalar) == .greek {
        result.append(
          contentsOf: String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.filter { !isMark($0) })
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static let letters: [Unicode.Scalar: String] = [
    "ё": "е", "ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h",
    "ə": "a", "ς": "σ",
  ]
}
