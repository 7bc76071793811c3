// SPDX-License-Identifier: Apache-2.0

import Columns
import Trade

/// How a file of entities that are no rows of a table - JSON lines, XML - becomes entries of lists and edges of ownership.
package struct EntityRecipe: Sendable {
  /// A file without entries of a family of lists says that the family has none.
  var isSnapshot: Bool
  /// Reads the whole file and hands over what is in it.
  var read: @Sendable (_ bytes: any ByteStream, _ sink: EntitySink) throws -> Void
}

/// Takes what a file of entities holds. Each of them counts as one row, numbered from 1; one thread at a time.
final class EntitySink: @unchecked Sendable {
  // Filled on the reading thread, then read by the task that waited for it.
  let listed = ListTake.Collected()
  let ownership = MemoryRows([
    ("row", .integer), ("owner_name", .text), ("owner_country", .text), ("owner_kind", .text), ("owner_number", .text),
    ("owned_name", .text), ("owned_country", .text), ("owned_kind", .text), ("owned_number", .text), ("share", .text),
    ("start_date", .day), ("end_date", .day), ("note", .text),
  ])
  private(set) var read = 0
  private(set) var accepted = 0
  private(set) var exclusions: [String: Int] = [:]
  private(set) var rejections: [String: Int] = [:]
  private(set) var rejected: [ReadOutcome.Rejected] = []
  /// What should be said aloud, counted.
  private(set) var notes: [String: Int] = [:]
  private let isStopped: @Sendable () -> Bool

  init(isStopped: @escaping @Sendable () -> Bool) { self.isStopped = isStopped }

  /// One more entity of the file begins.
  func next() throws -> Int {
    read += 1
    if read & 0x3FF == 0, isStopped() { throw CancellationError() }
    return read
  }

  func accept() { accepted += 1 }
  func note(_ words: String) { notes[words, default: 0] += 1 }
  func exclude(_ rule: String) { exclusions[rule, default: 0] += 1 }

  func reject(_ row: Int, _ problem: ListRowProblem, original: String?) {
    rejections[problem.reason, default: 0] += 1
    guard rejected.count < ReadOutcome.kept else { return }
    rejected.append(
      ReadOutcome.Rejected(
        row: row, reason: problem.reason, column: problem.column, detail: problem.detail,
        original: original.map { String($0.prefix(2000)) }))
  }

  /// What follows the last whole entity of a damaged file; an entity that had begun is a part of it.
  func cutOff(_ damage: String) {
    guard rejections["cut-off"] == nil else { return }
    let finished = accepted + exclusions.values.reduce(0, +) + rejections.values.reduce(0, +)
    read = max(read, finished + 1)
    rejections["cut-off", default: 0] += 1
    rejected.append(
      ReadOutcome.Rejected(
        row: nil, reason: "cut-off", column: nil,
        detail: "The file is damaged: \(damage). Its entries are taken up to there; what follows is missing. Fetch the "
          + "file again.", original: nil))
  }

  /// Somebody at an end of an edge.
  struct End: Sendable {
    var name: String
    var country: String?
    var number: ListedRow.Number?
  }

  func own(row: Int, owner: End, owned: End, share: Double?, from: Period?, to: Period?, note: String?) {
    ownership.append([
      .integer(row), .text(owner.name), .text(owner.country), .text(owner.number?.kind), .text(owner.number?.number),
      .text(owned.name), .text(owned.country), .text(owned.number?.kind), .text(owned.number?.number),
      .text(share.map { "\($0)" }), .day(from?.from), .day(to?.to), .text(note),
    ])
  }
}
