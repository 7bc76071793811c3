// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads JSON (RFC 8259) piece by piece from a stream, in memory bounded by its largest row. One thread at a time.
final class JSONScanner {
  struct Fault: Error {
    var why: String
    /// The file ends inside of a value.
    var isCut = false
  }

  // Read and written at every byte, and from closures: the checks of the language would take a tenth of all the time.
  private let stream: any ByteStream
  @exclusivity(unchecked) private var base: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 18
  @exclusivity(unchecked) private var position = 0
  @exclusivity(unchecked) private var end = 0
  @exclusivity(unchecked) private var isAtEnd = false
  @exclusivity(unchecked) private var dropped = 0
  /// Bytes from here on are kept: the row that is being read.
  @exclusivity(unchecked) private var mark: Int?
  @exclusivity(unchecked) private var scratch: [UInt8] = []
  private var hasZero = false

  static let largestRow = 64 << 20
  private static let deepest = 200

  init(_ stream: any ByteStream) {
    self.stream = stream
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  var damage: String? { stream.damage }
  /// Where reading is, in bytes of text.
  var offset: Int { dropped + position }

  func beginRow() {
    mark = position
    hasZero = false
  }

  func endRow() { mark = nil }

  /// The bytes of the row so far.
  var rowBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + (mark ?? position), count: position - (mark ?? position))
  }

  /// The row holds the character U+0000 in an escape.
  var rowHasZero: Bool { hasZero }

  // MARK: bytes

  @inline(__always) private func peek() throws -> UInt8? {
    if position < end { return base[position] }
    return try refill() ? base[position] : nil
  }

  private func refill() throws -> Bool {
    if isAtEnd { return false }
    let kept = mark ?? position
    if kept > 0 {
      memmove(base, base + kept, end - kept)
      end -= kept
      position -= kept
      dropped += kept
      mark = mark.map { _ in 0 }
    }
    if end == capacity {
      guard capacity < JSONScanner.largestRow * 2 else {
        throw Fault(why: "a row is larger than \(JSONScanner.largestRow >> 20) MiB")
      }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      larger.update(from: base, count: end)
      base.deallocate()
      base = larger
      capacity *= 2
    }
    let count = try stream.read(into: UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end))
    if count == 0 { isAtEnd = true }
    end += count
    return count > 0
  }

  /// The next byte that is no space; nil at the end.
  func next() throws -> UInt8? {
    while true {
      while position < end {
        let byte = base[position]
        if byte != 0x20, byte != 0x0A, byte != 0x0D, byte != 0x09 {
          // The mark of UTF-8 at the beginning.
          if byte == 0xEF, offset == 0, position + 2 < end { position += 3 } else { return byte }
          continue
        }
        position += 1
      }
      if try !refill() { return nil }
    }
  }

  func skip() { position += 1 }

  func expect(_ byte: UInt8) throws {
    let found = try next()
    guard found == byte else { throw fault("'\(Character(Unicode.Scalar(byte)))' is expected", found) }
    position += 1
  }

  func fault(_ why: String, _ found: UInt8?) -> Fault {
    guard let found else { return Fault(why: "it ends inside of a value", isCut: true) }
    let shown = found >= 0x21 && found < 0x7F ? "'\(Character(Unicode.Scalar(found)))'" : "a byte \(found)"
    return Fault(why: "\(why), and \(shown) stands there (byte \(offset + 1) of the text)")
  }

  /// Goes on behind the first line of the row that was begun.
  func skipLine() throws {
    position = mark ?? position
    mark = nil
    while true {
      if position == end, try !refill() { return }
      if let found = memchr(base + position, 0x0A, end - position) {
        position = found.assumingMemoryBound(to: UInt8.self) - base + 1
        return
      }
      position = end
    }
  }

  // MARK: values

  /// A string, without its quotes and escapes; valid until the next call.
  func string() throws -> UnsafeBufferPointer<UInt8> {
    try expect(0x22)
    var length = 0
    while true {
      // Bytes may move while more are read: places are counted from where reading stands.
      while position + length < end {
        let byte = base[position + length]
        if byte == 0x22 {
          let start = position
          position += length + 1
          return UnsafeBufferPointer(start: base + start, count: length)
        }
        if byte == 0x5C { return try escaped(length) }
        length += 1
      }
      let before = mark
      if before == nil { mark = position }
      let isMore = try refill()
      if before == nil { mark = nil }
      if !isMore { throw Fault(why: "it ends inside of a string", isCut: true) }
    }
  }

  private func escaped(_ length: Int) throws -> UnsafeBufferPointer<UInt8> {
    scratch.removeAll(keepingCapacity: true)
    scratch.append(contentsOf: UnsafeBufferPointer(start: base + position, count: length))
    position += length
    while true {
      // What needs nothing is copied in one piece.
      var run = position
      while run < end, base[run] != 0x22, base[run] != 0x5C { run += 1 }
      scratch.append(contentsOf: UnsafeBufferPointer(start: base + position, count: run - position))
      position = run
      if scratch.count > JSONScanner.largestRow { throw Fault(why: "a string is larger than a row may be") }
      guard let byte = try peek() else { break }
      position += 1
      if byte == 0x22 { return scratch.withUnsafeBufferPointer { $0 } }
      guard byte == 0x5C else {
        scratch.append(byte)
        continue
      }
      guard let escape = try peek() else { break }
      position += 1
      switch escape {
      case UInt8(ascii: "n"): scratch.append(0x0A)
      case UInt8(ascii: "t"): scratch.append(0x09)
      case UInt8(ascii: "r"): scratch.append(0x0D)
      case UInt8(ascii: "b"), UInt8(ascii: "f"): scratch.append(0x20)
      case UInt8(ascii: "u"): try unicode()
      case 0x22, 0x5C, UInt8(ascii: "/"): scratch.append(escape)
      default: throw fault("an escape is not known", escape)
      }
    }
    throw Fault(why: "it ends inside of a string", isCut: true)
  }

  private func unicode() throws {
    var code = try hex()
    if (0xD800...0xDBFF).contains(code), try peek() == 0x5C {
      position += 1
      guard try peek() == UInt8(ascii: "u") else { throw fault("the second half of a character is expected", try peek()) }
      position += 1
      let low = try hex()
      code = (0xDC00...0xDFFF).contains(low) ? 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) : 0xFFFD
    }
    if code == 0 { hasZero = true }
    scratch.append(contentsOf: String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
  }

  private func hex() throws -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try peek() else { throw Fault(why: "it ends inside of a string", isCut: true) }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("four hexadecimal digits are expected", byte)
      }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }

  /// A number, true, false or null, as it stands.
  private func literal() throws -> UnsafeBufferPointer<UInt8> {
    var length = 0
    while true {
      while position + length < end {
        let byte = base[position + length]
        let isPart =
          (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
          || byte == 0x2B || byte == 0x2D || byte == 0x2E
        if !isPart { return try literal(length) }
        length += 1
      }
      let before = mark
      if before == nil { mark = position }
      let isMore = try refill()
      if before == nil { mark = nil }
      if !isMore { return try literal(length) }
    }
  }

  private func literal(_ length: Int) throws -> UnsafeBufferPointer<UInt8> {
    guard length > 0 else { throw fault("a value is expected", position < end ? base[position] : nil) }
    let bytes = UnsafeBufferPointer(start: base + position, count: length)
    let first = bytes[0]
    let isNumber = (0x30...0x39).contains(first) || first == 0x2D && length > 1
    if !isNumber {
      let word = String(decoding: bytes, as: UTF8.self)
      guard ["true", "false", "null", "NaN", "Infinity"].contains(word) else {
        if isAtEnd, position + length == end { throw Fault(why: "it ends inside of a value", isCut: true) }
        throw fault("a value is expected", first)
      }
    }
    position += length
    return bytes
  }

  /// Reads a value whose beginning is the next byte.
  /// - Parameter fields: takes its texts; nil to pass over it.
  func value(into fields: FieldColumns?, depth: Int = 0) throws {
    guard depth < JSONScanner.deepest else { throw Fault(why: "values are nested more than \(JSONScanner.deepest) deep") }
    switch try next() {
    case UInt8(ascii: "{"):
      position += 1
      try members { name in
        let length = fields?.enter(name)
        try self.expect(UInt8(ascii: ":"))
        try self.value(into: fields, depth: depth + 1)
        if let length { fields?.leave(length) }
      }
    case UInt8(ascii: "["):
      position += 1
      try elements { try self.value(into: fields, depth: depth + 1) }
    case 0x22:
      let text = try string()
      try fields?.set(text)
    case nil: throw Fault(why: "it ends inside of a value", isCut: true)
    default:
      let text = try literal()
      // Null is nothing, and so it is no text.
      if let first = text.first, first != UInt8(ascii: "n"), first != UInt8(ascii: "N") { try fields?.set(text) }
    }
  }

  /// The members of an object whose brace was read.
  func members(_ member: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    if try next() == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      guard try next() == 0x22 else { throw fault("a name in quotes is expected", try next()) }
      try member(try string())
      let found = try next()
      if found == UInt8(ascii: ",") {
        position += 1
      } else if found == UInt8(ascii: "}") {
        position += 1
        return
      } else {
        throw fault("a comma or '}' is expected", found)
      }
    }
  }

  /// The elements of an array whose bracket was read.
  func elements(_ element: () throws -> Void) throws {
    if try next() == UInt8(ascii: "]") {
      position += 1
      return
    }
    while true {
      try element()
      let found = try next()
      if found == UInt8(ascii: ",") {
        position += 1
      } else if found == UInt8(ascii: "]") {
        position += 1
        return
      } else {
        throw fault("a comma or ']' is expected", found)
      }
    }
  }
}
