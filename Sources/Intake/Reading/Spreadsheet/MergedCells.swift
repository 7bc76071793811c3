// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Cells of a sheet that are merged over several rows: what stands in the uppermost holds for all of them.
///
/// A workbook lists them behind the cells, so that the sheet is gone through once for them before its rows are read.
struct MergedCells {
  struct Stretch: Hashable {
    var first: Int
    var last: Int
  }

  /// By column, in the order of rows.
  private(set) var stretches: [Int: [Stretch]] = [:]

  /// More is no table.
  private static let most = 16 << 20

  init(_ stream: any ByteStream) throws {
    guard let tail = try MergedCells.tail(stream) else { return }
    let scanner = XMLScanner(BytesStream(tail[...]))
    while true {
      let event = try scanner.next()
      if event == .eof { break }
      guard event == .start, scanner.isNamed("mergeCell"), let place = scanner.attribute("ref") else { continue }
      let ends = place.split(separator: UInt8(ascii: ":"))
      guard ends.count == 2, let column = SheetReader.column(UnsafeBufferPointer(rebasing: ends[0])),
        let first = MergedCells.row(ends[0]), let last = MergedCells.row(ends[1]), last > first
      else { continue }
      stretches[column, default: []].append(Stretch(first: first, last: last))
    }
    for column in stretches.keys { stretches[column]?.sort { $0.first < $1.first } }
  }

  private static func row(_ place: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    SheetReader.integer(UnsafeBufferPointer(rebasing: place.drop { $0 >= 65 }))
  }

  /// What follows the cells.
  private static func tail(_ stream: any ByteStream) throws -> [UInt8]? {
    let mark = Array("sheetData>".utf8)
    var room = [UInt8](repeating: 0, count: 1 << 18)
    var kept = 0
    while true {
      let count = try room.withUnsafeMutableBytes {
        try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[kept...]))
      }
      if count == 0 { return nil }
      let filled = kept + count
      if let place = closing(mark, room, filled) {
        var tail = Array("<tail>".utf8) + room[place..<filled]
        while tail.count < most {
          let more = try room.withUnsafeMutableBytes { try stream.read(into: $0) }
          if more == 0 { break }
          tail.append(contentsOf: room[..<more])
        }
        return tail
      }
      kept = min(filled, 64)
      for index in 0..<kept { room[index] = room[filled - kept + index] }
    }
  }

  /// Behind `</sheetData>`, whatever its prefix.
  private static func closing(_ mark: [UInt8], _ room: [UInt8], _ filled: Int) -> Int? {
    room.withUnsafeBufferPointer { bytes -> Int? in
      guard let start = bytes.baseAddress else { return nil }
      var from = 0
      while from < filled, let found = memchr(start + from, 0x3C, filled - from) {
        let open = UnsafeRawPointer(found) - UnsafeRawPointer(start)
        from = open + 1
        guard from < filled, bytes[from] == UInt8(ascii: "/") else { continue }
        let tag = bytes[from..<min(filled, from + 40)]
        guard let end = tag.firstIndex(of: UInt8(ascii: ">")), end + 1 - from > mark.count else { continue }
        if bytes[(end + 1 - mark.count)...end].elementsEqual(mark) { return end + 1 }
      }
      return nil
    }
  }
}
