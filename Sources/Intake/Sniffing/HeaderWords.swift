// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names

/// What the words of a heading speak of, by the dictionary of headings in five languages.
enum HeaderWords {
  /// The concepts of a heading, in the order of its words; empty where no word is known.
  ///
  /// ```swift
  /// HeaderWords.concepts("SUMOFTOTAL_INVOICE_VALUE_USD") // sum-mark, total-of-shipment, value, usd
  /// HeaderWords.concepts("Страна происхождения")         // origin
  /// ```
  static func concepts(_ heading: String) -> [String] {
    let tokens = tokens(heading)
    var found: [String] = []
    if heading.contains("%") { found.append("share") }
    var index = 0
    while index < tokens.count {
      if let first = tokens[index].unicodeScalars.first, isHan(first) {
        found += chinese(HanScript.simplified(tokens[index]))
        index += 1
        continue
      }
      var best: (concept: String, length: Int, letters: Int)?
      for phrase in phrases {
        guard index + phrase.words.count <= tokens.count else { continue }
        if (phrase.words.count, phrase.letters) <= (best?.length ?? 0, best?.letters ?? 0) { continue }
        if zip(phrase.words, tokens[index...]).allSatisfy({ $0.matches($1) }) {
          best = (phrase.concept, phrase.words.count, phrase.letters)
        }
      }
      if let best { found.append(best.concept) }
      index += best?.length ?? 1
    }
    return found
  }

  struct Word: Sendable {
    var text: String
    var isOpen: Bool

    func matches(_ token: String) -> Bool {
      if token == text { return true }
      guard isOpen, token.hasPrefix(text) else { return false }
      // Few letters begin many words.
      return text.count >= 4 || token.count - text.count <= 3
    }
  }

  private struct Phrase: Sendable {
    var concept: String
    var words: [Word]
    var letters: Int
  }

  /// Words in small letters without accents: at marks, at a capital after a small letter, and behind `sumof`.
  static func tokens(_ heading: String) -> [String] {
    var spaced = ""
    var last: Character = " "
    for character in heading {
      if character.isUppercase, last.isLowercase { spaced.append(" ") }
      if let scalar = character.unicodeScalars.first, isHan(scalar) != (last.unicodeScalars.first.map(isHan) ?? false) {
        spaced.append(" ")
      }
      spaced.append(character)
      last = character
    }
    return folded(spaced).split { !$0.isLetter && !$0.isNumber }.flatMap { word -> [String] in
      let word = String(word)
      // Sums of query programs are written in one word with what they sum.
      for prefix in ["sumoftotal", "sumof", "total"] where word.hasPrefix(prefix) && word.count > prefix.count + 2 {
        return [prefix, String(word.dropFirst(prefix.count))]
      }
      return [word]
    }
  }

  private static func folded(_ text: String) -> String {
    var plain = String.UnicodeScalarView()
    for scalar in text.lowercased().replacing("ı", with: "i").decomposedStringWithCanonicalMapping.unicodeScalars
    where scalar.properties.generalCategory != .nonspacingMark {
      plain.append(scalar)
    }
    return String(plain)
  }

  private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x3400...0x9FFF).contains(scalar.value) }

  private static func chinese(_ text: String) -> [String] {
    var found: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      let best = han.filter { rest.hasPrefix($0.word) }.max { $0.word.count < $1.word.count }
      if let best { found.append(best.concept) }
      rest = rest.dropFirst(best?.word.count ?? 1)
    }
    return found
  }

  private static let entries: [(concept: String, word: String)] = {
    // The file is a part of the program; without it no heading is recognised, and all are said to be unsure.
    guard let file = Bundle.module.url(forResource: "header-words", withExtension: "txt"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.flatMap { line -> [(String, String)] in
      let parts = line.split(separator: "|", maxSplits: 1)
      guard parts.count == 2 else { return [] }
      return parts[1].split(separator: ";").map { (String(parts[0]), String($0)) }
    }
  }()

  private static let phrases: [Phrase] = entries.compactMap { concept, word in
    guard let first = word.unicodeScalars.first, !isHan(first) else { return nil }
    let words = word.split(separator: " ").map { part in
      Word(text: folded(String(part)).filter { $0 != "*" }, isOpen: part.hasSuffix("*"))
    }
    return Phrase(concept: concept, words: words, letters: words.map(\.text.count).reduce(0, +))
  }

  private static let han: [(concept: String, word: String)] = entries.filter { entry in
    entry.word.unicodeScalars.first.map(isHan) ?? false
  }

  /// All concepts of the dictionary.
  static let known: Set<String> = Set(entries.map(\.concept))
}
