// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Connectors
import Foundation
import Trade

/// What all publishers have in common.
struct FetchOptions: ParsableArguments {
  @Option(help: "The folder to write to; made when it is not there.") var to = "sources"
  @Option(help: "Another server with the same files, such as a mirror of your own: https://host/path.") var server: String?
  @Flag(name: .shortAndLong, help: "Say nothing on the way.") var quiet = false

  func server<C: Connector>(of connector: C.Type) throws -> Server { try Server(server ?? C.server) }

  /// A key or token, which stays out of the command line and so out of the shell's history.
  static func secret(_ variable: String, what: String) throws -> String {
    guard let secret = ProcessInfo.processInfo.environment[variable], !secret.isEmpty else {
      throw ValidationError("The environment variable \(variable) is not set; put \(what) into it.")
    }
    return secret
  }

  func fetch<C: Connector>(_ connector: C) async throws {
    let folder = URL(filePath: to, directoryHint: .isDirectory)
    let pause: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    let showsProgress = Terminal.isInteractive && !quiet
    let downloader = Downloader(to: folder, pace: Pace(spacing: C.spacing, pause: pause), pause: pause) { bytes, whole in
      guard showsProgress else { return }
      let share = whole.map { $0 > 0 ? ", \(bytes * 100 / $0) %" : "" } ?? ""
      Terminal.raw("\r\u{1B}[2K  \(bytes / 1024) KiB\(share)")
    }
    let today = Day(number: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down)))
    var blocks: [String] = []
    do {
      try await connector.fetch(with: Fetcher(downloader)) { file in
        if showsProgress { Terminal.raw("\r\u{1B}[2K") }
        if !quiet { Terminal.error(Self.line(file)) }
        blocks.append(SourceText.yaml(file, of: C.self, path: Self.path(file.file), retrieved: today))
      }
    } catch {
      if showsProgress { Terminal.raw("\r\u{1B}[2K") }
      if !blocks.isEmpty { print(Self.text(blocks)) }
      throw error
    }
    print(Self.text(blocks))
  }

  private static func text(_ blocks: [String]) -> String { "sources:\n" + blocks.joined(separator: "\n") }

  private static func line(_ file: FetchedFile) -> String {
    let release = file.released.map { "released \($0)" } ?? "day of release not stated"
    let state = file.isNew ? "fetched" : "here already"
    let note = file.note.map { ", \($0)" } ?? ""
    let size = file.bytes.formatted(.number.locale(.init(identifier: "en")))
    return "\(state)  \(file.file.relativePath)  \(size) bytes, \(release)\(note)"
  }

  /// As the case folder sees it when the folder is its `sources`; otherwise as given.
  private static func path(_ file: URL) -> String {
    let parts = file.pathComponents
    if let index = parts.lastIndex(of: "sources") { return parts[index...].joined(separator: "/") }
    return file.path
  }
}
