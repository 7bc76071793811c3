// SPDX-License-Identifier: Apache-2.0

import Trade

/// What a row is about: when, which way, which goods.
extension MappingProposal {
  mutating func date(field: String = "date") {
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
  mutating func flow() -> Bool? {
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

  func flowWords(_ census: ColumnCensus) -> [(word: String, flow: String)] {
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

  mutating func text(_ field: String, _ meanings: [ColumnMeaning]) {
    let candidates = sniff.columns.indices.filter { meanings.contains(sniff.columns[$0].meaning) }
    guard let index = best(candidates, score: { Double(self.sniff.columns[$0].census.distinct) / 1000 }),
      sniff.columns[index].census.kind != .empty
    else { return }
    map(field, .column(name(index)), index)
    let rivals = others(candidates, than: index)
    if !rivals.isEmpty { sniff.doubt(field, "'\(name(index))' was taken; \(rivals) would do, too") }
  }

  mutating func goods() {
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

  func length(_ index: Int) -> Double {
    Double(sniff.columns[index].census.examples.map(\.count).max() ?? 0)
  }

  mutating func texts() {
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
}
