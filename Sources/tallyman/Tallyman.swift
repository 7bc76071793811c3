// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

@main
struct Tallyman: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tallyman", abstract: "Follows goods across borders.")
}
