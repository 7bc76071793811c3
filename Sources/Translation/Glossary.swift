// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What words of trade mean in English: the tables that come with the program.
struct Glossary: Sendable {
  enum Kind: Sendable { case noun, pluralNoun, adjective, participle, fixed }

  struct Entry: Sendable {
    var kind: Kind
    var english: String
    var plural: String
    var endings: [String: RussianForm]
  }

  /// A word as read: the entry, and what its ending can say.
  struct Reading: Sendable {
    var entry: Entry
    var form: RussianForm
  }

  private let stems: [String: [Entry]]
  private let longestEnding: Int
  /// By first word; longest first.
  private let phrases: [String: [(words: [String], english: String)]]
  let chinese: [String: String]
  let longestChinese: Int

  static let standard = Glossary()

  private init() {
    var stems: [String: [Entry]] = [:]
    var phrases: [String: [(words: [String], english: String)]] = [:]
    for row in Self.rows(of: "russian") {
      let english = row[2]
      let plural = row.count > 3 ? row[3] : English.plural(of: english)
      if row[0] == "x" {
        let words = Self.folded(row[1]).split(separator: " ").map(String.init)
        if let first = words.first { phrases[first, default: []].append((words, english)) }
        continue
      }
      let (kind, endings): (Kind, [String: RussianForm]) =
        switch row[0] {
        case "m": (.noun, RussianForm.masculine)
        case "f": (.noun, RussianForm.feminine)
        case "n": (.noun, RussianForm.neuter)
        case "p": (.pluralNoun, RussianForm.pluralOnly)
        case "a": (.adjective, RussianForm.adjective)
        case "t": (.participle, RussianForm.adjective)
        default: (.fixed, ["": []])
        }
      let entry = Entry(kind: kind, english: english, plural: plural, endings: endings)
      for stem in row[1].split(separator: ",") { stems[Self.folded(String(stem)), default: []].append(entry) }
    }
    self.stems = stems
    longestEnding = stems.values.joined().flatMap { $0.endings.keys }.map(\.count).max() ?? 0
    self.phrases = phrases.mapValues { $0.sorted { ($1.words.count, $0.english) < ($0.words.count, $1.english) } }
    chinese = Dictionary(Self.rows(of: "chinese").map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    longestChinese = chinese.keys.map(\.count).max() ?? 1
  }

  /// Lower case, ё as е: how words are looked up.
  static func folded(_ word: String) -> String { word.lowercased().replacing("ё", with: "е") }

  /// The reading of a folded Russian word with the longest stem; nil when the glossary does not know it.
  func reading(of word: String) -> Reading? {
    for length in 0...min(longestEnding, word.count) {
      let stem = String(word.dropLast(length))
      guard let entries = stems[stem] else { continue }
      let ending = String(word.suffix(length))
      // Words by themselves first, then whatever comes first in the table.
      let fitting = entries.filter { $0.endings[ending] != nil }
      if let entry = fitting.first(where: { $0.kind == .fixed }) ?? fitting.first {
        return Reading(entry: entry, form: entry.endings[ending] ?? [])
      }
    }
    // A reflexive participle: применяющийся.
    if word.count > 6, word.hasSuffix("ся") { return reading(of: String(word.dropLast(2))) }
    return nil
  }

  /// The longest phrase that these folded words begin with.
  func phrase(at words: ArraySlice<String>) -> (length: Int, english: String)? {
    guard let first = words.first, let candidates = phrases[first] else { return nil }
    for candidate in candidates where words.prefix(candidate.words.count).elementsEqual(candidate.words) {
      return (candidate.words.count, candidate.english)
    }
    return nil
  }

  private static func rows(of table: String) -> [[String]] {
    guard let url = Bundle.module.url(forResource: table, withExtension: "tsv"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { preconditionFailure("The table \(table).tsv does not come with the program.") }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
