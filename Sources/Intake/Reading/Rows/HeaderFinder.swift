// SPDX-License-Identifier: Apache-2.0

/// Finds the row with the names of the columns, which titles, dates of print and empty rows may stand above.
enum HeaderFinder {
  /// - Parameters:
  ///   - rows: the first of the file.
  ///   - wanted: columns that a mapping asks for: the row that names most of them is the header.
  ///   - mayBeLater: whether the first row gives way where no name decides.
  /// - Returns: one row, or two of names.
  static func place(_ rows: [[String]], wanted: [ColumnUse], mayBeLater: Bool) -> ClosedRange<Int> {
    func hits(_ row: [String]) -> Int {
      let names = Set(row)
      return wanted.count { use in
        switch use.place {
        case .named(let name): names.contains(name)
        case .oneOf(let list): list.contains(where: names.contains)
        case .position: false
        }
      }
    }
    let first = rows.first.map(hits) ?? 0
    let count = wanted.count { !$0.isOptional }
    if first > 0, first >= count { return 0...0 }
    var best = (index: 0, hits: first)
    for (index, row) in rows.enumerated().dropFirst() {
      let found = hits(row)
      if found > best.hits { best = (index, found) }
      // Names that span two rows are known as they are joined.
      if index > 0, let joined = twoRows(rows, index - 1), hits(joined) > max(best.hits, found, hits(rows[index - 1])) {
        return index - 1...index
      }
    }
    if best.hits > 0 { return best.index...best.index }
    return mayBeLater ? guess(rows) : 0...0
  }

  /// Where no names are known: the first row of words that has about as many cells as the rows below it.
  static func guess(_ rows: [[String]]) -> ClosedRange<Int> {
    let filled = rows.map { row in row.count { !$0.isEmpty } }
    guard let most = filled.max(), most > 1 else { return 0...0 }
    // What most rows have: a single row that runs over does not count.
    let usual = filled.sorted()[max(0, filled.count * 3 / 4)]
    let enough = max(2, Int(Double(usual) * 0.6))
    for index in rows.indices where filled[index] >= enough && isNames(rows[index]) {
      // Names that span several columns may stand in this row, or in the one before.
      if twoRows(rows, index) != nil { return index...index + 1 }
      return index > 0 && twoRows(rows, index - 1) != nil ? index - 1...index : index...index
    }
    return 0...0
  }

  /// Words, each once, rather than numbers.
  private static func isNames(_ row: [String]) -> Bool {
    let cells = row.filter { !$0.isEmpty }
    guard !cells.isEmpty else { return false }
    // Tables of statistics have a column a year.
    let numbers = cells.count { cell in
      !cell.contains(where: \.isLetter) && !(Int(cell).map { (1900...2100).contains($0) } ?? false)
    }
    return numbers * 5 <= cells.count && Set(cells).count * 10 >= cells.count * 8
  }

  /// Two rows as one of names; nil where the lower is none of them: below a name that spans several columns each column
  /// has one of its own, and below any other there is nothing.
  private static func twoRows(_ rows: [[String]], _ index: Int) -> [String]? {
    guard rows.indices.contains(index), rows.indices.contains(index + 1) else { return nil }
    let (upper, lower) = (rows[index], rows[index + 1])
    let width = max(upper.count, lower.count)
    func above(_ column: Int) -> Bool { column < upper.count && !upper[column].isEmpty }
    func below(_ column: Int) -> Bool { column < lower.count && !lower[column].isEmpty }
    guard isNames(lower) else { return nil }
    let starts = (0..<width).filter(above)
    var spans = 0
    for (place, start) in starts.enumerated() {
      let end = place + 1 < starts.count ? starts[place + 1] : width
      let under = (start..<end).filter(below)
      if under.isEmpty { continue }
      // The last may be followed by columns without any name.
      guard under.count > 1, under == Array(start..<start + under.count), place + 1 == starts.count || under.count == end - start
      else { return nil }
      spans += 1
    }
    // A title stands alone above many names.
    let names = (0..<width).count(where: below)
    return spans > 0 && starts.count > 1 && starts.count * 3 >= names ? joined(upper, lower) : nil
  }

  /// `Вес` over `нетто` and `брутто` gives `Вес нетто` and `Вес брутто`.
  static func joined(_ upper: [String], _ lower: [String]) -> [String] {
    var spanning = ""
    return (0..<max(upper.count, lower.count)).map { column in
      let (above, below) = (column < upper.count ? upper[column] : "", column < lower.count ? lower[column] : "")
      if !above.isEmpty { spanning = above }
      if below.isEmpty { return above }
      return above.isEmpty && spanning.isEmpty ? below : "\(spanning) \(below)"
    }
  }
}
