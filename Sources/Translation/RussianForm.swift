// SPDX-License-Identifier: Apache-2.0

/// What an ending can say of a Russian word: its number, and whether it is in the nominative or accusative (a heading), the
/// genitive, or another case. Enough to tell which noun an adjective belongs to, and where English says "of".
struct RussianForm: OptionSet, Sendable, Hashable {
  let rawValue: UInt16

  // Gender only tells in the singular.
  static let headM = Self(rawValue: 1 << 0), headF = Self(rawValue: 1 << 1), headN = Self(rawValue: 1 << 2)
  static let genitiveMN = Self(rawValue: 1 << 3), genitiveF = Self(rawValue: 1 << 4)
  static let otherMN = Self(rawValue: 1 << 5), otherF = Self(rawValue: 1 << 6)
  static let headPlural = Self(rawValue: 1 << 7), genitivePlural = Self(rawValue: 1 << 8),
    otherPlural = Self(rawValue: 1 << 9)

  static let anyGenitive: Self = [.genitiveMN, .genitiveF, .genitivePlural]
  static let anyPlural: Self = [.headPlural, .genitivePlural, .otherPlural]
  static let anyHead: Self = [.headM, .headF, .headN, .headPlural]

  static let adjective: [String: RussianForm] = table([
    ("ый ий", .headM), ("ой", [.headM, .genitiveF, .otherF]), ("ая яя", .headF), ("ое ее", .headN),
    ("ые ие", .headPlural), ("ого его", .genitiveMN), ("ому ему", .otherMN), ("ым им", [.otherMN, .otherPlural]),
    ("ом ем", .otherMN), ("ую юю", [.otherF, .headF]), ("ей", [.genitiveF, .otherF]), ("ою ею", .otherF),
    ("ых их", [.genitivePlural, .otherPlural]), ("ыми ими", .otherPlural), ("ья", .headF), ("ье", .headN),
    ("ьи", .headPlural),
    ("ьего", .genitiveMN), ("ьих", .genitivePlural), ("ьей", [.genitiveF, .otherF]),
  ])
  static let masculine: [String: RussianForm] = table([
    (" ь й", .headM), ("а я", .genitiveMN), ("у ю ом ем е", .otherMN), ("ы и", .headPlural),
    ("ов ев ей", .genitivePlural), ("ам ям ами ями ах ях", .otherPlural),
  ])
  static let feminine: [String: RussianForm] = table([
    ("а я ь ия", .headF), ("ы и", [.genitiveF, .headPlural, .otherF]), ("ии", [.genitiveF, .headPlural, .otherF]),
    ("у ю ию", .headF), ("ой ей ью ою е ией", .otherF), (" ий ей", .genitivePlural),
    ("ам ям ами ями ах ях иям иями иях", .otherPlural),
  ])
  static let neuter: [String: RussianForm] = table([
    ("о е ие ье", .headN), ("а я ия ья", [.genitiveMN, .headPlural]), ("у ю ию ом ем ием ии ью ьем", .otherMN),
    (" ий ев", .genitivePlural), ("ам ям ами ями ах ях иям иями иях", .otherPlural),
  ])
  static let pluralOnly: [String: RussianForm] = table([
    ("ы и а я ", .headPlural), (" ов ев ей", .genitivePlural), ("ам ям ами ями ах ях", .otherPlural),
  ])

  private static func table(_ rows: [(String, RussianForm)]) -> [String: RussianForm] {
    var table: [String: RussianForm] = [:]
    for (endings, form) in rows {
      for ending in endings.split(separator: " ", omittingEmptySubsequences: false) {
        table[String(ending), default: []].formUnion(form)
      }
    }
    return table
  }
}
