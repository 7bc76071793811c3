// SPDX-License-Identifier: Apache-2.0

/// Countries that may be asked for by one word.
public struct CountryGroup: Sendable, Hashable {
  public var id: String
  public var title: String
  /// ISO alpha-3, sorted.
  public var members: [String]

  /// The European Union of 27, as it has been since 2020-02-01 (Eurostat's EU27_2020).
  public static let eu27 = CountryGroup(
    id: "EU27", title: "the European Union (27)",
    members: [
      "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL", "ITA",
      "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE",
    ])

  public static let all = [eu27]

  public static func named(_ id: String) -> CountryGroup? { all.first { $0.id == id } }
}
