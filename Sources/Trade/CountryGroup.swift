// SPDX-License-Identifier: Apache-2.0

/// Countries that statistics treat as one, by ISO alpha-3.
public struct CountryGroup: Sendable, Hashable {
  public let id: String
  public let title: String
  /// Sorted.
  public let members: [String]

  /// The European Union as it is since 1 February 2020.
  public static let eu27 = CountryGroup(
    id: "EU27", title: "European Union (27)",
    members: [
      "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL", "ITA",
      "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE",
    ])

  /// The Eurasian Economic Union: no customs border between its members.
  public static let eaeu = CountryGroup(
    id: "EAEU", title: "Eurasian Economic Union", members: ["ARM", "BLR", "KAZ", "KGZ", "RUS"])

  public static let all = [eu27, eaeu]

  public static func named(_ id: String) -> CountryGroup? { all.first { $0.id == id } }
}
