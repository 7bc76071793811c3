// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes the outputs so that each is there whole or as it was. Everything is written into a folder of its own inside
/// the output folder first (never outside it: the output folder may be all that we may write to), and moved into place
/// file by file when all of it is there. Files of other names are left alone.
struct OutputFolder {
  let folder: URL
  private let draft: URL
  private var files: [String] = []

  static let draftName = ".tallyman-draft"
  /// In these, files of an earlier run that this one did not make again are removed.
  static let swept = ["evidence", "figures"]

  init(_ folder: URL) throws(PublishingError) {
    self.folder = folder
    draft = folder.appendingPathComponent(OutputFolder.draftName, isDirectory: true)
    try OutputFolder.trying(folder) {
      try? FileManager.default.removeItem(at: draft)
      for name in OutputFolder.swept {
        try FileManager.default.createDirectory(at: draft.appendingPathComponent(name), withIntermediateDirectories: true)
      }
    }
    for name in OutputFolder.swept {
      let inner = folder.appendingPathComponent(name)
      // A link would lead the exports to a folder that nobody named.
      guard (try? FileManager.default.destinationOfSymbolicLink(atPath: inner.path)) == nil else {
        throw PublishingError(.cannotWrite, "\(inner.path) is a link; remove it, or choose another output folder.")
      }
    }
  }

  mutating func write(_ text: String, to name: String) throws(PublishingError) {
    let file = draft.appendingPathComponent(name)
    try OutputFolder.trying(file) { try Data(text.utf8).write(to: file) }
    files.append(name)
  }

  /// Moves everything into place; pages last, so that they never point at what is not there yet.
  func publish() throws(PublishingError) {
    for name in OutputFolder.swept {
      let inner = folder.appendingPathComponent(name)
      try OutputFolder.trying(inner) {
        try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
      }
    }
    for name in files.sorted(by: { ($0.contains("/") ? 0 : 1, $0) < ($1.contains("/") ? 0 : 1, $1) }) {
      let target = folder.appendingPathComponent(name)
      guard rename(draft.appendingPathComponent(name).path, target.path) == 0 else {
        let reason = String(cString: strerror(errno))
        throw PublishingError(.cannotWrite, "Could not write \(target.path): \(reason). Some outputs are of an earlier run.")
      }
    }
    sweep()
    discard()
  }

  func discard() { try? FileManager.default.removeItem(at: draft) }

  /// Removes exports of earlier runs. Only what begins like an export of ours is taken for one.
  private func sweep() {
    let kept = Set(files)
    for name in OutputFolder.swept {
      let inner = folder.appendingPathComponent(name)
      for file in (try? FileManager.default.contentsOfDirectory(atPath: inner.path)) ?? []
      where file.hasSuffix(".csv") && !kept.contains("\(name)/\(file)") {
        let url = inner.appendingPathComponent(file)
        if OutputFolder.isExport(url, in: name) { try? FileManager.default.removeItem(at: url) }
      }
    }
  }

  private static func isExport(_ file: URL, in folder: String) -> Bool {
    guard let handle = try? FileHandle(forReadingFrom: file) else { return false }
    defer { try? handle.close() }
    let start = (try? handle.read(upToCount: 16)).flatMap { $0 } ?? Data()
    let ours = folder == "evidence" ? ["address,"] : ["category,unit", "id,label,value"]
    return ours.contains { start.starts(with: Data($0.utf8)) }
  }

  private static func trying(_ file: URL, _ work: () throws -> Void) throws(PublishingError) {
    do {
      try work()
    } catch {
      throw PublishingError(
        .cannotWrite, "Could not write \(file.path): \(FileProblem.words(error)).")
    }
  }
}
