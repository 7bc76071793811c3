// SPDX-License-Identifier: Apache-2.0

/// Regions, unions and groups of countries that publishers print among the partners: sums of rows that stand beside
/// them. The European Union of 27 is none of them, as much is published for it alone.
enum AggregateWords {
  static let mark = "aggregate"

  static func contains(_ word: String) -> Bool {
    let plain = word.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return names.contains(plain) || codes.contains(word.uppercased()) || isIMFGroup(word)
  }

  /// The IMF's groups: G or GX and three digits, apart from G001, the world, and G998, the European Union.
  private static func isIMFGroup(_ word: String) -> Bool {
    let digits = word.hasPrefix("GX") ? word.dropFirst(2) : word.hasPrefix("G") ? word.dropFirst() : ""
    return digits.count == 3 && digits.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Eurostat's and Comtrade's codes of groups.
  private static let codes: Set<String> = [
    "EU27_2020_EXTRA", "EU27_2020_INTRA", "EXT_EU27_2020", "INT_EU27_2020", "EU28", "EU28_EXTRA", "EU28_INTRA", "EU25",
    "EU15", "EU27_2007", "EA", "EA11", "EA12", "EA17", "EA18", "EA19", "EA20", "EXT_EA19", "EXT_EA20", "EUROZONE",
    "EXTRA-EU", "INTRA-EU", "EFTA", "ASEAN", "OPEC", "NAFTA", "MERCOSUR", "ACP", "CIS",
  ]

  private static let names: Set<String> = [
    "africa", "northern africa", "sub-saharan africa", "north africa", "america", "americas", "north america",
    "northern america", "south america", "central america", "latin america", "latin america and the caribbean",
    "latin america and the caribbean (lac)", "caribbean", "asia", "eastern asia", "western asia", "central asia",
    "south-eastern asia", "southern asia", "middle east", "middle east and north africa",
    "middle east and central asia",
    "middle east, north africa, afghanistan, and pakistan", "europe", "western europe", "eastern europe",
    "central and eastern europe", "oceania", "australia and oceania", "euro area", "euro area (ea)", "eurozone",
    "extra-eu",
    "intra-eu", "extra eu27", "intra eu27", "extra-eu27", "intra-eu27", "advanced economies", "g7", "g20", "oecd",
    "emerging market and developing economies", "emerging and developing asia", "emerging and developing europe",
    "sub-saharan africa (ssa)", "asean", "asean countries", "apec", "opec", "brics", "cis", "cis countries", "eaeu",
    "commonwealth of independent states", "eurasian economic union", "mercosur", "nafta", "usmca", "efta", "gcc",
    "least developed countries", "developing countries", "developed countries", "other countries",
    "emdes by source of export earnings: fuel", "emdes by source of export earnings: nonfuel",
    // Russian
    "африка", "америка", "азия", "европа", "океания", "страны снг", "снг", "страны дальнего зарубежья",
    "дальнее зарубежье", "страны еаэс", "еаэс", "страны ес", "страны атэс", "атэс", "прочие страны", "другие страны",
    "содружество независимых государств",
    // Chinese
    "亚洲", "非洲", "欧洲", "拉丁美洲", "北美洲", "大洋洲", "东南亚国家联盟", "东盟", "亚太经合组织", "一带一路",
    // Spanish, Turkish
    "áfrica", "américa", "américa latina", "unión económica euroasiática", "avrupa", "asya", "afrika", "amerika",
  ]
}
