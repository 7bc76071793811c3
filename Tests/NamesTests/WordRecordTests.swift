// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// How words and names lie in memory: speed rests on it, so it must not change unseen.
struct WordRecordTests {
  @Test func `A word is one line of 64 bytes, at the beginning of a line`() {
    #expect(MemoryLayout<WordRecord>.stride == 64)
    let records = Grow<WordRecord>(capacity: 1)
    for _ in 0..<100 { records.append(WordRecord()) }
    #expect(Int(bitPattern: records.base) % 64 == 0)
    #expect(Int(bitPattern: records.copy().base) % 64 == 0)
  }

  @Test func `Letters run together are kept as a comparison would put them together`() {
    var made = MadeNames(seed: 41)
    let list = made.names(60) + ["Anna Aarhus", "A A A", "삼성전자", "Service Сервис", String(repeating: "Abcdefgh ", count: 12)]
    var index = NameIndex(list.prefix(30).map { IndexedName($0) }, width: 2)
    index.append(list.dropFirst(30).map { IndexedName($0) })
    var row = WordRow()
    defer { row.deallocate() }
    for name in 0..<index.count {
      row.fill(index.core.view(name))
      let again = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: WordRow.runCapacity) { buffer in
        guard let base = buffer.baseAddress else { return [UInt8]() }
        return Array(buffer.prefix(row.run(without: 0, into: base)))
      }
      #expect(again == Array(UnsafeBufferPointer(start: row.run, count: row.runLength)), "\(list[name])")
    }
  }

  @Test func `The shortest word that may be first letters is known beforehand`() {
    let index = NameIndex(["ABC Holding", "Abcd Ef", "Ab", "Trading 12"].map { IndexedName($0) })
    #expect((0..<4).map { index.core.names[$0].shortestAcronym } == [3, 4, 9, 9])
  }
}
