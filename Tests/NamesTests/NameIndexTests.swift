// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestData
import Testing

@testable import Names

struct NameIndexTests {
  /// Names with slips, Russian and Latin, some of them the same.
  private static func list(_ seed: UInt64, _ count: Int) -> [IndexedName] {
    var made = MadeNames(seed: seed)
    let names = made.names(count)
    return names.map { IndexedName($0) } + names.prefix(count / 3).map { IndexedName(made.slip(in: $0)) }
      + names.prefix(count / 8).map { IndexedName($0, country: "RUS") }
  }

  @Test func `Searching finds what comparing with every name finds`() {
    let list = Self.list(11, 160)
    let index = NameIndex(list, width: 2)
    var made = MadeNames(seed: 12)
    for _ in 0..<30 {
      let query = made.slip(in: made.random.pick(list).name)
      let searcher = Searcher(index.core)
      let all = (0..<index.count).map { searcher.score(query, with: $0) }
      let best = all.max() ?? 0
      let found = index.search(query, limit: 3, threshold: 0.7)
      #expect((found.first?.score ?? 0) == (best >= 0.7 ? best : 0), "\(query)")
      for hit in found { #expect(hit.score == all[hit.index]) }
    }
  }

  @Test func `Many searches at once answer as one after another, on any number of cores`() {
    let list = Self.list(13, 200)
    let index = NameIndex(list, width: 1)
    let queries = list.prefix(60).map(\.name) + ["", "nobody at all", "深圳市金泰科技有限公司"]
    let one = queries.map { index.search($0, limit: 4, threshold: 0.3) }
    for width in [1, 2, 3] {
      #expect(index.search(all: queries, limit: 4, threshold: 0.3, width: width) == one)
      #expect(NameIndex(list, width: width).search(all: queries, limit: 4, threshold: 0.3, width: width) == one)
    }
  }

  @Test func `An index that grew answers as one that was built at once`() {
    let list = Self.list(17, 240)
    let whole = NameIndex(list, width: 2)
    var grown = NameIndex(Array(list.prefix(50)), width: 1)
    grown.append(Array(list[50..<200]), width: 2)
    grown.append([], width: 2)
    grown.append(Array(list[200...]), width: 3)
    #expect(grown.count == whole.count)
    #expect(grown.pairs(threshold: 0.3) == whole.pairs(threshold: 0.3))
    for name in list.prefix(40) {
      #expect(grown.search(name.name, limit: 5, threshold: 0.2) == whole.search(name.name, limit: 5, threshold: 0.2))
    }
  }

  @Test func `All close pairs are those that comparing every two finds`() {
    let list = Self.list(19, 150)
    let index = NameIndex(list)
    let found = index.pairs(threshold: 0.7)
    #expect(found == found.sorted { ($0.a, $0.b) < ($1.a, $1.b) })
    var place = [(group: Int, position: Int)](repeating: (-1, 0), count: index.count)
    let alike = AlikeNames(index.core)
    for group in 0..<alike.count {
      for (position, member) in alike[group].enumerated() { place[Int(member)] = (group, position) }
    }
    let comparer = DuplicateComparer(index.core, ListCounts(index.core, alike))
    let shift = index.closePairs(threshold: 0.7, width: 1).shift
    var expected: [NamePair] = []
    for a in 0..<index.count {
      for b in (a + 1)..<max(a + 1, index.count) {
        let full = max(place[a].position, place[b].position) < NameIndex.pairedInFull
        guard full || (place[a].group == place[b].group && place[a].position == 0) else { continue }
        let score = 1 / (1 + exp(-Double(comparer.logOdds(a, b) + shift)))
        if score >= 0.7 { expected.append(NamePair(a: a, b: b, score: score)) }
      }
    }
    let missed = Set(expected).subtracting(found)
    #expect(Set(found).isSubset(of: expected))
    // A consonant changed to x sounds as two, which is a slip and a letter more: in words of fewer than seven letters, and
    // in two words at once, that is beyond what is looked up; and names that share less than 0.35 of the weight are not compared.
    #expect(missed.count * 18 <= expected.count, "\(missed.count) of \(expected.count) missed")
  }

  @Test func `A name written a thousand times alike does not make half a million pairs`() {
    let list = (0..<1000).map { IndexedName($0 % 2 == 0 ? "Zelkor LLC" : "ZELKOR, LLC") }
    let pairs = NameIndex(list).pairs(threshold: 0.7)
    #expect(pairs.count == 999 + 7 * 6 / 2)
    #expect(Set(pairs.flatMap { [$0.a, $0.b] }).count == 1000)
  }

  @Test func `A common legal form or trade does not make pairs`() {
    let list = (0..<400).map { IndexedName("LLC TRADING COMPANY \(MadeNames.distinct($0))") }
    #expect(NameIndex(list).pairs(threshold: 0.7).isEmpty)
  }

  @Test func `A file brings the same index back`() throws {
    let list = Self.list(23, 120) + [IndexedName("深圳市金泰科技有限公司", country: "CHN"), IndexedName(""), IndexedName("«»")]
    let index = NameIndex(list)
    let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try index.write(to: file)
    let read = try NameIndex(reading: file)
    #expect(read.count == list.count && read.kind == .organisation)
    #expect(read.name(at: list.count - 3).name == "深圳市金泰科技有限公司")
    #expect(read.name(at: list.count - 3).country == "chn")
    #expect(read.pairs(threshold: 0.4) == index.pairs(threshold: 0.4))
    for name in list.prefix(30) {
      #expect(read.search(name.name, threshold: 0.2) == index.search(name.name, threshold: 0.2))
    }
    var grown = read
    grown.append([IndexedName("Zelkor LLC")])
    #expect(grown.search("Zelkor").first?.index == list.count)
  }

  @Test func `A damaged, foreign or newer file is refused by name`() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    func refusal() -> NameIndexError? {
      do {
        _ = try NameIndex(reading: file)
        return nil
      } catch { return error as? NameIndexError }
    }
    #expect(refusal()?.code == .unreadable)
    try Data("id,name\n".utf8).write(to: file)
    #expect(refusal()?.code == .notAnIndex)
    try NameIndex([IndexedName("Silva"), IndexedName("Neva")]).write(to: file)
    let whole = try Data(contentsOf: file)
    #expect(refusal() == nil)
    var damaged = whole
    damaged[whole.count - 70] ^= 1
    try damaged.write(to: file)
    #expect(refusal()?.code == .damaged)
    try whole.dropLast(64).write(to: file)
    #expect(refusal()?.code == .damaged)
    var newer = whole
    newer[8] = 200
    try newer.write(to: file)
    #expect(refusal()?.code == .version)
    #expect(refusal()?.description.contains("Build it anew") == true)
  }

  @Test func `Empty lists and queries have no answers`() {
    #expect(NameIndex([]).search("SILVA").isEmpty)
    #expect(NameIndex([]).pairs().isEmpty)
    #expect(NameIndex([IndexedName("SILVA")]).search("").isEmpty)
    #expect(NameIndex([IndexedName("")]).search("SILVA", threshold: 0).isEmpty)
  }

  @Test(
    .enabled(
      if: SharedData.has("bench/list_eu_latin.csv.gz") && SharedData.has("bench/queries_eu_xscript.csv.gz"),
      "needs the public data in ../shared/data"))
  func `Real Cyrillic and Chinese names find their Latin entries`() throws {
    let asked = Set(try SharedData.rows("bench/queries_eu_xscript.csv.gz").map { $0["true_id"] ?? "" })
    let list = try SharedData.rows("bench/list_eu_latin.csv.gz").enumerated()
      .filter { $0.offset % 3 == 0 || asked.contains($0.element["id"] ?? "") }.map(\.element)
    let index = NameIndex(list.map { IndexedName($0["name"] ?? "") })
    // Without optimisation all of them take long.
    let queries = try SharedData.rows("bench/queries_eu_xscript.csv.gz").enumerated().filter { $0.offset % 4 == 0 }
      .map(\.element)
    let hits = index.search(all: queries.map { $0["query_name"] ?? "" }, limit: 1, threshold: 0)
    let right = zip(queries, hits).count { query, hits in
      hits.first.map { list[$0.index]["id"] == query["true_id"] } ?? false
    }
    #expect(right * 100 >= queries.count * 85, "\(right) of \(queries.count)")
  }
}

extension MadeNames {
  /// A word of its own for each number, none near another.
  static func distinct(_ number: Int) -> String {
    var seed = Seeded(seed: UInt64(number) &* 7919 &+ 13)
    return String(decoding: (0..<10).map { _ in UInt8.random(in: 0x61...0x7A, using: &seed) }, as: UTF8.self)
  }
}
