// SPDX-License-Identifier: Apache-2.0

/// Counts the rows that stand in a file before, word for word. They are kept and count, as two lines of one declaration
/// may well be alike; but a person should know of them. One thread at a time.
///
/// Rows are told apart by 64 bits of a hash: of ten million different ones two are taken for the same with a chance of one
/// in four hundred thousand.
final class RepeatedRows {
  // One thread at a time, and millions of accesses: the check of the language at each of them is dear.
  @exclusivity(unchecked) private(set) var count = 0
  /// The number of the first row that repeats another.
  private(set) var first: Int?
  /// Rows beyond the room were not looked at.
  private(set) var isFull = false

  @exclusivity(unchecked) private var slots: UnsafeMutablePointer<UInt64>
  @exclusivity(unchecked) private var room = 1 << 14
  @exclusivity(unchecked) private var used = 0
  /// 25 million rows, in 256 MiB.
  static let mostRoom = 1 << 25

  init() {
    slots = .allocate(capacity: room)
    slots.initialize(repeating: 0, count: room)
  }

  deinit { slots.deallocate() }

  /// - Returns: whether the row repeats another.
  @discardableResult
  func add(_ rows: any RowSource, number: Int) -> Bool {
    guard !isFull else { return false }
    // Zero is a free slot.
    let hash = max(1, RepeatedRows.hash(rows))
    var slot = Int(truncatingIfNeeded: hash) & (room - 1)
    while slots[slot] != 0 {
      if slots[slot] == hash {
        count += 1
        first = first ?? number
        return true
      }
      slot = (slot + 1) & (room - 1)
    }
    slots[slot] = hash
    used += 1
    if used * 4 > room * 3 { grow() }
    return false
  }

  private func grow() {
    guard room < RepeatedRows.mostRoom else {
      isFull = true
      return
    }
    let old = UnsafeBufferPointer(start: slots, count: room)
    room *= 2
    slots = .allocate(capacity: room)
    slots.initialize(repeating: 0, count: room)
    for hash in old where hash != 0 {
      var slot = Int(truncatingIfNeeded: hash) & (room - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (room - 1) }
      slots[slot] = hash
    }
    old.baseAddress?.deallocate()
  }

  /// Of the row as it stands, or of its cells.
  private static func hash(_ rows: any RowSource) -> UInt64 {
    if let text = rows.text { return ByteHash.of(text) }
    var state: UInt64 = UInt64(rows.cellCount)
    let (cells, bytes) = (rows.cells, rows.bytes)
    for index in 0..<rows.cellCount {
      let cell = UnsafeBufferPointer(start: bytes + cells[index].start, count: cells[index].end - cells[index].start)
      let product = (state ^ ByteHash.of(cell)).multipliedFullWidth(by: ByteHash.factor)
      state = product.high ^ product.low
    }
    return state
  }

  /// What to say aloud; empty where no row repeats another.
  /// - Parameter areExcluded: the ledger then counts them under the rule, and there is nothing to warn of but the bound.
  func notes(areExcluded: Bool) -> [String: Int] {
    guard count > 0 || isFull, !areExcluded || isFull else { return [:] }
    let bound = isFull ? ", of the first \(used + count) rows" : ""
    if areExcluded { return ["rows that repeat another were looked for\(bound) only": 1] }
    guard let first else { return [:] }
    return [LedgerWords.repeated + " (the first is row \(first)\(bound)); all are kept and count" : count]
  }
}
