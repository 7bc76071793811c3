// SPDX-License-Identifier: Apache-2.0

package import Names
package import Trade

/// One distinct way in which somebody is named in the records.
package struct Identity: Sendable, Hashable {
  package var id: String
  package var name: String?
  /// ISO alpha-3.
  package var country: String?
  /// As the source has it: `INN` and its digits, checked or not.
  package var numberKind: String?
  package var number: String?
  /// As the source has it.
  package var address: String?
  /// In how many places of records it stands.
  package var mentions: Int

  package init(
    id: String, name: String?, country: String? = nil, numberKind: String? = nil, number: String? = nil,
    address: String? = nil, mentions: Int = 1
  ) {
    self.id = id
    self.name = name
    self.country = country
    self.numberKind = numberKind
    self.number = number
    self.address = address
    self.mentions = mentions
  }
}

/// One entry of a company register.
package struct CompanyEntry: Sendable, Hashable {
  package var source: String
  package var row: Int
  package var name: String?
  package var shortName: String?
  /// ISO alpha-3.
  package var country: String?
  /// Valid ones only.
  package var numbers: [RegistryNumber]
  package var registeredFrom: Day?
  package var registeredBy: Day?
  package var asOf: Day?

  package init(
    source: String, row: Int, name: String?, shortName: String? = nil, country: String?, numbers: [RegistryNumber],
    registeredFrom: Day? = nil, registeredBy: Day? = nil, asOf: Day? = nil
  ) {
    self.source = source
    self.row = row
    self.name = name
    self.shortName = shortName
    self.country = country
    self.numbers = numbers
    self.registeredFrom = registeredFrom
    self.registeredBy = registeredBy
    self.asOf = asOf
  }
}
