// SPDX-License-Identifier: Apache-2.0

/// A term as a list writes it, for texts in any case and order of words that the term allows.
///
/// | written | matches |
/// |---|---|
/// | `каска` | the word itself |
/// | `экскаватор*` | every word that begins so |
/// | `экскаватор~` | the noun or adjective in all its cases, given as a dictionary has it; English: its plural, too |
/// | `станок\|станки` | either word |
/// | `wheel loader*` | these words side by side |
/// | `погрузчик* & фронтальн*` | both, in any order, within ``window`` words of the first in one sentence |
///
/// The first word is the head: it names the thing, the others describe it. Case, ё and е, Latin letters inside a
/// Cyrillic word and punctuation inside a compound (`дизель-генератор`) do not matter. A Chinese character is a word.
package struct TermPattern: Sendable, Hashable {
  /// How far apart, in words, the parts of `a & b` may stand.
  package static let window = 8
  /// The shortest beginning that may stand before `*`: shorter ones match by accident.
  package static let shortestStem = 3

  /// One word: any of these.
  package struct Word: Sendable, Hashable {
    package struct Form: Sendable, Hashable {
      /// As ``Alphabet`` folds it.
      var symbols: [Alphabet.Symbol]
      var anyEnding: Bool
      /// Known for words written with `~` only.
      var grammar = Inflection.Grammar.direct
    }
    var forms: [Form]
  }

  package let text: String
  /// Runs of words that stand side by side; the first run holds the head.
  let runs: [[Word]]

  /// What is wrong with a term, in words for the person who wrote it.
  package struct Problem: Error {
    package let message: String
  }

  package init(_ text: String) throws {
    self.text = text
    runs = try text.split(separator: "&", omittingEmptySubsequences: false).map { part in
      let words = try part.split(separator: " ").flatMap { try Self.words(of: $0, in: text) }
      guard !words.isEmpty else { throw Problem(message: "The term '\(text)' has no word on one side of '&'.") }
      return words
    }
    // In `a & b|c d` a reader takes `c d` for one alternative; here it would be `b d` or `c d`.
    for run in runs.dropFirst() where run.dropLast().contains(where: { $0.forms.count > 1 }) {
      throw Problem(message: "In '\(text)' a word follows the alternatives after '&'; write it as two terms.")
    }
  }

  private static func words(of written: Substring, in text: String) throws -> [Word] {
    let alternatives = written.split(separator: "|", omittingEmptySubsequences: false)
    let parts = try alternatives.map { try Self.words(of: $0, in: text, alone: ()) }
    // `a|b` is one word in two forms; `дизель-генератор` is two words, and can't be an alternative.
    if let only = parts.first, parts.count == 1 { return only }
    return [
      Word(
        forms: try parts.flatMap { words in
          guard let word = words.first, words.count == 1 else {
            throw Problem(message: "Each side of '|' must be one word in '\(text)'; write two terms instead.")
          }
          return word.forms
        })
    ]
  }

  /// The words of one alternative: several where it holds a dash.
  private static func words(of written: Substring, in text: String, alone: Void) throws -> [Word] {
    let anyEnding = written.hasSuffix("*")
    let isInflected = written.hasSuffix("~")
    let body = anyEnding || isInflected ? written.dropLast() : written
    guard !body.contains("*"), !body.contains("~") else {
      throw Problem(message: "In '\(text)' a '*' or '~' stands inside a word; it may only end one.")
    }
    var words = Alphabet.words(in: String(body))
    guard !words.isEmpty else { throw Problem(message: "The term '\(text)' has a word without letters or digits.") }
    if anyEnding {
      guard words[words.count - 1].count >= shortestStem else {
        throw Problem(message: "In '\(text)' too little stands before '*'; give at least \(shortestStem) letters.")
      }
    }
    let last = words.removeLast()
    let first = words.map { Word(forms: [Word.Form(symbols: $0, anyEnding: false)]) }
    guard isInflected else { return first + [Word(forms: [Word.Form(symbols: last, anyEnding: anyEnding)])] }
    let noun = body.split { $0 == "-" || $0 == "/" }.last.map(String.init) ?? ""
    let forms = Inflection.forms(of: noun).compactMap { form in
      Alphabet.words(in: form.text).first.map {
        Word.Form(symbols: $0, anyEnding: false, grammar: form.grammar)
      }
    }
    return first + [Word(forms: forms)]
  }
}

extension TermPattern: CustomStringConvertible {
  package var description: String { text }
}
