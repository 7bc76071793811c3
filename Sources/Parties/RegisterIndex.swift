// SPDX-License-Identifier: Apache-2.0

import Names

/// Company registers, to be asked by number or by name.
struct RegisterIndex {
  private var byNumber: [RegistryNumber: CompanyEntry] = [:]
  private var byName: [String: [CompanyEntry]] = [:]

  /// - Parameter companies: in order of source and row.
  init(_ companies: [CompanyEntry]) {
    for company in companies {
      for number in company.numbers where number.kind.identifies {
        // The latest snapshot knows best; of equals the first row.
        if let known = byNumber[number], !Self.isLater(company, than: known) { continue }
        byNumber[number] = company
      }
      guard let country = company.country else { continue }
      for key in Set([company.name, company.shortName].compactMap { $0.flatMap(NameKey.make) }) {
        byName["\(country)|\(key.text)", default: []].append(company)
      }
    }
  }

  /// The entry with one of the numbers; else, for somebody without numbers, the only entry of that name in the
  /// register of the country. A register that is only an extract makes "the only one" weaker than it sounds: `match`
  /// tells the two apart.
  func entry(for facets: Facets, keys: Set<NameKey>) -> (entry: CompanyEntry, match: String)? {
    for kind in RegistryNumber.Kind.allCases {
      for value in (facets.numbers[kind] ?? []).sorted() {
        if let number = RegistryNumber(kind, value), let entry = byNumber[number] { return (entry, "number") }
      }
    }
    guard facets.numbers.isEmpty, let country = facets.countries.first, facets.countries.count == 1 else { return nil }
    var found: [CompanyEntry] = []
    for key in keys.map(\.text).sorted() {
      for entry in byName["\(country)|\(key)"] ?? [] where !found.contains(entry) { found.append(entry) }
    }
    found = found.filter { LegalForm.fit(Self.distinctions($0), facets.distinctions) }
    let bodies = Set(found.map { $0.numbers.sorted().first?.description ?? "\($0.source):\($0.row)" })
    guard bodies.count == 1, var best = found.first else { return nil }
    for entry in found.dropFirst() where Self.isLater(entry, than: best) { best = entry }
    return (best, "name")
  }

  private static func distinctions(_ company: CompanyEntry) -> Set<String> {
    [company.name, company.shortName].compactMap { $0.flatMap(NameKey.make) }
      .reduce(into: Set<String>()) { $0.formUnion($1.distinctions) }
  }

  private static func isLater(_ entry: CompanyEntry, than other: CompanyEntry) -> Bool {
    guard let day = entry.asOf else { return false }
    return other.asOf.map { day > $0 } ?? true
  }
}
