// SPDX-License-Identifier: Apache-2.0

import Foundation

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
    guard FileManager.default.createFile(atPath: beside.path, contents: nil) else {
      throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: path])
    }
    self.target = target
    temporary = beside
    handle = try FileHandle(forWritingTo: beside)
  }

  func write(_ bytes: [UInt8]) throws { try handle.write(contentsOf: bytes) }

  func finish() throws {
    guard let target, let temporary else { return }
    try handle.close()
    guard rename(temporary.path, target.path) == 0 else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: target.path])
    }
  }

  func abandon() {
    guard let temporary else { return }
    try? handle.close()
    try? FileManager.default.removeItem(at: temporary)
  }
}
