// SPDX-License-Identifier: Apache-2.0

import Foundation
import Intake

/// A file that appears whole or not at all: written beside its place and moved there at the end. `-` is standard output.
final class OutputFile {
  private let target: URL?
  private let temporary: URL?
  private let handle: FileHandle

  init(_ path: String) throws {
    guard path != "-" else {
      (target, temporary, handle) = (nil, nil, .standardOutput)
      return
    }
    let target = URL(filePath: path)
    let beside = target.deletingLastPathComponent().appending(path: ".\(target.lastPathComponent).part")
    guard FileManager.default.createFile(atPath: beside.path, contents: nil) else { throw Self.failure(target) }
    self.target = target
    temporary = beside
    handle = try FileHandle(forWritingTo: beside)
  }

  /// A text as a whole file.
  static func write(_ text: String, to path: String) throws { try write([text], to: path) }

  /// Pieces of text, one after another, as a whole file.
  static func write(_ pieces: [String], to path: String) throws {
    let file = try OutputFile(path)
    do {
      for piece in pieces { try file.write(Array(piece.utf8)) }
      try file.finish()
    } catch {
      file.abandon()
      throw error
    }
  }

  private static func failure(_ target: URL) -> IntakeError {
    let folder = target.deletingLastPathComponent()
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) && isFolder.boolValue
    let advice =
      isThere
      ? "is the folder writable, and is there room on the disk?" : "there is no folder '\(folder.relativePath)'; make it, or name another."
    return IntakeError(.unreadable, "The output can't be written: \(advice)", file: target.relativePath)
  }

  func write(_ bytes: [UInt8]) throws { try handle.write(contentsOf: bytes) }

  func finish() throws {
    guard let target, let temporary else { return }
    try handle.close()
    guard rename(temporary.path, target.path) == 0 else { throw Self.failure(target) }
  }

  func abandon() {
    guard let temporary else { return }
    try? handle.close()
    try? FileManager.default.removeItem(at: temporary)
  }
}
