// SPDX-License-Identifier: Apache-2.0

import Connectors
import Foundation
import Testing

/// A folder to fetch into, a clock that never waits, and what it was asked to wait.
final class Workbench {
  let folder: URL
  let waits = Waits()

  actor Waits {
    private(set) var all: [Duration] = []
    func add(_ duration: Duration) { all.append(duration) }
  }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "fetched-\(UUID().uuidString)", directoryHint: .isDirectory)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var fetcher: Fetcher {
    let waits = waits
    let pause: @Sendable (Duration) async throws -> Void = { await waits.add($0) }
    return Fetcher(Downloader(to: folder, pace: Pace(spacing: .zero, pause: { _ in }), pause: pause))
  }

  func fetch(_ connector: some Connector) async throws -> [FetchedFile] {
    var files: [FetchedFile] = []
    try await connector.fetch(with: fetcher) { files.append($0) }
    return files
  }

  /// Names of the visible files.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  var hidden: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasPrefix(".") }.sorted()
  }

  func text(_ name: String) throws -> String { try String(contentsOf: folder.appending(path: name), encoding: .utf8) }
}
