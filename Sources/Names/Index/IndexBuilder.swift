// SPDX-License-Identifier: Apache-2.0

/// Compiles the names of a list on several cores. Words get their places in the order in which the list brings them, so
/// the index does not depend on how the work was shared out, nor on how many times names were added.
enum IndexBuilder {
  private final class Part: @unchecked Sendable {
    // Unchecked: filled by one thread, then read by one.
    let pool: WordPool
    let names = Grow<NameRecord>(capacity: 1024)
    let tokens = Grow<UInt32>(capacity: 4096)
    let runs = Grow<UInt8>(capacity: 8192)
    init(kind: NameKind) { pool = WordPool(kind: kind) }
  }

  static func build(_ list: [IndexedName], kind: NameKind, width: Int, onto base: IndexCore? = nil) -> IndexCore {
    let ranges = Parallel.ranges(list.count, blocks: max(1, width))
    let parts = Parallel.perform(ranges.count, width: width) { block -> Part in
      let part = Part(kind: kind)
      let compiler = NameCompiler(pool: part.pool)
      for index in ranges[block] {
        var record = compiler.compile(list[index].name)
        record.start = UInt32(part.tokens.count)
        record.run = UInt32(part.runs.count)
        part.runs.append(contentsOf: compiler.letters)
        part.names.append(record)
        part.tokens.append(contentsOf: compiler.tokens)
      }
      return part
    }

    let words = base?.words.copy() ?? Grow<WordRecord>(capacity: 1024)
    let sounds = base?.sounds.copy() ?? Grow<UInt8>(capacity: 8192)
    let names = base?.names.copy() ?? Grow<NameRecord>(capacity: list.count)
    let tokens = base?.tokens.copy() ?? Grow<UInt32>(capacity: list.count * 4)
    let runs = base?.runs.copy() ?? Grow<UInt8>(capacity: list.count * 20)
    let text = base?.text.copy() ?? Grow<UInt8>(capacity: list.count * 24)
    let textEnds = base?.textEnds.copy() ?? Grow<UInt64>(capacity: list.count)
    var countries = base?.countries ?? []
    var countryNumbers = Dictionary(
      countries.enumerated().map { ($0.element, UInt16($0.offset + 1)) }, uniquingKeysWith: { first, _ in first })
    let table = SharedTable(expecting: max(1024, words.count * 2))
    for index in 0..<words.count { table.insert(words[index].key, Int32(index)) }

    for (block, part) in parts.enumerated() {
      var places = [Int32](repeating: -1, count: part.pool.count)
      for local in 0..<part.names.count {
        var record = part.names[local]
        let from = Int(record.start)
        record.start = UInt32(tokens.count)
        let letters = UnsafeBufferPointer(start: part.runs.base + Int(record.run), count: Int(record.letters.joined))
        record.run = UInt32(runs.count)
        runs.append(letters)
        for offset in 0..<Int(record.count) {
          let token = part.tokens[from + offset]
          let word = Token.word(token)
          if places[word] < 0 { places[word] = place(of: word, in: part.pool, table, words, sounds) }
          tokens.append(UInt32(places[word]) | token & Token.likeForm)
        }
        let given = list[ranges[block].lowerBound + local]
        if let country = given.country?.lowercased(), !country.isEmpty {
          if let known = countryNumbers[country] {
            record.country = known
          } else if countries.count < Int(UInt16.max) {
            countries.append(country)
            countryNumbers[country] = UInt16(countries.count)
            record.country = UInt16(countries.count)
          }
        }
        names.append(record)
        for byte in given.name.utf8 { text.append(byte) }
        textEnds.append(UInt64(text.count))
      }
    }
    return IndexCore(
      kind: kind, words: words, sounds: sounds, names: names, tokens: tokens, runs: runs, text: text, textEnds: textEnds,
      countries: countries, width: width)
  }

  private static func place(
    of word: Int, in pool: WordPool, _ table: SharedTable, _ words: Grow<WordRecord>, _ sounds: Grow<UInt8>
  ) -> Int32 {
    var record = pool.records[word]
    let known = table.find(record.key)
    if known >= 0 { return known }
    let start = sounds.count
    // Of both readings.
    let letters = Int(record.length) + Int(record.otherLength)
    sounds.append(UnsafeBufferPointer(start: pool.sounds.base + Int(record.start), count: letters))
    record.start = UInt32(start)
    let new = Int32(words.count)
    words.append(record)
    table.insert(record.key, new)
    return new
  }
}
