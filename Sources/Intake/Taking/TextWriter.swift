// SPDX-License-Identifier: Apache-2.0

import Columns
import Foundation

/// Writes batches of texts as delimited text. Null and an empty text are both an empty cell.
// @unchecked: batches come one after another on the engine's thread; `finish` is called when the last has been written.
final class TextWriter: @unchecked Sendable {
  private let handle: FileHandle
  private var bytes: [UInt8] = []
  private static let stretch = 1 << 20

  init(_ file: URL, columns: [String]) throws {
    guard FileManager.default.createFile(atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
      throw IntakeError(.unreadable, "The folder for temporary files, \(file.deletingLastPathComponent().path), can't be written to.")
    }
    handle = try FileHandle(forWritingTo: file)
    for (index, name) in columns.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      var name = name
      name.withUTF8 { quote($0) }
    }
    bytes.append(0x0A)
  }

  func append(_ batch: Batch) throws {
    guard batch.count > 0 else { return }
    // Columns lie apart, and rows are wanted: the cells of a batch are noted first.
    var spans: [[Range<Int>?]] = []
    var arena: [UInt8] = []
    for column in batch.fields.indices {
      var cells: [Range<Int>?] = []
      cells.reserveCapacity(batch.count)
      try batch.withColumn(column) { (view: borrowing ColumnView) in
        try view.forEachText { text in
          guard let text else { return cells.append(nil) }
          cells.append(arena.count..<arena.count + text.count)
          arena.append(contentsOf: text)
        }
      }
      spans.append(cells)
    }
    try arena.withUnsafeBufferPointer { arena in
      for row in 0..<batch.count {
        for column in spans.indices {
          if column > 0 { bytes.append(0x2C) }
          if let span = spans[column][row] { quote(UnsafeBufferPointer(rebasing: arena[span])) }
        }
        // A row of one empty cell would be an empty line, which is no row.
        if spans.count == 1, spans[0][row]?.isEmpty ?? true { bytes.append(contentsOf: [0x22, 0x22]) }
        bytes.append(0x0A)
        if bytes.count > TextWriter.stretch { try flush() }
      }
    }
  }

  func finish() throws {
    try flush()
    try handle.close()
  }

  private func flush() throws {
    try handle.write(contentsOf: bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private func quote(_ text: UnsafeBufferPointer<UInt8>) {
    let needs = text.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needs else {
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(0x22)
    for byte in text {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
