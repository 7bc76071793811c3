// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The help of commands, as the program that was built beside the tests prints it.
struct HelpTests {
  private static let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "tallyman")

  private static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: program.path) }

  @Test(
    .enabled(if: isBuilt, "the program is not beside the tests"),
    arguments: [["goods"], ["goods", "classify"], ["goods", "explain"], ["goods", "list"]])
  func `Help reads as it was approved`(command: [String]) throws {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = command + ["--help"]
    // The parser breaks lines at the terminal's width.
    process.environment = ["COLUMNS": "100"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    try expectGolden(text, "help-\(command.joined(separator: "-")).txt")
  }
}
