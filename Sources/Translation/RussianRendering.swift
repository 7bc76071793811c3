// SPDX-License-Identifier: Apache-2.0

import Names

/// Renders Russian word by word, with adjectives before their nouns and "of" where a noun stands in the genitive:
/// `Экскаваторы гусеничные гидравлические` → `Crawler hydraulic excavators`.
struct RussianRendering {
  private enum Item {
    case noun(Glossary.Reading)
    case adjective(Glossary.Reading)
    /// English that stays where it is; `governs` when the word puts what follows into the genitive.
    case text(String, governs: Bool)
  }

  private let glossary: Glossary
  private var items: [Item] = []
  private(set) var words = 0
  private(set) var known = 0

  private let followsYear: Bool
  private let keepsCase: Bool

  /// - Parameters:
  ///   - followsYear: a number that can be a year stands before: `2023 г.` is no gram.
  ///   - keepsCase: capitals of unknown words are kept, since they can be names.
  init(_ glossary: Glossary, followsYear: Bool = false, keepsCase: Bool = true) {
    self.glossary = glossary
    self.followsYear = followsYear
    self.keepsCase = keepsCase
  }

  /// Adds Russian words that follow one another with nothing but spaces between.
  mutating func add(_ written: [String]) {
    let folded = written.map(Glossary.folded)
    var index = 0
    while index < folded.count {
      if index == 0, followsYear, folded[0] == "г" || folded[0] == "гг" {
        items.append(.text("", governs: false))
        words += 1
        known += 1
        index += 1
        continue
      }
      if let phrase = glossary.phrase(at: folded[index...]) {
        items.append(.text(phrase.english, governs: Self.governing.contains(folded[index + phrase.length - 1])))
        words += phrase.length
        known += phrase.length
        index += phrase.length
        continue
      }
      add(folded[index], written[index])
      index += 1
    }
  }

  private mutating func add(_ folded: String, _ written: String) {
    words += 1
    if let reading = glossary.reading(of: folded) {
      known += 1
      switch reading.entry.kind {
      case .noun, .pluralNoun: items.append(.noun(reading))
      case .adjective: items.append(.adjective(reading))
      case .participle: items.append(.text(reading.entry.english, governs: false))
      case .fixed: items.append(.text(reading.entry.english, governs: Self.governing.contains(folded)))
      }
      return
    }
    let parts = folded.split(separator: "-").map(String.init)
    let readings = parts.map(glossary.reading)
    if parts.count > 1, readings.allSatisfy({ $0 != nil }), let last = readings.last ?? nil {
      known += 1
      let english = readings.compactMap { $0?.entry.english }.joined(separator: "-")
      var entry = last.entry
      entry.english = english
      entry.plural = English.plural(of: english)
      let joined = Glossary.Reading(entry: entry, form: last.form)
      switch entry.kind {
      case .noun, .pluralNoun: items.append(.noun(joined))
      case .adjective: items.append(.adjective(joined))
      case .participle, .fixed: items.append(.text(english, governs: false))
      }
      return
    }
    let latin = Transliteration.latin(written)
    items.append(.text("[\(keepsCase ? latin : latin.lowercased())]", governs: false))
  }

  /// The English of what was added.
  func english() -> String {
    var output: [String] = []
    var index = 0
    // Whether the words before end in a noun, so that a genitive that follows is "of", or in a word like "for".
    var followsNoun = false
    var isGoverned = false
    while index < items.count {
      if case .text(let text, let governs) = items[index] {
        if !text.isEmpty { output.append(text) }
        followsNoun = false
        isGoverned = governs
        index += 1
        continue
      }
      var before: [Glossary.Reading] = []
      while index < items.count, case .adjective(let reading) = items[index] {
        before.append(reading)
        index += 1
      }
      guard index < items.count, case .noun(let noun) = items[index] else {
        // Adjectives without a noun.
        output += before.map(\.entry.english)
        followsNoun = false
        continue
      }
      index += 1
      var after: [Glossary.Reading] = []
      while index < items.count, case .adjective(let reading) = items[index], belongsBehind(noun, from: index) {
        after.append(reading)
        index += 1
      }
      let form = agreed(noun.form, with: before + after)
      let isGenitive = (followsNoun || isGoverned) && !form.isDisjoint(with: .anyGenitive)
      let english = name(noun, form, isGenitive: isGenitive)
      if isGenitive, followsNoun { output.append("of") }
      output += (before + after).map(\.entry.english)
      output.append(english)
      followsNoun = true
      isGoverned = false
    }
    return output.joined(separator: " ")
  }

  /// True when the adjectives from here on belong to the noun before them, not to one that follows.
  private func belongsBehind(_ noun: Glossary.Reading, from start: Int) -> Bool {
    guard case .adjective(let adjective) = items[start], !noun.form.isDisjoint(with: adjective.form) else {
      return false
    }
    var next = start
    while next < items.count, case .adjective(let other) = items[next], !other.form.isDisjoint(with: adjective.form) {
      next += 1
    }
    guard next < items.count, case .noun(let following) = items[next] else { return true }
    return following.form.isDisjoint(with: adjective.form)
  }

  /// Prepositions with the genitive.
  private static let governing: Set<String> = [
    "для", "из", "от", "до", "без", "у", "кроме", "около", "после", "против", "вместо", "числе", "более", "менее",
  ]

  private func agreed(_ form: RussianForm, with adjectives: [Glossary.Reading]) -> RussianForm {
    adjectives.reduce(form) { form, adjective in
      let both = form.intersection(adjective.form)
      return both.isEmpty ? form : both
    }
  }

  private func name(_ noun: Glossary.Reading, _ form: RussianForm, isGenitive: Bool) -> String {
    if noun.entry.kind == .pluralNoun { return noun.entry.english }
    let plural = form.intersection(.anyPlural)
    let isPlural: Bool
    if isGenitive {
      isPlural = form.contains(.genitivePlural)
    } else {
      // "машины" heads a list as a plural; only where nothing but the singular fits is it one.
      isPlural =
        !plural.isEmpty && (form.intersection(.anyHead).isSubset(of: .headPlural) || form.contains(.headPlural))
    }
    return isPlural ? noun.entry.plural : noun.entry.english
  }
}
