// SPDX-License-Identifier: Apache-2.0

/// Lines of a stream of bytes, without their ends.
struct LineReader {
  private let bytes: any ByteStream
  private var room = [UInt8](repeating: 0, count: 1 << 16)
  private var filled = 0
  private var position = 0
  private var isAtEnd = false

  /// A longer line is no entity.
  static let longest = 64 << 20

  init(_ bytes: any ByteStream) { self.bytes = bytes }

  /// - Throws: also for a line that is longer than any entity.
  mutating func next() throws -> [UInt8]? {
    var line: [UInt8] = []
    while true {
      if position == filled {
        if isAtEnd { return line.isEmpty ? nil : line }
        filled = try room.withUnsafeMutableBytes { try bytes.read(into: $0) }
        position = 0
        if filled == 0 {
          isAtEnd = true
          continue
        }
      }
      if let end = room[position..<filled].firstIndex(of: 0x0A) {
        line += room[position..<end]
        position = end + 1
        return line
      }
      line += room[position..<filled]
      position = filled
      guard line.count <= LineReader.longest else {
        throw IntakeError(.badHeader, "A line is longer than \(LineReader.longest >> 20) MiB; is the file JSON lines?")
      }
    }
  }
}
