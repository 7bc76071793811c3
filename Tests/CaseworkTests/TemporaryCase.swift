// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A case folder that a test writes; removed when the value goes away.
final class TemporaryCase: Sendable {
  let folder: URL

  init(_ files: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tallyman-case-\(UUID().uuidString)")
    for (name, text) in files {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ name: String, _ text: String) throws { try Data(text.utf8).write(to: folder.appending(path: name)) }

  /// The package's own folder, for the example cases.
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A copy of a folder of the package, without what earlier runs left in it.
  static func copy(of path: String) throws -> TemporaryCase {
    let copy = try TemporaryCase([:])
    try FileManager.default.copyItem(at: package.appending(path: path), to: copy.folder)
    for leftover in [".tallyman", "output"] {
      try? FileManager.default.removeItem(at: copy.folder.appending(path: leftover))
    }
    return copy
  }
}
