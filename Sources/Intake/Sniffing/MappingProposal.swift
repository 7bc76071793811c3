// SPDX-License-Identifier: Apache-2.0

import Trade

/// Chooses columns for the fields of a mapping, and says of each choice that could be wrong why.
struct MappingProposal {
  var sniff: Sniff
  let readings: [HeadingReading]
  /// From the file's name: words that it may say of its contents.
  let nameWords: [String]

  private init(_ sniff: Sniff, _ readings: [HeadingReading]) {
    self.sniff = sniff
    self.readings = readings
    nameWords = HeaderWords.tokens(sniff.file.split(separator: "/").last.map(String.init) ?? sniff.file)
  }

  static func made(_ sniff: Sniff, _ readings: [HeadingReading]) -> Sniff {
    var proposal = MappingProposal(sniff, readings)
    let isStatistics = proposal.has(.partner) && (proposal.has(.reporter) || proposal.has(.flow))
      && !proposal.has(.consignee) && !proposal.has(.consignor) && !proposal.has(.number)
    if isStatistics { proposal.statistics() } else { proposal.shipments() }
    return proposal.sniff
  }

  func has(_ meaning: ColumnMeaning) -> Bool { sniff.columns.contains { $0.meaning == meaning } }

  // MARK: choosing

  func indices(_ meanings: ColumnMeaning...) -> [Int] {
    sniff.columns.indices.filter { meanings.contains(sniff.columns[$0].meaning) }
  }

  /// Columns in the original before their renderings, full before empty ones, then as they stand.
  func best(_ candidates: [Int], score: (Int) -> Double = { _ in 0 }) -> Int? {
    candidates.max { one, other in
      func total(_ index: Int) -> Double {
        let census = sniff.columns[index].census
        let isEmpty = census.filled == census.undisclosed
        return score(index) + (readings[index].isEnglish ? -0.5 : 0) + (isEmpty ? -100 : 0)
      }
      let (left, right) = (total(one), total(other))
      return left == right ? one > other : left < right
    }
  }

  mutating func map(_ field: String, _ node: SniffNode, _ index: Int?) {
    sniff.mapping.append(SniffNode.Entry(key: field, value: node))
    if let index { sniff.columns[index].field = field }
  }

  func name(_ index: Int) -> String { sniff.columns[index].name }

  func others(_ candidates: [Int], than chosen: Int) -> String {
    candidates.filter { $0 != chosen && !readings[$0].isEnglish }.prefix(3).map { "'\(name($0))'" }.joined(separator: ", ")
  }

  // MARK: profiles

  mutating func shipments() {
    sniff.profile = Sniff.ProfileChoice(
      id: "shipments", why: "a row is one shipment or filing, and no built-in profile has these columns")
    date()
    let isExport = flow()
    text("number", [.number])
    text("status", [.status])
    goods()
    texts()
    countries(isExport)
    amounts(isExport)
    for role in [ColumnMeaning.consignee, .consignor, .manufacturer, .declarant] { party(role) }
    if !has(.consignee), !has(.consignor), !has(.goods) {
      sniff.doubt("profile", "no column of goods or of parties was recognised; is this a table of shipments?")
    }
  }

  mutating func statistics() {
    sniff.profile = Sniff.ProfileChoice(
      id: "statistics", why: "a row is a flow between a reporter and a partner, and no built-in profile has these columns")
    date(field: "period")
    if let index = best(indices(.reporter)) { map("reporter", .column(name(index)), index) } else { home("reporter") }
    if let index = best(indices(.partner)) { map("partner", .column(name(index)), index) }
    _ = flow()
    goods()
    if !sniff.mapping.contains(where: { $0.key == "goods" }) {
      map("goods", .map(["is": .text("TOTAL")]), nil)
      sniff.doubt("goods", "no column of goods codes was recognised, so that all goods together are assumed")
    }
    map("edition", .map(["by-year": .text("true")]), nil)
    sniff.doubt("edition", "the file does not say in which edition of the HS its codes are; that of the year is assumed")
    amounts(nil)
  }
}
