// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Fetcher {
  /// Reads a small JSON answer.
  /// - Throws: ``FetchError``.
  func read<Shape: Decodable>(_ address: URL, headers: [String: String] = [:], what: String) async throws -> Shape {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tallyman-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let part = PartialFile(in: folder, name: "answer")
    _ = try await downloader.fetch(address, headers: headers, into: part, mayResume: false)
    guard let answer = try? JSONDecoder().decode(Shape.self, from: Data(contentsOf: part.file)) else {
      throw FileEnds.refuse(what, try FileEnds(part.file))
    }
    return answer
  }
}
