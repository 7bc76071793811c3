// SPDX-License-Identifier: Apache-2.0

import Trade

/// How much: value, weight and quantity, with currency and units.
extension MappingProposal {
  mutating func amounts(_ isExport: Bool?) {
    value(isExport)
    weight()
    quantity()
  }

  mutating func value(_ isExport: Bool?) {
    let candidates = indices(.value).filter { sniff.columns[$0].census.kind != .empty }
    func score(_ index: Int) -> Double {
      let c = readings[index].concepts
      var score = sniff.columns[index].census.positive * 4
      if currency(index) == "USD" { score += 3 } else if currency(index) != nil { score += 1 }
      if c.contains("foreign"), best(indices(.currency)) != nil { score += 0.5 }
      if isExport == true, c.contains("fob") { score += 0.5 }
      if isExport == false, c.contains("cif") { score += 0.5 }
      if c.contains("thousand") { score -= 0.7 }
      if c.contains("total-of-shipment") { score -= 0.4 }
      return score
    }
    guard let index = best(candidates, score: score) else {
      sniff.doubt("value", "no column of values was recognised")
      return
    }
    guard isFilled(index, "value") else { return }
    let c = readings[index].concepts
    var node = SniffNode.column(name(index))
    if let code = currency(index) {
      node = node.adding("currency", .text(code))
    } else if let column = best(indices(.currency)), sniff.columns[column].census.share(.currency) >= 0.5 {
      node = node.adding("currency", .column(name(column)))
      sniff.columns[column].field = "value"
    } else {
      // ISO 4217 has a code for "no currency": amounts are kept, and never added to dollars.
      node = node.adding("currency", .text("XXX"))
      sniff.doubt("value", "the file does not say in which currency '\(name(index))' is; write it in the place of XXX (ISO 4217: none)")
    }
    if c.contains("fob") || c.contains("cif") { node = node.adding("basis", .text(c.contains("fob") ? "FOB" : "CIF")) }
    if c.contains("thousand") { node = node.adding("scale", .text("1000")) }
    if c.contains("million") { node = node.adding("scale", .text("1000000")) }
    map("value", marked(node, index, "value"), index)
    let rivals = others(candidates, than: index)
    if !rivals.isEmpty { sniff.doubt("value", "'\(name(index))' was taken; there are also \(rivals)") }
    if sniff.columns[index].census.positive < 0.5 {
      sniff.doubt("value", "most values of '\(name(index))' are zero, which may stand for not stated")
    }
  }

  /// The currency that a heading names.
  func currency(_ index: Int) -> String? {
    let concepts = readings[index].concepts
    if concepts.contains("usd") { return "USD" }
    if concepts.contains("eur") { return "EUR" }
    let words: [String: String] = [
      "hryvnias": "UAH", "hryvnia": "UAH", "грн": "UAH", "rubles": "RUB", "roubles": "RUB", "rub": "RUB", "руб": "RUB", "рублях": "RUB",
      "tenge": "KZT", "тенге": "KZT", "yuan": "CNY", "rmb": "CNY", "人民币": "CNY", "lira": "TRY", "tl": "TRY",
    ]
    for token in HeaderWords.tokens(name(index)) {
      if let code = words[token] { return code }
      if token.count == 3, ColumnCensus.currencies.contains(token.uppercased()), !["all", "try", "mad", "pen"].contains(token) { return token.uppercased() }
    }
    return nil
  }

  mutating func weight() {
    let rank: [ColumnMeaning: Double] = [.netWeight: 2, .weight: 1.5, .grossWeight: 1]
    let candidates = indices(.netWeight, .grossWeight, .weight).filter { sniff.columns[$0].census.kind != .empty }
    guard let index = best(candidates, score: { rank[self.sniff.columns[$0].meaning, default: 0] + self.sniff.columns[$0].census.positive * 4 }),
      isFilled(index, "weight")
    else { return }
    let c = readings[index].concepts
    let isTonnes = c.contains("tonne")
    map("weight", marked(.map(["column": .text(name(index)), "unit": .text(isTonnes ? "t" : "kg")]), index, "weight"), index)
    if sniff.columns[index].meaning == .grossWeight { sniff.doubt("weight", "'\(name(index))' is gross; no net weight is filled") }
    let tokens = HeaderWords.tokens(name(index))
    let saysKilograms = c.contains("kg") || tokens.contains { ["kg", "kgs", "кг"].contains($0) }
    if !isTonnes, !saysKilograms { sniff.doubt("weight", "'\(name(index))' does not say its unit; kilograms are assumed") }
  }

  /// Says which mark is decimal where the column's own numbers do not: `1,200` and nothing plainer. What the rest of the file does
  /// is a fair guess and no more, and without it these numbers would be refused.
  mutating func marked(_ node: SniffNode, _ index: Int, _ field: String) -> SniffNode {
    guard sniff.columns[index].census.isAmbiguous else { return node }
    let marks = Set(sniff.columns.compactMap(\.census.decimal))
    let example = sniff.columns[index].census.examples.first { $0.contains(where: { $0 == "." || $0 == "," }) } ?? ""
    let fault = "numbers of '\(name(index))' such as \(example) can be read in two ways"
    guard marks.count == 1, let mark = marks.first else {
      sniff.doubt(field, "\(fault), and would be rejected: add decimal: \".\" or decimal: \",\"")
      return node
    }
    sniff.doubt(field, "\(fault); '\(mark)' is the decimal mark in the rest of the file and was taken")
    return node.adding("decimal", .text(String(mark)))
  }

  /// A column of zeros states nothing: zero would be a claim, and so it is left out.
  mutating func isFilled(_ index: Int, _ field: String) -> Bool {
    if sniff.columns[index].census.positive > 0 { return true }
    sniff.doubt(field, "all numbers of '\(name(index))' are zero, which may stand for not stated; it was left out")
    return false
  }

  mutating func quantity() {
    let candidates = indices(.quantity).filter { sniff.columns[$0].census.kind != .empty }
    // Of a number of lines and a number of pieces the larger is meant.
    func score(_ index: Int) -> Double {
      let census = sniff.columns[index].census
      let largest = Double(census.range?.high.filter { $0.isNumber || $0 == "." } ?? "") ?? 0
      return census.positive * 4 + Double(min(12, String(Int(min(largest, 1e12))).count)) / 40
    }
    guard let index = best(candidates, score: score), isFilled(index, "quantity") else { return }
    var node = SniffNode.column(name(index))
    if let unit = best(indices(.unit)), sniff.columns[unit].census.kind != .empty {
      node = node.adding("unit", .column(name(unit)))
      sniff.columns[unit].field = "quantity"
    } else {
      sniff.doubt("quantity", "no column says the unit of '\(name(index))'; its numbers are kept without one")
    }
    map("quantity", marked(node, index, "quantity"), index)
    let rivals = others(candidates, than: index)
    if !rivals.isEmpty { sniff.doubt("quantity", "'\(name(index))' was taken; there are also \(rivals)") }
  }
}
