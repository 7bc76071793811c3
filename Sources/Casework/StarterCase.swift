// SPDX-License-Identifier: Apache-2.0

import Documents
package import Foundation

/// The commented case that `tallyman new` writes.
package enum StarterCase {
  /// - Returns: the names written, sorted.
  /// - Throws: ``CaseError/Code/alreadyThere`` when the folder holds anything.
  package static func write(to folder: URL) throws -> [String] {
    let manager = FileManager.default
    if let present = try? manager.contentsOfDirectory(atPath: folder.path), !present.isEmpty {
      throw CaseError(
        .alreadyThere, "'\(folder.relativePath)' is not empty, and nothing in it was touched. Name a folder that does not exist yet.")
    }
    guard let template = Bundle.module.url(forResource: "starter-case", withExtension: nil) else {
      throw CaseError(.cannotWrite, "The starter case is missing from this installation; build Tallyman again.")
    }
    do {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
      let names = try manager.contentsOfDirectory(atPath: template.path).filter { !$0.hasPrefix(".") }.sorted()
      for name in names {
        try manager.copyItem(at: template.appending(path: name), to: folder.appending(path: name))
      }
      return names
    } catch let error as CocoaError {
      throw CaseError(.cannotWrite, "'\(folder.relativePath)' can't be written: \(FileProblem.words(error)).")
    }
  }
}
