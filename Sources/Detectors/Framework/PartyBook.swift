// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// What parties are called.
struct PartyBook: Sendable {
  struct Entry: Sendable, Hashable {
    var name: String
    var latinName: String?
    /// ISO alpha-3.
    var country: String?

    /// The name as written most often, with the Latin one behind it where the name is in another script.
    var inText: String {
      guard let latinName, latinName != name, !Entry.isLatin(name) else { return name }
      return "\(name) (\(latinName))"
    }

    static func isLatin(_ name: String) -> Bool {
      name.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic || $0.value < 0x250 }
    }
  }

  private var entries: [String: Entry]

  init(_ entries: [String: Entry]) { self.entries = entries }

  init(_ parties: some Sequence<String>, at desk: any Desk) async throws {
    var rest = Set(parties).sorted()[...]
    entries = [:]
    while !rest.isEmpty {
      // Engines limit how many values one statement binds.
      let some = rest.prefix(1000)
      rest = rest.dropFirst(1000)
      let table = try await desk.table("SELECT party, name, latin_name, country FROM party WHERE party IN (\(list: some))")
      let (ids, names, latin) = (try table.words("party"), try table.texts("name"), try table.texts("latin_name"))
      let countries = try table.texts("country")
      for (index, id) in ids.enumerated() {
        entries[id] = Entry(name: names[index] ?? latin[index] ?? id, latinName: latin[index], country: countries[index])
      }
    }
  }

  /// The display name, as it stands in ``Finding/parties``. A party that has no entry is called by its id.
  func name(_ party: String) -> String { entries[party]?.name ?? party }

  /// The name without its legal form, for headings.
  func short(_ party: String) -> String { ShortName.of(name(party)) }

  func short(_ parties: [String], most: Int = 2) -> String { Wording.list(parties.map { short($0) }, most: most) }

  func country(_ party: String) -> String? { entries[party]?.country }

  /// The name with its country, where that is known: `Iflight Technology (China)`.
  func placed(_ party: String) -> String {
    guard let country = country(party) else { return inText(party) }
    let name = inText(party)
    let place = CountryName.alone(country)
    return name.hasSuffix(")") ? "\(name), \(place)" : "\(name) (\(place))"
  }

  /// The name and its Latin form.
  func names(of party: String) -> [String] {
    guard let entry = entries[party] else { return [] }
    return [entry.name] + (entry.latinName.map { $0 == entry.name ? [] : [$0] } ?? [])
  }

  func inText(_ party: String) -> String { entries[party]?.inText ?? party }

  func names(_ parties: [String]) -> [String] { parties.map(name) }

  func inText(_ parties: [String], most: Int = 5) -> String { Wording.list(parties.map { inText($0) }, most: most) }
}
