// SPDX-License-Identifier: Apache-2.0

/// Writes structures of Thrift's compact protocol, in which Parquet describes itself.
/// See https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md.
struct CompactThrift {
  private(set) var bytes: [UInt8] = []
  /// The number of the field written last, of each structure that is open.
  private var last: [Int] = [0]

  private enum Kind: UInt8 {
    case int32 = 5
    case int64 = 6
    case binary = 8
    case list = 9
    case structure = 12
  }

  mutating func int32(_ field: Int, _ value: Int) {
    begin(field, .int32)
    number(value)
  }

  mutating func int64(_ field: Int, _ value: Int) {
    begin(field, .int64)
    number(value)
  }

  mutating func text(_ field: Int, _ value: String) {
    begin(field, .binary)
    put(value)
  }

  mutating func structure(_ field: Int, _ body: (inout CompactThrift) -> Void) {
    begin(field, .structure)
    members(body)
  }

  mutating func int32s(_ field: Int, _ values: [Int]) {
    list(field, .int32, values.count)
    for value in values { number(value) }
  }

  mutating func texts(_ field: Int, _ values: [String]) {
    list(field, .binary, values.count)
    for value in values { put(value) }
  }

  mutating func structures<Element>(
    _ field: Int, _ elements: [Element], _ body: (inout CompactThrift, Element) -> Void
  ) {
    list(field, .structure, elements.count)
    for element in elements { members { body(&$0, element) } }
  }

  /// The end of the outermost structure.
  mutating func stop() { bytes.append(0) }

  private mutating func members(_ body: (inout CompactThrift) -> Void) {
    last.append(0)
    body(&self)
    last.removeLast()
    bytes.append(0)
  }

  private mutating func list(_ field: Int, _ kind: Kind, _ count: Int) {
    begin(field, .list)
    bytes.append(UInt8(min(count, 15)) << 4 | kind.rawValue)
    if count >= 15 { unsigned(UInt64(count)) }
  }

  /// Fields come in the order of their numbers, each less than 16 after the one before.
  private mutating func begin(_ field: Int, _ kind: Kind) {
    let before = last[last.count - 1]
    precondition(field > before && field - before < 16)
    bytes.append(UInt8(field - before) << 4 | kind.rawValue)
    last[last.count - 1] = field
  }

  private mutating func put(_ value: String) {
    unsigned(UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  /// Zigzag: small numbers of either sign are short.
  private mutating func number(_ value: Int) { unsigned(UInt64(bitPattern: Int64(value << 1 ^ value >> 63))) }

  private mutating func unsigned(_ value: UInt64) {
    var value = value
    while value >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }
}
