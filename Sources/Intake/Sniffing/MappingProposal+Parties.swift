// SPDX-License-Identifier: Apache-2.0

import Trade

/// Who: names with their countries, numbers and addresses.
extension MappingProposal {
  mutating func party(_ role: ColumnMeaning) {
    let candidates = indices(role).filter { sniff.columns[$0].census.kind != .empty }
    func score(_ index: Int) -> Double {
      let census = sniff.columns[index].census
      let tokens = Set(HeaderWords.tokens(name(index)))
      let isNamed = !tokens.isDisjoint(with: ["name", "наименование", "nombre", "adi", "unvani"])
      return Double(census.filled - census.undisclosed) / Double(max(1, census.rows)) + (isNamed ? 0.3 : 0) - census.share(.number) * 2
    }
    guard let index = best(candidates, score: score) else { return }
    var node = SniffNode.column(name(index))
    func part(_ meaning: ColumnMeaning) -> Int? {
      let own = sniff.columns.indices.filter { sniff.columns[$0].meaning == meaning && sniff.columns[$0].role == role && sniff.columns[$0].census.kind != .empty }
      // Of importer and buyer, both receivers, each has parts of its own.
      let words = Set(HeaderWords.tokens(name(index))).subtracting(["name", "en", "company"])
      return best(own) { Double(words.intersection(HeaderWords.tokens(self.name($0))).count) + self.length($0) / 100 }
    }
    if let country = part(.partyCountry), sniff.columns[country].census.share(.country) >= 0.5 {
      node = node.adding("country", .column(name(country)))
      sniff.columns[country].field = role.rawValue
    }
    if let number = part(.partyNumber) {
      node = node.adding("number", .column(name(number)))
      sniff.columns[number].field = role.rawValue
    }
    if let address = part(.partyAddress) {
      node = node.adding("address", .column(name(address)))
      sniff.columns[address].field = role.rawValue
    }
    map(role.rawValue, node, index)
    let rivals = others(candidates, than: index)
    if !rivals.isEmpty { sniff.doubt(role.rawValue, "'\(name(index))' was taken; there are also \(rivals)") }
  }
}
