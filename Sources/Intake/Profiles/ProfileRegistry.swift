// SPDX-License-Identifier: Apache-2.0

/// All profiles, in the order in which they are documented.
package enum ProfileRegistry {
  package static let all: [any Profile] = [
    FSADeclarations(), Filings(), Shipments(), Statistics(), Sightings(), CompaniesEGRUL(), CompaniesCN(), Companies(),
    Ownership(), OFACSDN(), OFACAliases(), OFACAddresses(), EUJournal(),
  ]

  package static func named(_ id: String) -> (any Profile)? { all.first { $0.id == id } }
}
