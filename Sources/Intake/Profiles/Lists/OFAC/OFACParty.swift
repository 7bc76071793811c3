// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// A party of a file in the Advanced Sanctions List Standard, with all that was read of it.
struct OFACParty {
  struct Entry {
    var profile: String?
    var list: String?
    var events: [(type: String?, date: OFACReferences.DateParts)] = []
    var measures: [(type: String?, words: String?)] = []
  }

  private struct Alias {
    var type: String?
    var isPrimary: Bool
    var isWeak: Bool
    var isFalse: Bool
    /// The same name in several scripts.
    var names: [[(text: String, group: String?)]] = []
  }

  let row: Int
  let id: String?
  var comment: String?
  var entries: [Entry] = []
  /// What the parts of names are, by their group.
  var partTypes: [String: String] = [:]
  private(set) var profiles: [String] = []
  private var subtype: String?
  private var identities: [String] = []
  private var isFalse = false
  private var aliases: [Alias] = []
  private var feature: String?
  private var locations: [(feature: String?, place: String)] = []
  private var details: [(feature: String?, words: String)] = []

  init(row: Int, id: String?) {
    self.row = row
    self.id = id
  }

  // MARK: as it is read

  mutating func begin(profile id: String?, subtype: String?) {
    if let id { profiles.append(id) }
    self.subtype = self.subtype ?? subtype
  }

  mutating func begin(identity id: String?, isFalse: Bool) {
    self.isFalse = isFalse
    if let id, !isFalse { identities.append(id) }
  }

  mutating func begin(alias type: String?, isPrimary: Bool, isWeak: Bool) {
    aliases.append(Alias(type: type, isPrimary: isPrimary, isWeak: isWeak, isFalse: isFalse))
  }

  mutating func beginName() { if !aliases.isEmpty { aliases[aliases.count - 1].names.append([]) } }

  mutating func add(namePart text: String, group: String?) {
    guard !text.isEmpty, let alias = aliases.indices.last, let name = aliases[alias].names.indices.last else { return }
    aliases[alias].names[name].append((text, group))
  }

  mutating func begin(feature type: String?) { feature = type }
  mutating func add(location id: String?) { if let id { locations.append((feature, id)) } }
  mutating func add(detail words: String) { if !words.isEmpty { details.append((feature, words)) } }

  /// For a rejection.
  var shown: String {
    let names = aliases.flatMap { $0.names.map { $0.map(\.text).joined(separator: " ") } }
    return "DistinctParty FixedRef=\(id ?? ""): \(names.joined(separator: "; "))"
  }

  // MARK: afterwards

  func listed(_ list: String, _ references: OFACReferences) throws -> ListedRow {
    guard let id else { throw OFAC.missing("FixedRef") }
    let kind = try references.kind(ofSubtype: subtype)
    let names = names(references)
    guard let name = names.first?.name else { throw OFAC.missing("NamePartValue") }
    let places = locations.compactMap { location in references.places[location.place].map { (location.feature, $0) } }
    let addresses = places.filter { references.word("FeatureType", $0.0) == "Location" }.map(\.1)
    // A person's country is its nationality, a body's that of its first address.
    let nationality = places.first {
      ["nationality country", "citizenship country"].contains(references.word("FeatureType", $0.0)?.lowercased() ?? "")
    }
    let country =
      kind == "person" ? nationality.flatMap { references.country($0.1) } : addresses.lazy.compactMap(references.country).first

    var listed = ListedRow(family: list, list: list, id: id)
    listed.entry = ListedRow.Entry(
      kind: kind, name: name, country: country, program: programs(references), reason: reason(references), stated: stated(references))
    listed.names = names
    if kind != "person" {
      listed.numbers = numbers(references)
      listed.addresses = DelimitedList.unique(addresses.compactMap(references.address))
    }
    return listed
  }

  /// The primary name first. Names of a person are written as in OFAC's CSV: the last name, a comma, the others.
  private func names(_ references: OFACReferences) -> [ListedRow.Name] {
    var primary: [ListedRow.Name] = []
    var others: [ListedRow.Name] = []
    for alias in aliases where !alias.isFalse {
      let type = references.word("AliasType", alias.type)?.uppercased() ?? ""
      for name in alias.names.map({ text($0, references) }) where !name.isEmpty {
        if alias.isPrimary, primary.isEmpty {
          primary.append(ListedRow.Name(kind: "primary", name: name))
        } else {
          let kind = alias.isWeak ? "weak" : type.hasPrefix("F.K.A") ? "former" : "alias"
          others.append(ListedRow.Name(kind: kind, name: name))
        }
      }
    }
    if primary.isEmpty, !others.isEmpty { primary.append(ListedRow.Name(kind: "primary", name: others.removeFirst().name)) }
    return DelimitedList.unique(primary + others)
  }

  private func text(_ parts: [(text: String, group: String?)], _ references: OFACReferences) -> String {
    let isLast = parts.map { part in
      references.word("NamePartType", part.group.flatMap { partTypes[$0] })?.lowercased() == "last name"
    }
    let last = zip(parts, isLast).filter(\.1).map(\.0.text).joined(separator: " ")
    let others = zip(parts, isLast).filter { !$0.1 }.map(\.0.text).joined(separator: " ")
    return last.isEmpty || others.isEmpty ? last + others : "\(last), \(others)"
  }

  /// Programmes are measures of the type "Program", in the measure's own words.
  private func programs(_ references: OFACReferences) -> String? {
    let programs = entries.flatMap(\.measures).compactMap { measure in
      references.word("SanctionsType", measure.type)?.lowercased() == "program" ? measure.words : nil
    }
    return DelimitedList.unique(programs).joined(separator: "; ").nonEmpty
  }

  private func reason(_ references: OFACReferences) -> String? {
    let lists = DelimitedList.unique(entries.compactMap { references.word("List", $0.list) })
    return (lists + [comment].compactMap { $0 }).joined(separator: "; ").nonEmpty
  }

  /// The day on which the first entry was made. Later events change an entry, and list nobody anew.
  private func stated(_ references: OFACReferences) -> Period? {
    let made = entries.flatMap(\.events).filter { event in
      guard let word = references.word("EntryEventType", event.type)?.lowercased() else { return true }
      return word == "created" || word == "added" || word == "listed"
    }
    return made.compactMap(\.date.period).min { $0.from < $1.from }
  }

  private func numbers(_ references: OFACReferences) -> [ListedRow.Number] {
    let papers = identities.flatMap(references.documents(of:)).compactMap { document -> ListedRow.Number? in
      guard let text = document.number else { return nil }
      let label = references.word("IDRegDocType", document.type)
      return ListNumber.classified(text, label: label, otherwise: label.flatMap(OFACRemarks.kind) ?? "registration")
    }
    // Bank codes and numbers of Dun & Bradstreet are features, not papers.
    let features = details.compactMap { detail -> ListedRow.Number? in
      guard let label = references.word("FeatureType", detail.feature), let kind = OFACRemarks.kind(label) else { return nil }
      return ListNumber.classified(detail.words, label: label, otherwise: kind)
    }
    return DelimitedList.unique(papers + features)
  }
}
