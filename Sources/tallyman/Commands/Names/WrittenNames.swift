// SPDX-License-Identifier: Apache-2.0

import Foundation
import Intake

/// The files that the `names` commands write: whole or not at all.
enum WrittenNames {
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      let folder = URL(filePath: path).deletingLastPathComponent()
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) && isFolder.boolValue
      let advice = isThere ? "is the folder writable?" : "there is no folder '\(folder.relativePath)'; make it, or name another."
      throw IntakeError(.unreadable, "The output can't be written: \(advice)", file: path)
    }
  }
}
