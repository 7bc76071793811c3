// SPDX-License-Identifier: Apache-2.0

import Columns

/// The words and tuples of a source, numbered while its rows are read. The thread that takes the batches writes; afterwards
/// another reads.
final class RowCodes: @unchecked Sendable {
  let plan: StagingPlan
  private let uses: [WordUse]
  let words: [ByteCodes]
  let tuples: [ByteCodes]
  /// Uses whose words took too much memory, and were not all numbered.
  private(set) var fullWords: Set<Int> = []
  private var key: [UInt8] = []
  /// Of each use, the number of its word in each row of the batch.
  private var wordCodes: [[Int]]

  /// A tuple that is staged apart.
  private struct Apart {
    /// In the plan.
    var index: Int
    var cells: [Int]
    var words: [Int]
  }
  private let apart: [Apart]

  /// All tuples together take no more memory than this.
  static let mostTupleBytes = 384 << 20
  /// Likewise each column of words.
  static let mostWordBytes = 256 << 20
  private static let nothing = Int.min

  /// Too many different tuples to number them.
  struct TooMany: Error { var tuple: Int }

  init(_ recipe: RowRecipe, plan: StagingPlan) {
    self.plan = plan
    uses = recipe.words
    apart = plan.tuples.indices.filter { plan.tuples[$0].isApart }.map {
      Apart(index: $0, cells: plan.tuples[$0].cells, words: plan.tuples[$0].words)
    }
    words = recipe.words.map { _ in ByteCodes(mostBytes: RowCodes.mostWordBytes) }
    tuples = plan.tuples.map { _ in ByteCodes(mostBytes: RowCodes.mostTupleBytes / max(1, plan.tuples.count)) }
    wordCodes = Array(repeating: [], count: recipe.words.count)
  }

  /// Columns of a staged row after its cells.
  var fields: [(name: String, type: BatchSchema.FieldType)] {
    uses.indices.map { ("k\($0)", .integer) }
      + plan.tuples.indices.filter { plan.tuples[$0].isApart }.map { ("p\($0)", .integer) }
  }

  /// Appends the numbers of the words and tuples of a batch of rows to the columns from `first` on.
  /// - Parameter cells: by their number in the recipe.
  func append(to columns: [ColumnBuilder], from first: Int, _ cells: [ColumnBuilder.Texts], rows: Int) throws {
    for index in uses.indices {
      number(index, cells, rows)
      let column = columns[first + index]
      wordCodes[index].withUnsafeBufferPointer { codes in
        for code in codes { if code == RowCodes.nothing { column.appendNull() } else { column.append(code) } }
      }
    }
    for (place, tuple) in apart.enumerated() {
      let column = columns[first + uses.count + place]
      do {
        try number(tuple, cells, rows, into: column)
      } catch is ByteCodes.Overflow {
        throw TooMany(tuple: tuple.index)
      }
    }
  }

  /// Numbers somebody named in each row.
  private func number(
    _ tuple: Apart, _ cells: [ColumnBuilder.Texts], _ rows: Int, into column: ColumnBuilder
  ) throws {
    let texts = tuple.cells.map { cells[$0] }
    let codes = tuples[tuple.index]
    var key: [UInt8] = []
    func put(_ number: Int) { withUnsafeBytes(of: Int32(clamping: number)) { key.append(contentsOf: $0) } }
    for row in 0..<rows {
      key.removeAll(keepingCapacity: true)
      var isNobody = !texts.isEmpty
      for text in texts {
        let bytes = text[row]
        guard !bytes.isEmpty else {
          put(-1)
          continue
        }
        isNobody = false
        put(bytes.count)
        key.append(contentsOf: bytes)
      }
      if isNobody {
        column.appendNull()
        continue
      }
      for word in tuple.words {
        let code = wordCodes[word][row]
        put(code == RowCodes.nothing ? -1 : code)
      }
      column.append(try key.withUnsafeBufferPointer { try codes.code(of: $0) })
    }
  }

  /// Numbers the words of a use, into ``wordCodes``.
  private func number(_ index: Int, _ cells: [ColumnBuilder.Texts], _ rows: Int) {
    var codes = wordCodes[index]
    wordCodes[index] = []
    codes.removeAll(keepingCapacity: true)
    codes.reserveCapacity(rows)
    let columns = uses[index].columns
    let texts = cells[columns[0]]
    let words = words[index]
    for row in 0..<rows {
      let bytes = texts[row]
      // Beyond the limit a column is refused as a whole.
      guard !bytes.isEmpty, words.count <= RowTake.mostWords, fullWords.isEmpty || !fullWords.contains(index) else {
        codes.append(RowCodes.nothing)
        continue
      }
      do {
        if columns.count == 1 {
          codes.append(try words.code(of: bytes))
          continue
        }
        key.removeAll(keepingCapacity: true)
        key.append(contentsOf: bytes)
        for column in columns.dropFirst() {
          key.append(contentsOf: String(WordKind.separator).utf8)
          key.append(contentsOf: cells[column][row])
        }
        codes.append(try key.withUnsafeBufferPointer { try words.code(of: $0) })
      } catch {
        fullWords.insert(index)
        codes.append(RowCodes.nothing)
      }
    }
    wordCodes[index] = codes
  }

  // MARK: afterwards

  /// The words of a use, by number.
  func texts(ofWord index: Int) -> [String] {
    (0..<words[index].count).map { String(decoding: words[index][$0], as: UTF8.self) }
  }

  /// All different values of a tuple, for an engine: `id`, cells `c0` …, numbers of words `k0` ….
  func source(ofTuple index: Int) -> any BatchSource { TupleSource(plan.tuples[index], tuples[index]) }
}

/// Unpacks tuples into batches.
// @unchecked: pulled by one thread, after the rows have been read.
private final class TupleSource: BatchSource, @unchecked Sendable {
  let schema: BatchSchema
  private let tuple: StagingPlan.Tuple
  private let codes: ByteCodes
  private let builder: BatchBuilder
  private var position = 0

  init(_ tuple: StagingPlan.Tuple, _ codes: ByteCodes) {
    self.tuple = tuple
    self.codes = codes
    schema = BatchSchema(
      fields: [("id", .integer)] + tuple.cells.map { ("c\($0)", .text) } + tuple.words.map { ("k\($0)", .integer) })
    builder = BatchBuilder(schema)
  }

  func next() throws -> BatchBuilder? {
    guard position < codes.count else { return nil }
    for code in position..<min(position + 50_000, codes.count) {
      builder.columns[0].append(code)
      let bytes = UnsafeRawBufferPointer(codes[code])
      var offset = 0
      func number() -> Int {
        defer { offset += 4 }
        return Int(bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
      }
      for column in builder.columns.indices.dropFirst() {
        let value = number()
        if value < 0 {
          builder.columns[column].appendNull()
        } else if column <= tuple.cells.count {
          builder.columns[column].append(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + value]))
          offset += value
        } else {
          builder.columns[column].append(value)
        }
      }
    }
    position = min(position + 50_000, codes.count)
    return builder
  }
}
