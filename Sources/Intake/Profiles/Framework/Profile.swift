// SPDX-License-Identifier: Apache-2.0

package import Trade

/// A kind of source: which columns it has and what they become. One type, one file; ``ProfileRegistry`` lists them.
package protocol Profile: Sendable {
  /// As written in `case.yaml`.
  var id: String { get }
  /// What it is for, in one line.
  var title: String { get }
  /// Raised whenever the same file would come out differently: sources taken in before are then read again.
  var version: Int { get }
  /// Of the records; nil for lists and registers.
  var grade: EvidenceGrade? { get }
  /// Besides those that every profile has.
  var options: [SourceOption] { get }
  var takesMapping: Bool { get }
  var needsAsOf: Bool { get }
  /// The element that is a row where its files are XML, unless the option `rows` says otherwise.
  var element: String? { get }

  /// Rules by which rows are left out before those of the case.
  func exclusions() throws -> [ExclusionRule]
  /// Changes whenever the same file would come out differently.
  var key: String { get }

  /// - Throws: `DocumentError`
  func recipe(_ settings: SourceSettings) throws -> Recipe
}

extension Profile {
  package var options: [SourceOption] { [] }
  package var takesMapping: Bool { false }
  package var needsAsOf: Bool { false }
  package var element: String? { nil }
  package func exclusions() throws -> [ExclusionRule] { [] }
  package var key: String { "\(id) \(version)" }
}

/// How a source is turned into canonical rows.
package enum Recipe: Sendable {
  /// By the engine, set-based.
  case rows(RowRecipe)
  /// Row by row here: lists, whose cells hold several values, and which are small.
  case list(ListRecipe)
  /// Entity by entity, from a file that is no table.
  case entities(EntityRecipe)
}

/// A small setting of a profile, under `options:`.
package struct SourceOption: Sendable {
  package enum Kind: Sendable {
    case country
    /// Small letters, digits and hyphens.
    case word
    case oneOf([String])
    /// One character, or a word for one that can't be seen.
    case oneCharacter
    /// A row, two rows with a hyphen between, or none.
    case rows
    case text
  }

  package let name: String
  package let kind: Kind
  /// What it means, and its default.
  package let about: String

  /// Why a text can't be the option's value.
  func problem(_ text: String) -> String? {
    switch kind {
    case .country:
      return CountryWords.code(text, .iso3) == text ? nil : "'\(text)' is no country; write ISO alpha-3, such as RUS."
    case .word:
      let fits = !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
      return fits ? nil : "'\(text)' can't stand for \(name); use small letters a-z, digits and hyphens."
    case .oneOf(let words):
      return words.contains(text) ? nil : "'\(text)' is not known here. Known: \(words.joined(separator: ", "))."
    case .oneCharacter:
      let fits = text == "tab" || text == "none" || text.utf8.count == 1 && text != "\n" && text != "\r"
      return fits ? nil : "'\(text)' can't be the \(name); write one character, tab or none."
    case .rows:
      let numbers = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
      let fits = text == "none" || (1...2).contains(numbers.count) && numbers[0] > 0 && numbers.last ?? 0 >= numbers[0]
        && (numbers.last ?? 0) - numbers[0] <= 1
      return fits ? nil : "'\(text)' can't be the \(name); write a row such as 6, two such as 5-6, or none."
    case .text: return text.isEmpty ? "The \(name) is empty." : nil
    }
  }
}
