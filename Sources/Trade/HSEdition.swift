// SPDX-License-Identifier: Apache-2.0

/// An edition of the Harmonised System, by the year it came into force.
public enum HSEdition: String, Sendable, Codable, CaseIterable, Hashable {
  case hs1992 = "HS1992"
  case hs1996 = "HS1996"
  case hs2002 = "HS2002"
  case hs2007 = "HS2007"
  case hs2012 = "HS2012"
  case hs2017 = "HS2017"
  case hs2022 = "HS2022"

  /// The first year in which the edition is in force.
  public var firstYear: Int { Int(rawValue.dropFirst(2)) ?? 0 }

  /// The edition in force in a year, for publishers that change edition on 1 January (the EU and its CN, China,
  /// most others); nil before 1992.
  public static func inForce(in year: Int) -> HSEdition? { allCases.last { $0.firstYear <= year } }
}
