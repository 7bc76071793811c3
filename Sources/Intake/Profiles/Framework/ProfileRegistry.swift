// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation

/// All profiles, in the order in which they are documented.
package enum ProfileRegistry {
  package static let all: [any Profile] =
    mapped + declared + [
      FSADeclarations(), Filings(), Sightings(), CompaniesEGRUL(), CompaniesCN(), CompaniesHK(), Companies(), Ownership(), Rates(), OFACSDN(),
      OFACAliases(), OFACAddresses(), OFACAdvanced(), EUJournal(), EUConsolidated(), UNSanctions(), UKSanctions(), USDefenseList(),
      USMilitaryEndUsers(), USConsolidatedList(), OpenSanctionsTargets(), FollowTheMoney(),
    ]

  /// Those that take a mapping, and over which others are declared.
  static let mapped: [any Profile] = [Shipments(), Statistics()]

  /// Declared in files of the program.
  static let declaredIDs = [
    "comtrade", "comtrade-as-reported", "eurostat-comext", "china-customs", "imf-imts", "baci", "fsa-registry",
    "fsa-certificates",
  ]

  private static let declared: [any Profile] = declaredIDs.compactMap { id in
    // A test reads each of them; one that can't be read is not there, and a case that names it is told so.
    try? declaration(id).map { try DeclaredProfile($0, shownAs: "the profile \(id)") }
  }

  static func declaration(_ id: String) throws -> String? {
    try Bundle.module.url(forResource: "profile-\(id)", withExtension: "yaml").map {
      try String(contentsOf: $0, encoding: .utf8)
    }
  }

  package static func named(_ id: String) -> (any Profile)? { all.first { $0.id == id } }

  /// The profile that a source names: by its id, or by a file of the case that declares it.
  static func profile(_ node: DocumentNode, caseFolder: URL) throws -> any Profile {
    let name = try node.text()
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      let file = name.hasPrefix("/") ? URL(fileURLWithPath: name) : caseFolder.appendingPathComponent(name)
      guard let text = try? String(contentsOf: file, encoding: .utf8) else {
        throw node.error(
          .badValue, "There is no file '\(name)', or it is no text; the path is read from the case folder.")
      }
      return try DeclaredProfile(text, shownAs: name)
    }
    _ = try node.word(among: all.map(\.id))
    guard let profile = named(name) else { throw node.error(.badValue, "'\(name)' is no profile.") }
    return profile
  }
}
