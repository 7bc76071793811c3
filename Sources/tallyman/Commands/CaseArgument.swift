// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Foundation
import Trade

/// What every command about a case takes.
struct CaseArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The folder of the case: it holds case.yaml.", valueName: "case"))
  var folder: String

  @Option(name: .customLong("as-of"), help: "Work as of this date instead of the case's own (YYYY-MM-DD).")
  var asOf: String?

  @Flag(name: .shortAndLong, help: "Show no progress.")
  var quiet = false

  func read() throws -> Case {
    var inquiry = try Case(folder: URL(filePath: folder, directoryHint: .isDirectory))
    if let asOf {
      guard let day = Day(asOf) else { throw ValidationError("--as-of '\(asOf)' is not a date; write YYYY-MM-DD.") }
      inquiry.asOf = day
    }
    return inquiry
  }
}
