// SPDX-License-Identifier: Apache-2.0

import Measures
import Names
import Parties
import Trade
import Warehouse

extension SharedAddress {
  struct Tenant: Sendable, Hashable {
    var party: String
    var name: String
    var registered: Period?
    var address: String
    var customs: Bool
  }

  struct Lead: Sendable, Hashable {
    /// The address, folded; part of the finding's id.
    var key: String
    /// As written by the first of the tenants.
    var address: String
    var tenants: [Tenant]
    /// Makers and sellers that two or more of them name.
    var shared: [String]
    var hasYoung: Bool

    var grade: EvidenceGrade { tenants.contains(where: \.customs) ? .customs : .filing }

    var score: Double {
      let more = Double(tenants.count - 1)
      return grade.weight * (0.4 + 0.2 * more / (more + 2) + (hasYoung ? 0.2 : 0) + (shared.isEmpty ? 0 : 0.2))
    }
  }

  func leads(_ deals: Deals, at desk: any Desk) async throws -> [Lead] {
    let buyers = SQL(
      text: SQL.quoted(
        try await desk.keep(
          """
          SELECT buyer, max(customs) AS customs, max(concern) AS concern FROM \(fragment: deals.deals)
          WHERE buyer IS NOT NULL GROUP BY buyer
          """)))
    let table = try await desk.table(
      """
      WITH chosen AS (
        SELECT n.party, b.customs FROM \(fragment: buyers) AS b JOIN \(fragment: deals.parties) AS n ON n.number = b.buyer
        WHERE b.concern = 1 OR \(anyGoods)
      ),
      stated AS (
        SELECT c.party, c.customs, i.address FROM chosen AS c JOIN party_identity AS p ON p.party = c.party
        JOIN identity AS i ON i.identity = p.identity WHERE i.address IS NOT NULL
        UNION
        SELECT c.party, c.customs, e.address FROM chosen AS c JOIN party AS p ON p.party = c.party
        JOIN company AS e ON e.source = p.register_source AND e."row" = p.register_row
        WHERE e.address IS NOT NULL AND coalesce(p.register_match, 'number') = 'number'
      )
      SELECT s.party, s.customs, s.address, p.name, p.registered_from, p.registered_by
      FROM stated AS s JOIN party AS p ON p.party = s.party ORDER BY s.party, s.address
      """)
    let (parties, names, addresses) = (try table.words("party"), try table.texts("name"), try table.words("address"))
    let (from, to, customs) = (
      try table.days("registered_from"), try table.days("registered_by"), try table.counts("customs")
    )
    var byKey: [String: [Tenant]] = [:]
    for row in 0..<table.count {
      guard let key = AddressKey.of(addresses[row]) else { continue }
      guard byKey[key]?.contains(where: { $0.party == parties[row] }) != true else { continue }
      byKey[key, default: []].append(
        Tenant(
          party: parties[row], name: names[row] ?? parties[row], registered: Period(from[row], to[row]),
          address: addresses[row], customs: customs[row] > 0))
    }
    let houses = byKey.filter { _, tenants in
      tenants.count <= most && Set(tenants.map { NameKey.make($0.name)?.text ?? $0.name }).count > 1
    }
    let shared = try await shared(houses, deals, at: desk)
    return houses.sorted { $0.key < $1.key }.map { key, tenants in
      Lead(
        key: key, address: tenants[0].address, tenants: tenants, shared: shared[key] ?? [],
        hasYoung: tenants.contains { $0.registered.map { $0.from >= since } ?? false })
    }
  }

  /// Makers and sellers that two or more tenants of an address name.
  private func shared(_ houses: [String: [Tenant]], _ deals: Deals, at desk: any Desk) async throws -> [String: [String]] {
    var shared: [String: [String]] = [:]
    let pairs = houses.sorted { $0.key < $1.key }.flatMap { key, tenants in tenants.map { [SQL.Value.text(key), .text($0.party)] } }
    for start in stride(from: 0, to: pairs.count, by: RowBook.most) {
      // A house is not cut in two often enough to matter for a hint.
      let some = Array(pairs[start..<min(start + RowBook.most, pairs.count)])
      let table = try await desk.table(
        """
        WITH named AS (
          SELECT v.house, d.buyer, d.maker AS other FROM \(fragment: SQL.rows("v", ["house", "party"], some))
          JOIN \(fragment: deals.parties) AS n ON n.party = v.party JOIN \(fragment: deals.deals) AS d ON d.buyer = n.number
          WHERE d.maker IS NOT NULL
          UNION
          SELECT v.house, d.buyer, d.seller FROM \(fragment: SQL.rows("v", ["house", "party"], some))
          JOIN \(fragment: deals.parties) AS n ON n.party = v.party JOIN \(fragment: deals.deals) AS d ON d.buyer = n.number
          WHERE d.seller IS NOT NULL
        )
        SELECT s.house, n.party FROM (
          SELECT house, other FROM named GROUP BY house, other HAVING count(DISTINCT buyer) > 1
        ) AS s JOIN \(fragment: deals.parties) AS n ON n.number = s.other ORDER BY s.house, n.party
        """)
      for (house, party) in zip(try table.words("house"), try table.words("party")) { shared[house, default: []].append(party) }
    }
    return shared
  }

  func picked(_ leads: [Lead], _ deals: Deals) -> SQL {
    let pairs = leads.flatMap { lead in lead.tenants.map { [SQL.Value.text(lead.key), .text($0.party)] } }
    return """
      SELECT v.house AS lead, 'all' AS part, d.rec FROM \(fragment: SQL.rows("v", ["house", "party"], pairs))
      JOIN \(fragment: deals.parties) AS n ON n.party = v.party JOIN \(fragment: deals.deals) AS d ON d.buyer = n.number
      WHERE d.concern = 1 OR \(anyGoods)
      """
  }

  func rows(of lead: Lead, asOf: Day) -> Stage {
    SharedStages.rows(
      "shared-address/rows", naming: [(SharedStages.importers, lead.tenants.map(\.party))],
      where: anyGoods ? nil : SharedStages.isOfConcern, asOf: asOf)
  }
}

/// An address as comparable words.
enum AddressKey {
  /// Nil when it is too vague to tell two houses apart: no number, or fewer than three words besides.
  static func of(_ address: String) -> String? {
    let words = NameFolding.words(Transliteration.latin(address)).filter { !kinds.contains($0) }
    let numbers = words.filter { $0.contains(where: \.isNumber) }
    guard !numbers.isEmpty, words.count - numbers.count >= 2, words.count >= 3 else { return nil }
    return words.sorted().joined(separator: " ")
  }

  /// Words for kinds of places, and their abbreviations, in Latin letters.
  private static let kinds: Set<String> = Set(
    [
      "город", "г", "улица", "ул", "дом", "д", "корпус", "корп", "к", "строение", "стр", "помещение", "помещ", "пом", "офис",
      "оф", "этаж", "эт", "комната", "ком", "квартира", "кв", "область", "обл", "край", "республика", "респ", "район", "р-н",
      "проспект", "пр-кт", "пр", "переулок", "пер", "шоссе", "ш", "набережная", "наб", "бульвар", "площадь", "пл", "Россия",
    ].flatMap { NameFolding.words(Transliteration.latin($0)) } + [
      "street", "st", "road", "rd", "avenue", "ave", "building", "bldg", "floor", "room", "rm", "office", "no", "the",
    ])
}
