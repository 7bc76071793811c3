// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation

/// What the reading of a file came to.
struct ReadOutcome: Sendable {
  struct Rejected: Sendable {
    /// Nil for a stretch that could not be read as rows.
    var row: Int?
    var reason: String
    var column: String?
    var detail: String
    var original: String?
  }

  /// Rows that could be split into cells.
  var good = 0
  /// All rows, including those rejected here.
  var read = 0
  /// The first of the rejected.
  var rejected: [Rejected] = []
  var counts: [String: Int] = [:]
  /// Rows left out because they repeat another: none of ``good``.
  var excludedRepeats = 0
  /// Rows that were read as Latin-1 because they are not UTF-8.
  var latin1 = 0
  /// What should be said aloud of the file and how it was read.
  var notes: [String: Int] = [:]
  var sha256 = ""
  var bytes = 0

  /// Rejections beyond this are counted, but not kept one by one.
  static let kept = 10_000

  mutating func reject(_ rejected: Rejected) {
    read += 1
    counts[rejected.reason, default: 0] += 1
    if self.rejected.count < ReadOutcome.kept { self.rejected.append(rejected) }
  }
}

/// Reads all rows of a file on the calling thread.
struct RowLoop: Sendable {
  let plan: SourcePlan
  let columns: [ColumnUse]
  var headerless: Int?
  let report: IntakeProgress.Report
  /// Asked between rows, now and then.
  var isStopped: @Sendable () -> Bool = { false }

  /// - Parameters:
  ///   - row: called for each row that could be split, with its number and the positions of ``columns``.
  ///   - batch: called now and then, after `row`.
  func run(
    row: (RowReader, Int, [Int]) throws -> Void, batch: () throws -> Bool
  ) throws -> ReadOutcome {
    let digest = FileDigest()
    do {
      return try run(digest, row: row, batch: batch)
    } catch var error as IntakeError {
      digest.abandon()
      error.source = error.source ?? plan.id
      error.file = error.file ?? plan.path
      throw error
    } catch {
      digest.abandon()
      throw error
    }
  }

  private func run(
    _ digest: FileDigest, row: (RowReader, Int, [Int]) throws -> Void, batch: () throws -> Bool
  ) throws -> ReadOutcome {
    let reader = try RowReader(
      plan.file, shownAs: plan.path, layout: plan.layout, headerlessColumns: headerless, wanted: columns,
      digest: digest, text: plan.text)
    let positions = try ColumnUse.positions(of: columns, in: reader.header, path: plan.path)
    var outcome = ReadOutcome()
    var reported = -1
    func tell() throws {
      guard reported != outcome.read else { return }
      reported = outcome.read
      try report(
        IntakeProgress(
          source: plan.id, state: .reading, rows: outcome.read, bytes: reader.file.bytesRead,
          totalBytes: reader.file.size))
    }
    loop: while true {
      switch try reader.next() {
      case .row:
        outcome.read += 1
        outcome.good += 1
        if reader.rows.isLatin1 { outcome.latin1 += 1 }
        try row(reader, reader.rows.number ?? outcome.read, positions)
        if try batch() { try tell() }
      case .fault(let fault):
        outcome.reject(rejection(fault, reader, row: reader.rows.number ?? outcome.read + 1))
        if outcome.read & 0xFFFF == 0 { try tell() }
      case .end(let partial):
        if let damage = reader.rows.damage { outcome.reject(cutOff(damage, partial, reader, after: outcome.read)) }
        break loop
      }
      if outcome.read & 0xFFF == 0, isStopped() { throw CancellationError() }
    }
    try reader.file.drain()
    outcome.bytes = reader.file.bytesRead
    outcome.sha256 = digest.finish()
    outcome.notes = reader.notes
    try tell()
    return outcome
  }

  private func rejection(_ fault: RowFault, _ reader: RowReader, row: Int) -> ReadOutcome.Rejected {
    var column: String?
    if let position = fault.column {
      let known = columns.first { $0.place == .position(position) }?.name
      let name = reader.header.indices.contains(position) ? reader.header[position] : known
      column = name.flatMap { $0.isEmpty ? nil : $0 } ?? "column \(position + 1)"
    }
    return ReadOutcome.Rejected(
      row: row, reason: fault.reason, column: column, detail: fault.detail(encoding: reader.encoding),
      original: RowReader.shown(reader.rows.original))
  }

  /// A file that is damaged from some point on counts one more row, rejected: what follows the last whole row.
  private func cutOff(_ damage: String, _ partial: Bool, _ reader: RowReader, after row: Int) -> ReadOutcome.Rejected {
    ReadOutcome.Rejected(
      row: nil, reason: "cut-off", column: nil,
      detail: "The file is damaged: \(damage). Its rows are taken up to row \(row); what follows is missing. "
        + "Fetch the file again.",
      original: partial ? RowReader.shown(reader.rows.original) : nil)
  }
}

/// Feeds the rows of a file to an engine: split into cells on a thread of their own, while those of the batch before have
/// their words and tuples numbered, and are stored, on the thread that takes them.
final class RowFeed: BatchSource, @unchecked Sendable {
  // The reading thread owns the loop, the taking one codes and tallies; batches cross over through the conduits, and the
  // rest under the lock.
  let schema: BatchSchema
  private let loop: RowLoop
  private let codes: RowCodes
  /// What the columns look like; complete once the last batch was given.
  let tallies: ColumnTallies
  private let full = Conduit<Parcel>(capacity: 3)
  private let empty = Conduit<Parcel>(capacity: 8)
  private let lock = NSLock()
  private var result: Result<ReadOutcome, any Error>?
  private var hasStarted = false
  private var isClosed = false
  private var lent: Parcel?

  private static let rows = 61_440
  private static let bytes = 8 << 20

  /// A batch on its way between threads: one at a time holds it.
  private struct Parcel: @unchecked Sendable {
    /// By number in the recipe.
    let cells: [ColumnBuilder]
    /// The number of the row, those of the cells that are staged, and the numbers of words and tuples.
    let batch: BatchBuilder

    init(_ schema: BatchSchema, columns: Int, staged: [Int]) {
      cells = (0..<columns).map { _ in ColumnBuilder(.text) }
      let numbers = schema.fields.dropFirst(1 + staged.count).map { ColumnBuilder($0.type) }
      batch = BatchBuilder(schema, columns: [ColumnBuilder(.integer)] + staged.map { [cells] in cells[$0] } + numbers)
    }
  }

  /// - Parameter codes: numbers the words and tuples of the rows; complete once the last batch was given.
  init(_ loop: RowLoop, _ codes: RowCodes, _ tallies: ColumnTallies) {
    self.loop = loop
    self.codes = codes
    self.tallies = tallies
    schema = BatchSchema(
      fields: [(name: "row", type: .integer)] + codes.plan.cells.map { (name: "c\($0)", type: .text) } + codes.fields)
  }

  /// Called on the engine's thread.
  func next() throws -> BatchBuilder? {
    if !hasStarted {
      hasStarted = true
      let thread = Thread { [self] in read() }
      thread.name = "tallyman-reader"
      thread.start()
    }
    // The engine has taken the rows out of the batch that it was given before.
    if let lent { empty.push(lent) }
    lent = full.pop()
    if let lent {
      try number(lent)
      return lent.batch
    }
    if case .failure(let error) = lock.withLock({ result }) { throw error }
    return nil
  }

  /// Looks through the cells of a batch, column by column, and drops those that are not staged.
  private func number(_ parcel: Parcel) throws {
    let rows = parcel.batch.count
    let texts = parcel.cells.map(\.texts)
    for (column, tally) in tallies.numbers {
      let cells = texts[column]
      for row in 0..<rows { tally.add(cells[row]) }
    }
    for (column, tally) in tallies.words {
      let cells = texts[column]
      for row in 0..<rows { tally.add(cells[row]) }
    }
    let staged = codes.plan.cells
    try codes.append(to: parcel.batch.columns, from: 1 + staged.count, texts, rows: rows)
    for (index, column) in parcel.cells.enumerated() where !staged.contains(index) { column.clear() }
  }

  /// What the reading came to, once the engine has had the last batch.
  func outcome() throws -> ReadOutcome {
    guard let result = lock.withLock({ result }) else { throw CancellationError() }
    return try result.get()
  }

  /// Stops reading.
  func close() {
    lock.withLock { isClosed = true }
    full.close()
    empty.close()
  }

  private func read() {
    let (schema, staged, count) = (schema, codes.plan.cells, loop.columns.count)
    var parcel = Parcel(schema, columns: count, staged: staged)
    var (numbers, columns) = (parcel.batch.columns[0], parcel.cells)
    var bytes = 0
    var loop = loop
    loop.isStopped = { [self] in lock.withLock { isClosed } }
    let row = RowCells(loop.columns, quote: loop.plan.layout.quote)
    let cells = row.cells
    let repeated = RepeatedRows()
    let result = Result {
      var outcome = try loop.run { reader, number, positions in
        if repeated.add(reader.rows, number: number), loop.plan.layout.excludesRepeats { return }
        row.take(reader, positions)
        numbers.append(number)
        for index in 0..<count {
          let cell = cells[index]
          if cell.baseAddress != nil {
            columns[index].append(cell)
            bytes += cell.count
          } else {
            columns[index].appendNull()
          }
        }
      } batch: {
        guard numbers.count >= RowFeed.rows || bytes >= RowFeed.bytes else { return false }
        bytes = 0
        guard full.push(parcel) else { throw CancellationError() }
        parcel = empty.take() ?? Parcel(schema, columns: count, staged: staged)
        (numbers, columns) = (parcel.batch.columns[0], parcel.cells)
        return true
      }
      if parcel.batch.count > 0 { full.push(parcel) }
      let isExcluding = loop.plan.layout.excludesRepeats
      outcome.notes.merge(repeated.notes(areExcluded: isExcluding)) { $0 + $1 }
      if isExcluding {
        outcome.excludedRepeats = repeated.count
        outcome.good -= repeated.count
      }
      return outcome
    }
    lock.withLock { self.result = result }
    full.finish()
  }
}
