// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads one file: bytes, hash, unpacking, encoding, rows and cells. One thread at a time.
final class RowReader {
  let file: FileStream
  let scanner: RowScanner
  /// Names of the columns, trimmed; empty for a file without header.
  let header: [String]
  let encoding: TextEncoding
  private let scratch = Scratch()

  init(
    _ url: URL, shownAs path: String, encoding: TextEncoding, delimiter: UInt8, headerlessColumns: Int? = nil,
    digest: FileDigest? = nil
  ) throws {
    file = try FileStream(url, shownAs: path, digest: digest)
    self.encoding = encoding
    guard file.size > 0 else { throw IntakeError.empty(path) }
    // The content decides, not the name: a server may have unpacked the file on the way.
    var text: any ByteStream = try RowReader.isGzip(url) ? GzipStream(file) : file
    if encoding == .utf16 || encoding.upperHalf != nil { text = TranscodedStream(text, from: encoding) }
    scanner = RowScanner(
      text, delimiter: delimiter, cells: headerlessColumns, acceptsLatin1: encoding == .utf8OrLatin1)

    guard headerlessColumns == nil else {
      header = []
      return
    }
    switch try scanner.next() {
    case .row: break
    case .fault(let fault):
      throw IntakeError.badHeader(path, fault.detail(encoding: encoding))
    case .end: throw IntakeError.empty(path)
    }
    guard scanner.cellCount <= RowScanner.mostColumns else {
      throw IntakeError.badHeader(path, "It has \(scanner.cellCount) columns; is the delimiter right?")
    }
    var names: [String] = []
    for index in 0..<scanner.cellCount {
      names.append(scratch.cell(scanner, index, collapse: true).map { String(decoding: $0, as: UTF8.self) } ?? "")
    }
    header = names
  }

  private static func isGzip(_ url: URL) throws -> Bool {
    let handle = try FileHandle(forReadingFrom: url)
    defer { try? handle.close() }
    return try handle.read(upToCount: 2) == Data([0x1f, 0x8b])
  }

  /// The cell of the row just read, without space around it and with quotes undoubled; nil when nothing is left.
  /// Valid until the next call.
  func cell(_ index: Int, collapse: Bool) -> UnsafeBufferPointer<UInt8>? {
    index == ColumnUse.absent ? nil : scratch.cell(scanner, index, collapse: collapse)
  }

  func text(_ index: Int, collapse: Bool = false) -> String? {
    cell(index, collapse: collapse).map { String(decoding: $0, as: UTF8.self) }
  }

  /// For a rejection: the row as it stands, cut, with what is no text shown as U+FFFD.
  static func shown(_ bytes: some Sequence<UInt8>) -> String {
    let text = String(decoding: Array(bytes.prefix(8000)), as: UTF8.self).replacing("\0", with: "\u{FFFD}")
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: text.unicodeScalars.prefix(2000))
    return String(shown)
  }
}

/// Room for a cell that can't be handed over as it lies in the file.
private final class Scratch {
  private var room = UnsafeMutablePointer<UInt8>.allocate(capacity: 4096)
  private var capacity = 4096

  deinit { room.deallocate() }

  func cell(_ scanner: RowScanner, _ index: Int, collapse: Bool) -> UnsafeBufferPointer<UInt8>? {
    let span = scanner.span(index)
    let bytes = UnsafeBufferPointer(start: scanner.bytes + span.start, count: span.end - span.start)
    if scanner.isLatin1 || span.isEscaped || (collapse && Scratch.hasInnerSpace(bytes)) {
      return rewritten(bytes, isLatin1: scanner.isLatin1, isEscaped: span.isEscaped, collapse: collapse)
    }
    return Scratch.trimmed(bytes)
  }

  private func rewritten(
    _ bytes: UnsafeBufferPointer<UInt8>, isLatin1: Bool, isEscaped: Bool, collapse: Bool
  ) -> UnsafeBufferPointer<UInt8>? {
    // A byte of Latin-1 becomes two.
    if capacity < bytes.count * 2 {
      room.deallocate()
      capacity = bytes.count * 2
      room = .allocate(capacity: capacity)
    }
    var count = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      // In Latin-1 the space U+00A0 is one byte.
      let space = !collapse ? 0 : isLatin1 && byte == 0xA0 ? 1 : Scratch.space(bytes, at: index)
      if space > 0 {
        if count > 0, room[count - 1] != 0x20 {
          room[count] = 0x20
          count += 1
        }
        index += space
        continue
      }
      if byte >= 0x80 && isLatin1 {
        room[count] = 0xC0 | byte >> 6
        room[count + 1] = 0x80 | byte & 0x3F
        count += 2
      } else {
        room[count] = byte
        count += 1
      }
      index += isEscaped && byte == 0x22 && index + 1 < bytes.count && bytes[index + 1] == 0x22 ? 2 : 1
    }
    return Scratch.trimmed(UnsafeBufferPointer(start: room, count: count))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }

  /// The length of the space at an index: an ASCII space or break, or U+00A0; 0 for anything else.
  private static func space(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    if isSpace(bytes[index]) { return 1 }
    return bytes[index] == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0
  }

  private static func hasInnerSpace(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if (byte >= 9 && byte <= 13) || byte == 0xC2 { return true }
      if byte == 0x20, index + 1 < bytes.count, bytes[index + 1] == 0x20 { return true }
    }
    return false
  }

  private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    var start = 0
    var end = bytes.count
    while start < end {
      let length = space(bytes, at: start)
      if length == 0 { break }
      start += length
    }
    while end > start {
      if isSpace(bytes[end - 1]) {
        end -= 1
      } else if end - start >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    return start == end ? nil : UnsafeBufferPointer(rebasing: bytes[start..<end])
  }
}
