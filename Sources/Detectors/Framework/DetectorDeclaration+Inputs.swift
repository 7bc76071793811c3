// SPDX-License-Identifier: Apache-2.0

import Trade

/// Rows that many detectors need.
extension DetectorDeclaration.Input {
  /// Customs records or filings, with the columns that a detector looks at besides their days.
  static func ownRecords(_ columns: String..., dated isDated: Bool = false) -> Self {
    let grades = words("grade", SharedStages.ownRecords.map(\.rawValue))
    return Self(
      table: "record", columns: ["grade", "period_from", "period_to"] + columns,
      condition: isDated ? grades + " AND period_from IS NOT NULL" : grades,
      about: "\(isDated ? "dated " : "")customs records or filings")
  }

  /// Records that name somebody in one of the roles.
  static func naming(_ roles: [PartyRole], _ who: String) -> Self {
    Self(
      table: "mention", columns: ["source", "row", "role", "identity"], condition: words("role", roles.map(\.rawValue)),
      about: "records that name \(who)")
  }

  /// Of parties, in records or in a company register.
  static let addresses = Self(
    table: "party", columns: ["party"],
    condition: "EXISTS (SELECT 1 FROM identity WHERE address IS NOT NULL) OR EXISTS (SELECT 1 FROM company WHERE address IS NOT NULL)",
    about: "addresses of parties, in records or in a company register")

  static let namingImporters = naming(SharedStages.importers, "an applicant or consignee")
  static let namingSellers = naming([.consignor], "a seller")
  static let namingExporters = naming([.consignor, .manufacturer], "a seller or maker")

  /// Words of the declarations, never of a case.
  private static func words(_ column: String, _ words: [String]) -> String {
    words.count == 1 ? "\(column) = '\(words[0])'" : "\(column) IN (\(words.map { "'\($0)'" }.joined(separator: ", ")))"
  }
}
