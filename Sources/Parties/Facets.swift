// SPDX-License-Identifier: Apache-2.0

import Names

/// What is known of somebody apart from the name, and decides with whom they can be one.
struct Facets: Sendable, Hashable {
  /// Valid numbers that identify, by kind.
  var numbers: [RegistryNumber.Kind: Set<String>] = [:]
  /// Numbers that a source states but that can't be right, by kind as written. They merge nothing, and still keep apart.
  var doubtful: [String: Set<String>] = [:]
  var countries: Set<String> = []
  /// See ``LegalForm/distinction``.
  var distinctions: Set<String> = []

  /// Two different numbers of one kind: never one party, whatever else is said.
  func contradicts(_ other: Facets) -> Bool {
    for (kind, values) in numbers {
      if let others = other.numbers[kind], !others.isEmpty, !values.isEmpty, values.isDisjoint(with: others) {
        return true
      }
    }
    return false
  }

  /// True when a common name is enough to take both for one.
  ///
  /// Two that both carry numbers are not taken for one by name, even if the numbers are of different kinds: nothing
  /// shows that they belong together. Nor are two of different countries, or with legal forms that differ.
  func fits(_ other: Facets) -> Bool {
    if !numbers.isEmpty && !other.numbers.isEmpty { return false }
    for (kind, values) in doubtful {
      if let others = other.doubtful[kind], values.isDisjoint(with: others) { return false }
    }
    if !countries.isEmpty, !other.countries.isEmpty, countries.isDisjoint(with: other.countries) { return false }
    return LegalForm.fit(distinctions, other.distinctions)
  }

  mutating func formUnion(_ other: Facets) {
    numbers.merge(other.numbers) { $0.union($1) }
    doubtful.merge(other.doubtful) { $0.union($1) }
    countries.formUnion(other.countries)
    distinctions.formUnion(other.distinctions)
  }
}
