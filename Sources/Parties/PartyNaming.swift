// SPDX-License-Identifier: Apache-2.0

import Names

/// What a party is called, and its id.
enum PartyNaming {
  static func party(
    of members: [(identity: Identity, spellings: TwoSpellings?)], keys: Set<NameKey>, facets: Facets
  ) -> PartyResolution.Party {
    let country = country(of: members.map(\.identity), facets)
    var counts: [String: Int] = [:]
    for (identity, spellings) in members {
      // Of a cell with two spellings, the Latin one is the original more often than not.
      guard let name = spellings?.latin ?? identity.name else { continue }
      let shown = shown(name)
      if !shown.isEmpty, NameKey.make(shown) != nil { counts[shown, default: 0] += max(1, identity.mentions) }
    }
    let number = least(facets)
    let name = mostFrequent(counts) ?? number?.description ?? ""
    var party = PartyResolution.Party(
      id: number.map { "\($0.kind.rawValue.lowercased())-\($0.value.lowercased())" } ?? nameID(keys, country),
      name: name,
      latinName: nil, country: country, words: [])
    party.inn = facets.numbers[.inn]?.min()
    party.ogrn = facets.numbers[.ogrn]?.min()
    party.uscc = facets.numbers[.uscc]?.min()
    if !isLatin(name) {
      party.latinName =
        mostFrequent(counts.filter { isLatin($0.key) })
        ?? Transliteration.latin(name, chinese: ["CHN", "HKG", "MAC", "TWN"].contains(country))
      if party.latinName == name { party.latinName = nil }
    }
    var words = Set(keys.map(\.text))
    for key in keys { if let latin = key.latin { words.insert(latin.text) } }
    if let latinName = party.latinName, let key = NameKey.make(latinName) { words.insert(key.text) }
    party.words = words.sorted()
    return party
  }

  private static func least(_ facets: Facets) -> RegistryNumber? {
    for kind in RegistryNumber.Kind.allCases where kind.identifies {
      if let value = facets.numbers[kind]?.min() { return RegistryNumber(kind, value) }
    }
    return nil
  }

  private static func nameID(_ keys: Set<NameKey>, _ country: String?) -> String {
    let key = keys.map(\.text).min() ?? ""
    return "name-" + hash(key + "|" + (country ?? "")).prefix(12)
  }

  /// FNV-1a, 64 bits, in hexadecimal: short, and the same on every machine.
  static func hash(_ text: String) -> String {
    var value: UInt64 = 14_695_981_039_346_656_037
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 1_099_511_628_211 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The country of its number; else the one most often stated, the first by code of equals.
  private static func country(of identities: [Identity], _ facets: Facets) -> String? {
    for kind in RegistryNumber.Kind.allCases where facets.numbers[kind]?.isEmpty == false {
      if let country = kind.country { return country }
    }
    var counts: [String: Int] = [:]
    for identity in identities {
      if let country = identity.country { counts[country, default: 0] += max(1, identity.mentions) }
    }
    return mostFrequent(counts)
  }

  private static func mostFrequent(_ counts: [String: Int]) -> String? {
    counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  private static func isLatin(_ name: String) -> Bool { Script.present(in: name).isSubset(of: [.latin]) }

  /// Without spaces around it or twice in it, and without quotes when they only enclose it.
  static func shown(_ name: String) -> String {
    var text = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let opening: Set<Character> = ["\"", "«", "“", "„", "'"]
    let closing: Set<Character> = ["\"", "»", "”", "“", "'"]
    let marks = opening.union(closing)
    if let first = text.first, let last = text.last, text.count > 2, opening.contains(first), closing.contains(last) {
      let inner = text.dropFirst().dropLast()
      if !inner.contains(where: marks.contains) { text = String(inner) }
    } else if text.filter(marks.contains).count == 1,
      let only = text.firstIndex(where: { $0 != "'" && marks.contains($0) })
    {
      // A quote without its partner.
      text.remove(at: only)
    }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
