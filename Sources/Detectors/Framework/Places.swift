// SPDX-License-Identifier: Apache-2.0

import Measures
import Names
import Trade
import Warehouse

/// Whether what records and a company register say of a party's place fits together. Registers know many firms of one
/// name: a match by name alone needs something besides.
struct PlaceCheck: Sendable {
  enum Result: Sendable, Hashable {
    /// Both name the same place, by these words.
    case same([String])
    case different
    /// One of the two states no place.
    case unknown
  }

  private var stated: [String: Set<String>] = [:]
  private var registered: [String: Set<String>] = [:]

  init(_ parties: [String], at desk: any Desk) async throws {
    for start in stride(from: 0, to: parties.count, by: RowBook.most) {
      let some = parties[start..<min(start + RowBook.most, parties.count)]
      let table = try await desk.table(
        """
        SELECT p.party, i.address, FALSE AS is_register FROM party_identity AS p JOIN identity AS i ON i.identity = p.identity
        WHERE i.address IS NOT NULL AND p.party IN (\(list: some))
        UNION ALL
        SELECT p.party, c.address, TRUE FROM party AS p
        JOIN company AS c ON c.source = p.register_source AND c."row" = p.register_row
        WHERE c.address IS NOT NULL AND p.party IN (\(list: some))
        ORDER BY 1, 3, 2
        """)
      let (ids, addresses, areRegisters) = (
        try table.words("party"), try table.words("address"), try table.booleans("is_register")
      )
      for row in 0..<table.count {
        let words = Self.words(addresses[row])
        if areRegisters[row] == true {
          registered[ids[row], default: []].formUnion(words)
        } else {
          stated[ids[row], default: []].formUnion(words)
        }
      }
    }
  }

  func result(_ party: String) -> Result {
    guard let one = stated[party], let other = registered[party], !one.isEmpty, !other.isEmpty else { return .unknown }
    let shared = one.intersection(other)
    return shared.isEmpty ? .different : .same(shared.sorted())
  }

  /// Words of an address that can name a place, in Latin letters. Numbers and words for kinds of places say nothing.
  static func words(_ address: String) -> Set<String> {
    Set(NameFolding.words(Transliteration.latin(address)).filter { $0.count >= 4 && !$0.contains(where: \.isNumber) })
      .subtracting(kinds)
  }

  /// In Latin letters, as ``Names/Transliteration`` gives them: what most addresses share.
  private static let kinds: Set<String> = Set(
    [
      "Россия", "Российская", "Федерация", "область", "обл", "край", "республика", "район", "округ", "город", "посёлок",
      "село", "улица", "проспект", "переулок", "шоссе", "набережная", "бульвар", "площадь", "дом", "корпус", "строение",
      "помещение", "офис", "этаж", "комната", "квартира", "литера", "внутригородская", "территория", "муниципальный",
      "муниципального", "образования", "муниципальное", "образование", "восточная", "западная", "северная", "южная",
    ].flatMap { NameFolding.words(Transliteration.latin($0)) } + [
      "russia", "russian", "federation", "region", "oblast", "krai", "republic", "district", "city", "town", "street",
      "road", "avenue", "lane", "building", "block", "floor", "room", "office", "house", "eastern", "western", "northern",
      "southern", "china", "province", "hong", "kong",
    ])
}
