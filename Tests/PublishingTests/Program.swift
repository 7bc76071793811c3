// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The program that was built beside the tests.
enum Program {
  static let file = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "tallyman")

  static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: file.path) }

  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  static func run(_ arguments: [String], in folder: URL? = nil) throws -> Outcome {
    let process = Process()
    process.executableURL = file
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    // The parser breaks lines at the terminal's width.
    process.environment = ["COLUMNS": "100"]
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Little is said on standard error, so that it can wait in its pipe.
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let warned = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: said, errors: warned)
  }

  /// Packs a file as `gzip` does, and leaves only the packed one.
  static func gzip(_ file: URL) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", file.path]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
  }
}
