// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads XML 1.0 element by element from a stream, in memory bounded by its longest tag or text. Names are without their
/// prefixes. Nothing is fetched and no entity is expanded but the five that XML has and numbers of characters, so that a
/// file can neither read others nor blow itself up. One thread at a time.
final class XMLScanner {
  enum Event {
    case start, end, text, eof
  }

  private let stream: any ByteStream
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 18
  private var position = 0
  private var end = 0
  private var isAtEnd = false
  private var dropped = 0
  private var hasPendingEnd = false

  private var nameStart = 0
  private var nameEnd = 0
  private var tagEnd = 0
  private var textStart = 0
  private var textEnd = 0
  private(set) var isLiteral = false
  private(set) var depth = 0
  /// Why reading ended before the end of the file.
  private(set) var problem: String?

  /// No tag and no text is longer.
  static let longest = 16 << 20

  init(_ stream: any ByteStream) {
    self.stream = stream
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  var damage: String? { stream.damage ?? problem }
  var offset: Int { dropped + position }

  /// Of the element that begins or ends; valid until the next event.
  var name: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base + nameStart, count: nameEnd - nameStart) }
  /// As it stands in the file; ``append(_:to:)`` reads its references.
  var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base + textStart, count: textEnd - textStart) }

  func isNamed(_ word: StaticString) -> Bool {
    word.utf8CodeUnitCount == nameEnd - nameStart && memcmp(base + nameStart, word.utf8Start, word.utf8CodeUnitCount) == 0
  }

  // MARK: events

  func next() throws -> Event {
    if hasPendingEnd {
      hasPendingEnd = false
      depth -= 1
      return .end
    }
    while true {
      if position == end, try !refill() {
        if depth > 0, problem == nil { problem = "its XML breaks off inside of an element" }
        return .eof
      }
      if base[position] != 0x3C { return try characters() }
      guard let second = try byte(at: 1) else { return broken("its XML breaks off inside of a tag") }
      switch second {
      case UInt8(ascii: "!"):
        if let event = try declaration() { return event }
      case UInt8(ascii: "?"):
        guard try skip(past: "?>") else { return broken("its XML breaks off inside of an instruction") }
      case UInt8(ascii: "/"):
        guard let length = try find(0x3E, from: 2) else { return broken("its XML breaks off inside of a tag") }
        takeName(from: position + 2, to: position + length)
        position += length + 1
        depth -= 1
        if depth < 0 { return broken("its XML closes an element that was not open") }
        return .end
      default: return try startTag()
      }
    }
  }

  private func broken(_ why: String) -> Event {
    problem = problem ?? "\(why) (byte \(offset + 1) of the text)"
    position = end
    isAtEnd = true
    return .eof
  }

  private func characters() throws -> Event {
    let length = try find(0x3C, from: 0) ?? end - position
    (textStart, textEnd, isLiteral) = (position, position + length, false)
    position += length
    return .text
  }

  private func startTag() throws -> Event {
    // A '>' may stand inside of a value.
    var length = 1
    var quote: UInt8 = 0
    scan: while true {
      while position + length < end {
        let byte = base[position + length]
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == 0x3E {
          break scan
        } else if byte == 0x22 || byte == 0x27 {
          quote = byte
        } else if byte == 0x3C {
          return broken("a tag begins inside of another")
        }
        length += 1
      }
      guard try refill() else { return broken("its XML breaks off inside of a tag") }
    }
    takeName(from: position + 1, to: position + length)
    tagEnd = position + length
    hasPendingEnd = base[tagEnd - 1] == UInt8(ascii: "/")
    if hasPendingEnd { tagEnd -= 1 }
    if nameEnd == nameStart { return broken("a tag has no name") }
    position += length + 1
    depth += 1
    return .start
  }

  private func takeName(from start: Int, to limit: Int) {
    var index = start
    nameStart = start
    while index < limit {
      let byte = base[index]
      if byte == 0x20 || byte == 0x2F || (9...13).contains(byte) { break }
      if byte == 0x3A { nameStart = index + 1 }
      index += 1
    }
    nameEnd = index
  }

  /// A comment or a type is passed over; literal text is text.
  private func declaration() throws -> Event? {
    if try starts(with: "<!--") {
      return try skip(past: "-->", from: 4) ? nil : broken("its XML breaks off inside of a comment")
    }
    if try starts(with: "<![CDATA[") {
      guard let length = try find("]]>", from: 9) else { return broken("its XML breaks off inside of a text") }
      (textStart, textEnd, isLiteral) = (position + 9, position + length, true)
      position += length + 3
      return .text
    }
    var length = 2
    var brackets = 0
    while true {
      while position + length < end {
        switch base[position + length] {
        case UInt8(ascii: "["): brackets += 1
        case UInt8(ascii: "]"): brackets -= 1
        case UInt8(ascii: ">") where brackets <= 0:
          position += length + 1
          return nil
        default: break
        }
        length += 1
      }
      if try !refill() { return broken("its XML breaks off inside of its type") }
    }
  }

  // MARK: attributes

  /// The value of an attribute of the element that begins, as it stands; nil when it has none.
  func attribute(_ wanted: StaticString) -> UnsafeBufferPointer<UInt8>? {
    var found: UnsafeBufferPointer<UInt8>?
    forEachAttribute { name, value in
      guard name.count == wanted.utf8CodeUnitCount, let start = name.baseAddress else { return }
      if memcmp(start, wanted.utf8Start, name.count) == 0 { found = value }
    }
    return found
  }

  func forEachAttribute(
    _ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    var index = nameEnd
    while index < tagEnd {
      while index < tagEnd, base[index] <= 0x20 { index += 1 }
      var start = index
      while index < tagEnd, base[index] != 0x3D, base[index] > 0x20 {
        if base[index] == 0x3A { start = index + 1 }
        index += 1
      }
      let name = UnsafeBufferPointer(start: base + start, count: index - start)
      while index < tagEnd, base[index] != 0x22, base[index] != 0x27 { index += 1 }
      guard index < tagEnd else { return }
      let quote = base[index]
      let first = index + 1
      guard first < tagEnd, let found = memchr(base + first, Int32(quote), tagEnd - first) else { return }
      let last = found.assumingMemoryBound(to: UInt8.self) - base
      try body(name, UnsafeBufferPointer(start: base + first, count: last - first))
      index = last + 1
    }
  }

  // MARK: bytes

  private func refill() throws -> Bool {
    if isAtEnd { return false }
    if position > 0 {
      memmove(base, base + position, end - position)
      end -= position
      dropped += position
      position = 0
    }
    if end == capacity {
      guard capacity < XMLScanner.longest * 2 else {
        _ = broken("a tag or text is longer than \(XMLScanner.longest >> 20) MiB")
        return false
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

  private func byte(at offset: Int) throws -> UInt8? {
    while position + offset >= end { if try !refill() { return nil } }
    return base[position + offset]
  }

  /// How far a byte stands from where reading is.
  private func find(_ byte: UInt8, from offset: Int) throws -> Int? {
    var searched = offset
    while true {
      if position + searched < end, let found = memchr(base + position + searched, Int32(byte), end - position - searched) {
        return found.assumingMemoryBound(to: UInt8.self) - base - position
      }
      searched = max(offset, end - position)
      if try !refill() { return nil }
    }
  }

  private func find(_ word: StaticString, from offset: Int) throws -> Int? {
    var searched = offset
    let length = word.utf8CodeUnitCount
    while true {
      while let place = try find(word.utf8Start[0], from: searched) {
        guard try byte(at: place + length - 1) != nil else { return nil }
        if memcmp(base + position + place, word.utf8Start, length) == 0 { return place }
        searched = place + 1
      }
      return nil
    }
  }

  private func skip(past word: StaticString, from offset: Int = 0) throws -> Bool {
    guard let place = try find(word, from: offset) else { return false }
    position += place + word.utf8CodeUnitCount
    return true
  }

  private func starts(with word: StaticString) throws -> Bool {
    guard try byte(at: word.utf8CodeUnitCount - 1) != nil else { return false }
    return memcmp(base + position, word.utf8Start, word.utf8CodeUnitCount) == 0
  }

  // MARK: references

  /// Appends text with its references read; those that are none stay as they stand.
  static func append(_ raw: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var index = 0
    while index < raw.count {
      guard let start = raw.baseAddress, let found = memchr(start + index, 0x26, raw.count - index) else {
        output.append(contentsOf: raw[index...])
        return
      }
      let mark = UnsafeRawPointer(found) - UnsafeRawPointer(start)
      output.append(contentsOf: raw[index..<mark])
      let rest = raw[mark...].prefix(12)
      guard let stop = rest.firstIndex(of: 0x3B), let character = character(String(decoding: raw[mark + 1..<stop], as: UTF8.self))
      else {
        output.append(0x26)
        index = mark + 1
        continue
      }
      output.append(contentsOf: character.utf8)
      index = stop + 1
    }
  }

  private static func character(_ name: String) -> String? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let code = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let code, code != 0, let scalar = Unicode.Scalar(code) else { return nil }
      return String(Character(scalar))
    }
  }
}
