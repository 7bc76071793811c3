// SPDX-License-Identifier: Apache-2.0

import Testing

/// The help of commands, as the program that was built beside the tests prints it.
struct HelpTests {
  @Test(
    .enabled(if: Program.isBuilt, "the program is not beside the tests"),
    arguments: [
      ["goods"], ["goods", "classify"], ["goods", "explain"], ["goods", "list"], ["names"], ["names", "compare"],
      ["names", "match"], ["names", "cluster"], ["names", "bench"], ["review"],
    ])
  func `Help reads as it was approved`(command: [String]) throws {
    let outcome = try Program.run(command + ["--help"])
    #expect(outcome.status == 0)
    try expectGolden(outcome.output, "help-\(command.joined(separator: "-")).txt")
  }
}
