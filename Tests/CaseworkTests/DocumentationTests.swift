// SPDX-License-Identifier: Apache-2.0

import Casework
import Detectors
import Foundation
import Testing

struct DocumentationTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: TemporaryCase.package.appending(path: path), encoding: .utf8)
  }

  @Test func `every command stands in the README`() throws {
    let readme = try text("README.md")
    let folder = TemporaryCase.package.appending(path: "Sources/tallyman/Commands")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    var commands = 0
    for name in names.sorted() {
      let source = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for match in source.matches(of: /struct (\w+): (?:Async)?ParsableCommand/) {
        commands += 1
        let named = source.firstMatch(of: /commandName: "([a-z-]+)"/).map { String($0.1) }
        let command = named ?? String(match.1).lowercased()
        #expect(readme.contains("tallyman \(command)"), "README.md does not show 'tallyman \(command)'.")
      }
    }
    #expect(commands >= 5)
  }

  @Test func `every option of the main command stands in the README`() throws {
    let readme = try text("README.md")
    for option in ["--output", "--strict", "--json", "--quiet", "--as-of"] { #expect(readme.contains(option)) }
  }

  @Test func `every page that the README names is there, and every page is named`() throws {
    let readme = try text("README.md")
    let pages = try FileManager.default.contentsOfDirectory(
      atPath: TemporaryCase.package.appending(path: "docs").path)
    for page in pages where page.hasSuffix(".md") { #expect(readme.contains("docs/\(page)")) }
    for match in readme.matches(of: /\]\(([^)#:]+)\)/) {
      let path = TemporaryCase.package.appending(path: String(match.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "README.md links to \(match.1), which is not there.")
    }
  }
}
