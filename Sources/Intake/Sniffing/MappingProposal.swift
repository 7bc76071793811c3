// SPDX-License-Identifier: Apache-2.0

import Trade

/// Chooses columns for the fields of a mapping, and says of each choice that could be wrong why.
struct MappingProposal {
  private(set) var sniff: Sniff
  private let readings: [HeadingReading]
  /// From the file's name: words that it may say of its contents.
  private let nameWords: [String]

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

  private func has(_ meaning: ColumnMeaning) -> Bool { sniff.columns.contains { $0.meaning == meaning } }

  // MARK: choosing

  private func indices(_ meanings: ColumnMeaning...) -> [Int] {
    sniff.columns.indices.filter { meanings.contains(sniff.columns[$0].meaning) }
  }

  /// Columns in the original before their renderings, full before empty ones, then as they stand.
  private func best(_ candidates: [Int], score: (Int) -> Double = { _ in 0 }) -> Int? {
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

  private mutating func map(_ field: String, _ node: SniffNode, _ index: Int?) {
    sniff.mapping.append(SniffNode.Entry(key: field, value: node))
    if let index { sniff.columns[index].field = field }
  }

  private func name(_ index: Int) -> String { sniff.columns[index].name }

  private func others(_ candidates: [Int], than chosen: Int) -> String {
    candidates.filter { $0 != chosen && !readings[$0].isEnglish }.prefix(3).map { "'\(name($0))'" }.joined(separator: ", ")
  }

  // MARK: profiles

  private mutating func shipments() {
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

  private mutating func statistics() {
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

  private mutating func date(field: String = "date") {
    let rank: [ColumnMeaning: Double] = [.date: 3, .period: 2, .otherDate: 0]
    let candidates = indices(.date, .period, .otherDate)
    if let index = best(candidates, score: { rank[self.sniff.columns[$0].meaning, default: 0] + self.sniff.columns[$0].census.share(.date) * 4 }) {
      map(field, .column(name(index)), index)
      let rivals = others(indices(.date), than: index)
      if !rivals.isEmpty { sniff.doubt(field, "'\(name(index))' was taken; \(rivals) would do, too") }
      let census = sniff.columns[index].census
      if census.share(.date) < 0.9 {
        sniff.doubt(field, "only \(Int(census.share(.date) * 100)) % of the cells of '\(name(index))' are dates that are known")
      } else if case let column = DateColumn(census.allWords), column.order == nil, census.allWords.contains(where: { column.read($0).problem != nil }) {
        sniff.doubt(field, "'\(name(index))' has dates that may be day and month or month and day, and no value decides: add a format such as DD/MM/YYYY")
      }
      return
    }
    if let year = best(indices(.year)), let month = best(indices(.month)) {
      map(field, .map(["year": .column(name(year)), "month": .column(name(month))]), year)
      sniff.columns[month].field = field
      return
    }
    if let year = best(indices(.year)) {
      map(field, .column(name(year)), year)
      return
    }
    sniff.doubt(field, "no column of dates was recognised, and a record can't do without one: write the column, or a constant such as {is: 2023}")
  }

  /// - Returns: whether the file is of exports; nil where it is of both, or nobody knows.
  private mutating func flow() -> Bool? {
    if let index = best(indices(.flow, .procedure).filter { !flowWords(sniff.columns[$0].census).isEmpty }) {
      let words = flowWords(sniff.columns[index].census)
      let known = ["export", "import", "x", "m"]
      let extra = words.filter { !known.contains($0.word.lowercased()) }
      var node = SniffNode.column(name(index))
      if !extra.isEmpty {
        node = node.adding("words", .map(extra.map { SniffNode.Entry(key: $0.word, value: .text($0.flow)) }))
      }
      map("flow", node, index)
      let flows = Set(words.map(\.flow))
      return flows.count == 1 ? flows.contains("export") : nil
    }
    let headings = Set(sniff.columns.flatMap { HeaderWords.tokens($0.name) })
    let imports = !headings.isDisjoint(with: ["imp", "importer", "импортер", "ithalatci", "importador"])
    let exports = !headings.isDisjoint(with: ["exp", "exporter", "экспортер", "ihracatci", "exportador"])
    let inName = nameWords.first { $0.hasPrefix("import") || $0.hasPrefix("export") }
    guard let flow = inName.map({ $0.hasPrefix("import") ? "import" : "export" }) ?? (imports == exports ? nil : imports ? "import" : "export")
    else {
      sniff.doubt("flow", "nothing says whether these are imports or exports: add flow: {is: import} or {is: export}")
      return nil
    }
    map("flow", .map(["is": .text(flow)]), nil)
    sniff.doubt("flow", inName != nil ? "\(flow)s, by the file's name alone" : "\(flow)s, by the names of its columns alone")
    return flow == "export"
  }

  private func flowWords(_ census: ColumnCensus) -> [(word: String, flow: String)] {
    let known: [String: String] = [
      "import": "import", "imports": "import", "imp": "import", "im": "import", "им": "import", "импорт": "import", "ввоз": "import",
      "export": "export", "exports": "export", "exp": "export", "ex": "export", "эк": "export", "экспорт": "export",
      "вывоз": "export", "进口": "import", "出口": "export", "importacion": "import", "importación": "import",
      "exportacion": "export", "exportación": "export", "ithalat": "import", "i̇thalat": "import", "ihracat": "export",
      "i̇hracat": "export", "m": "import", "x": "export",
    ]
    let words = census.allWords
    guard !words.isEmpty, words.count <= 4 else { return [] }
    let found = words.compactMap { word in known[word.lowercased()].map { (word, $0) } }
    return found.count == words.count ? found : []
  }

  private mutating func text(_ field: String, _ meanings: [ColumnMeaning]) {
    let candidates = sniff.columns.indices.filter { meanings.contains(sniff.columns[$0].meaning) }
    guard let index = best(candidates, score: { Double(self.sniff.columns[$0].census.distinct) / 1000 }),
      sniff.columns[index].census.kind != .empty
    else { return }
    map(field, .column(name(index)), index)
    let rivals = others(candidates, than: index)
    if !rivals.isEmpty { sniff.doubt(field, "'\(name(index))' was taken; \(rivals) would do, too") }
  }

  private mutating func goods() {
    let candidates = indices(.goods)
    guard let index = best(candidates, score: { self.sniff.columns[$0].census.share(.goodsCode) * 10 + self.length($0) / 10 })
    else {
      if sniff.profile?.id == "shipments" { sniff.doubt("goods", "no column of goods codes was recognised") }
      return
    }
    map("goods", .column(name(index)), index)
    let share = sniff.columns[index].census.share(.goodsCode)
    if share < 0.95 { sniff.doubt("goods", "only \(Int(share * 100)) % of the cells of '\(name(index))' are goods codes") }
  }

  private func length(_ index: Int) -> Double {
    Double(sniff.columns[index].census.examples.map(\.count).max() ?? 0)
  }

  private mutating func texts() {
    let own = indices(.description)
    if let index = best(own, score: { min(self.length($0), 20) / 100 }), sniff.columns[index].census.kind != .empty {
      map("description", .column(name(index)), index)
    } else if let index = best(indices(.codeText)), sniff.columns[index].census.kind != .empty {
      map("description", .column(name(index)), index)
      sniff.doubt("description", "'\(name(index))' seems to be the tariff's text of the code, not of the goods themselves")
    }
    text("brand-name", [.brand])
    text("model", [.model])
  }

  private mutating func countries(_ isExport: Bool?) {
    for (field, meanings) in [
      ("origin", [ColumnMeaning.origin]), ("dispatch", [.dispatch]), ("destination", [.destination]),
    ] {
      let candidates = sniff.columns.indices.filter { meanings.contains(sniff.columns[$0].meaning) }
      guard let index = best(candidates, score: { self.sniff.columns[$0].census.share(.country) * 4 }),
        sniff.columns[index].census.kind != .empty
      else { continue }
      map(field, .column(name(index)), index)
      let share = sniff.columns[index].census.share(.country)
      if share < 0.9 {
        sniff.doubt(field, "only \(Int(share * 100)) % of the cells of '\(name(index))' are countries that are known; others are left empty")
      }
    }
    let mapped = Set(sniff.mapping.map(\.key))
    let role = isExport.map { $0 ? "destination" : "origin" }
    if let role, !mapped.contains(role), let index = best(indices(.country, .partner)) {
      map(role, .column(name(index)), index)
      sniff.doubt(role, "'\(name(index))' does not say which country it is; that of the other side is assumed")
    }
    if let isExport { home(isExport ? "dispatch" : "destination") }
  }

  /// The country whose customs a file is from, where its name says it.
  private mutating func home(_ field: String) {
    guard !sniff.mapping.contains(where: { $0.key == field }) else { return }
    let named = countryInName
    guard let (words, code) = named else { return }
    map(field, .map(["is": .text(code)]), nil)
    sniff.doubt(field, "\(code), by '\(words)' in the file's name alone")
  }

  private var countryInName: (words: String, code: String)? {
    for start in nameWords.indices {
      for length in [3, 2, 1] where start + length <= nameWords.count {
        let words = nameWords[start..<start + length].joined(separator: " ")
        if words.count > 3, let code = CountryWords.code(words, .name) { return (words, code) }
      }
    }
    return nil
  }

  // MARK: amounts

  private mutating func amounts(_ isExport: Bool?) {
    value(isExport)
    weight()
    quantity()
  }

  private mutating func value(_ isExport: Bool?) {
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
    map("value", node, index)
    let rivals = others(candidates, than: index)
    if !rivals.isEmpty { sniff.doubt("value", "'\(name(index))' was taken; there are also \(rivals)") }
    if sniff.columns[index].census.positive < 0.5 {
      sniff.doubt("value", "most values of '\(name(index))' are zero, which may stand for not stated")
    }
  }

  /// The currency that a heading names.
  private func currency(_ index: Int) -> String? {
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

  private mutating func weight() {
    let rank: [ColumnMeaning: Double] = [.netWeight: 2, .weight: 1.5, .grossWeight: 1]
    let candidates = indices(.netWeight, .grossWeight, .weight).filter { sniff.columns[$0].census.kind != .empty }
    guard let index = best(candidates, score: { rank[self.sniff.columns[$0].meaning, default: 0] + self.sniff.columns[$0].census.positive * 4 }),
      isFilled(index, "weight")
    else { return }
    let c = readings[index].concepts
    let isTonnes = c.contains("tonne")
    map("weight", .map(["column": .text(name(index)), "unit": .text(isTonnes ? "t" : "kg")]), index)
    if sniff.columns[index].meaning == .grossWeight { sniff.doubt("weight", "'\(name(index))' is gross; no net weight is filled") }
    let tokens = HeaderWords.tokens(name(index))
    let saysKilograms = c.contains("kg") || tokens.contains { ["kg", "kgs", "кг"].contains($0) }
    if !isTonnes, !saysKilograms { sniff.doubt("weight", "'\(name(index))' does not say its unit; kilograms are assumed") }
  }

  /// A column of zeros states nothing: zero would be a claim, and so it is left out.
  private mutating func isFilled(_ index: Int, _ field: String) -> Bool {
    if sniff.columns[index].census.positive > 0 { return true }
    sniff.doubt(field, "all numbers of '\(name(index))' are zero, which may stand for not stated; it was left out")
    return false
  }

  private mutating func quantity() {
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
    map("quantity", node, index)
    let rivals = others(candidates, than: index)
    if !rivals.isEmpty { sniff.doubt("quantity", "'\(name(index))' was taken; there are also \(rivals)") }
  }

  // MARK: parties

  private mutating func party(_ role: ColumnMeaning) {
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
