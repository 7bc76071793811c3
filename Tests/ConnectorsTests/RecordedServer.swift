// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A server on this machine that plays the publishers' formats and the faults of networks, for one test.
final class RecordedServer {
  private let process = Process()
  private let input = Pipe()
  let port: Int
  let folder: URL
  var address: String { "http://127.0.0.1:\(port)" }

  /// - Parameter files: path → body. A path may have faults: see ``play(_:_:)``.
  init(_ files: [String: String] = [:], faults: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "recorded-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = try #require(Bundle.module.url(forResource: "server", withExtension: "py"))
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", script.path, folder.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = input
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    for (path, body) in files { try set(path, Data(body.utf8)) }
    for (path, fault) in faults { try play(fault, path) }
  }

  func set(_ path: String, _ body: Data) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try body.write(to: file)
  }

  /// Faults of a path, one an answer, in order, separated by spaces: `503`, `429:7` (Retry-After), `cut:100` (breaks off
  /// after so many bytes), `page` (an error page with status 200), `ok`; `cut*:100` for ever.
  func play(_ faults: String, _ path: String) throws { try set(path + ".faults", Data(faults.utf8)) }

  /// The requests so far, a line each: path?query range key.
  var requests: [String] {
    let text = (try? String(contentsOf: folder.appending(path: "requests.log"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init)
  }

  func stop() {
    try? input.fileHandleForWriting.close()
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }
}
