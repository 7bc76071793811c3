// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Detectors

struct DetectorDocsTests {
  @Test func `The page in docs is what the declarations say`() throws {
    let file = PlantedCase.package.appending(path: "docs/detectors.md")
    let made = DetectorDocs.markdown()
    if ProcessInfo.processInfo.environment["TALLYMAN_REGENERATE"] == "1" {
      try made.write(to: file, atomically: true, encoding: .utf8)
    }
    let golden = try? String(contentsOf: file, encoding: .utf8)
    if golden == nil {
      try made.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("docs/detectors.md was missing; it is written now: read it and run again.")
    }
    #expect((golden ?? made) == made, "Run the tests with TALLYMAN_REGENERATE=1 and read the difference.")
  }

  @Test(arguments: DetectorRegistry.all.map { $0.declaration })
  func `Every detector, parameter and caveat is on the page`(declaration: DetectorDeclaration) {
    let page = DetectorDocs.markdown()
    #expect(page.contains("## \(DetectorDocs.typeName(declaration.id))\n"))
    #expect(page.contains("`\(declaration.id)`"))
    for parameter in declaration.parameters { #expect(page.contains("| `\(parameter.name)` | `\(parameter.default)` |")) }
    for caveat in declaration.caveats { #expect(page.contains("- \(caveat)\n")) }
  }
}
