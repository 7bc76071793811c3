// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Compares with a file under `Golden/`. A missing one is written, and the test fails; `TALLYMAN_REGENERATE=1` writes all.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
  let golden = try? String(contentsOf: file, encoding: .utf8)
  if golden == nil || ProcessInfo.processInfo.environment["TALLYMAN_REGENERATE"] == "1" {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  guard let golden else {
    Issue.record("There was no golden file \(name); it is written now. Read it, and commit it.", sourceLocation: sourceLocation)
    return
  }
  if ProcessInfo.processInfo.environment["TALLYMAN_REGENERATE"] == "1" { return }
  let (left, right) = (golden.components(separatedBy: "\n"), text.components(separatedBy: "\n"))
  let differs = zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(left.count, right.count)
  #expect(
    golden == text,
    "\(name) differs from its golden file in line \(differs + 1): '\(right.indices.contains(differs) ? right[differs] : "(end)")'",
    sourceLocation: sourceLocation)
}

/// A folder of its own for one test, removed afterwards.
func withFolder<T>(_ work: (URL) async throws -> T) async throws -> T {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tallyman-publishing-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await work(folder)
}

func text(_ folder: URL, _ name: String) throws -> String {
  try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
}

/// Every file in a folder, with its path from there, sorted.
func files(in folder: URL) -> [String] {
  (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).filter { name in
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path, isDirectory: &isFolder) && !isFolder.boolValue
  }.sorted()
}
