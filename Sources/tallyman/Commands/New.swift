// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Foundation

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented starter case into a new folder.",
    discussion: "The starter case runs as it is: tallyman investigate DIR. Example: tallyman new my-case")

  @Argument(help: ArgumentHelp("The folder to make; it must be empty or not exist yet.", valueName: "dir"))
  var folder: String

  func run() throws {
    let written = try StarterCase.write(to: URL(filePath: folder, directoryHint: .isDirectory))
    print("Wrote \(written.joined(separator: ", ")) to \(folder).")
    print("Next: put your files into \(folder)/sources, name them in \(folder)/case.yaml, then: tallyman investigate \(folder)")
  }
}
