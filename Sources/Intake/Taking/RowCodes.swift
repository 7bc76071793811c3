// SPDX-License-Identifier: Apache-2.0

import Columns

/// The words and tuples of a source, numbered while its rows are read. The reading thread writes; afterwards another
/// reads.
final class RowCodes: @unchecked Sendable {
  let plan: StagingPlan
  private let uses: [WordUse]
  let words: [ByteCodes]
  let tuples: [ByteCodes]
  /// Uses whose words took too much memory, and were not all numbered.
  private(set) var fullWords: Set<Int> = []
  private var key: [UInt8] = []
  private var wordCodes: [Int]
  /// The columns of each use.
  private let useColumns: [[Int]]
  /// Tuples that are staged apart, with their number in the plan.
  private let apart: [(index: Int, cells: [Int], words: [Int])]

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
    useColumns = recipe.words.map(\.columns)
    apart = plan.tuples.indices.filter { plan.tuples[$0].isApart }.map { ($0, plan.tuples[$0].cells, plan.tuples[$0].words) }
    words = recipe.words.map { _ in ByteCodes(mostBytes: RowCodes.mostWordBytes) }
    tuples = plan.tuples.map { _ in ByteCodes(mostBytes: RowCodes.mostTupleBytes / max(1, plan.tuples.count)) }
    wordCodes = Array(repeating: RowCodes.nothing, count: recipe.words.count)
  }

  /// Columns of a staged row after its cells.
  var fields: [(name: String, type: BatchSchema.FieldType)] {
    uses.indices.map { ("k\($0)", .integer) }
      + plan.tuples.indices.filter { plan.tuples[$0].isApart }.map { ("p\($0)", .integer) }
  }

  /// Appends the numbers of a row's words and tuples to the columns from `first` on.
  /// - Parameter cells: by their number in the recipe.
  func append(
    to columns: [ColumnBuilder], from first: Int, _ cells: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>
  ) throws {
    var column = first
    for index in 0..<uses.count {
      let code = code(index, cells)
      wordCodes[index] = code
      if code == RowCodes.nothing { columns[column].appendNull() } else { columns[column].append(code) }
      column += 1
    }
    for index in 0..<apart.count {
      let tuple = apart[index]
      key.removeAll(keepingCapacity: true)
      var isNobody = !tuple.cells.isEmpty
      for number in tuple.cells {
        let bytes = cells[number]
        guard bytes.baseAddress != nil else {
          put(-1)
          continue
        }
        isNobody = false
        put(bytes.count)
        key.append(contentsOf: bytes)
      }
      if isNobody {
        columns[column].appendNull()
      } else {
        for word in tuple.words { put(wordCodes[word] == RowCodes.nothing ? -1 : wordCodes[word]) }
        do {
          columns[column].append(try key.withUnsafeBufferPointer { try tuples[tuple.index].code(of: $0) })
        } catch is ByteCodes.Overflow {
          throw TooMany(tuple: tuple.index)
        }
      }
      column += 1
    }
  }

  private func code(_ index: Int, _ cells: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>) -> Int {
    let columns = useColumns[index]
    let bytes = cells[columns[0]]
    guard bytes.baseAddress != nil else { return RowCodes.nothing }
    // Beyond the limit a column is refused as a whole.
    if words[index].count > RowTake.mostWords || !fullWords.isEmpty && fullWords.contains(index) {
      return RowCodes.nothing
    }
    if columns.count == 1 { return wordCode(index, bytes) }
    key.removeAll(keepingCapacity: true)
    key.append(contentsOf: bytes)
    for column in columns.dropFirst() {
      key.append(contentsOf: String(WordKind.separator).utf8)
      if cells[column].baseAddress != nil { key.append(contentsOf: cells[column]) }
    }
    return key.withUnsafeBufferPointer { wordCode(index, $0) }
  }

  private func wordCode(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    do {
      return try words[index].code(of: bytes)
    } catch {
      fullWords.insert(index)
      return RowCodes.nothing
    }
  }

  private func put(_ number: Int) {
    withUnsafeBytes(of: Int32(clamping: number)) { key.append(contentsOf: $0) }
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
