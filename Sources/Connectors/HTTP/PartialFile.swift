// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// A file on its way: the bytes that came so far, and beside them which version of which file they are of, so that a
/// later run can go on where this one stopped.
final class PartialFile: Sendable {
  struct Note: Codable, Hashable {
    /// A digest of the address, which may hold a token.
    var address: String
    /// Nil when the server names no version; then nothing can be resumed.
    var validator: String?
  }

  let file: URL
  private let noteFile: URL
  private let handle = Mutex<FileHandle?>(nil)

  /// - Parameter name: the same for the same download in each run.
  init(in folder: URL, name: String) {
    file = folder.appending(path: ".\(name).part")
    noteFile = folder.appending(path: ".\(name).part.json")
  }

  /// The bytes that are here, and the version that they are of; nil when there is nothing to go on with.
  func resumable(_ address: String) -> (size: Int, validator: String)? {
    guard let data = try? Data(contentsOf: noteFile), let note = try? JSONDecoder().decode(Note.self, from: data),
      note.address == address, let validator = note.validator, size > 0
    else { return nil }
    return (size, validator)
  }

  var size: Int {
    ((try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int) ?? 0
  }

  /// Opens for the bytes of an answer: those that come after what is here, or all anew.
  func open(continuing: Bool, note: Note) throws {
    try perform {
      if !continuing {
        try Data().write(to: file)
        try JSONEncoder().encode(note).write(to: noteFile, options: .atomic)
      }
      let opened = try FileHandle(forWritingTo: file)
      try opened.seekToEnd()
      handle.withLock { $0 = opened }
    }
  }

  func append(_ data: Data) throws { try perform { try handle.withLock { try $0?.write(contentsOf: data) } } }

  func close() throws { try perform { try handle.withLock { try $0?.close(); $0 = nil } } }

  func discard() {
    try? FileManager.default.removeItem(at: file)
    try? FileManager.default.removeItem(at: noteFile)
  }

  /// Gives the file its name. Another file is never overwritten.
  func move(to target: URL) throws {
    try perform {
      try FileManager.default.moveItem(at: file, to: target)
      try? FileManager.default.removeItem(at: noteFile)
    }
  }

  private func perform<T>(_ work: () throws -> T) throws -> T {
    do {
      return try work()
    } catch {
      throw FetchError(
        .notWritten,
        "\(file.deletingLastPathComponent().relativePath) can't be written to: \(error.localizedDescription). What came so far is kept; make room, or name another folder with --to, and run the same command again.")
    }
  }
}
