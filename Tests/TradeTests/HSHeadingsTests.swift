// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

struct HSHeadingsTests {
  @Test(arguments: [
    ("8542", "integrated circuits"), ("85", "electrical machinery and electronics"), ("0101", "horses, asses and mules"),
    ("8469", "typewriters (to HS 2012)"),
  ])
  func `Chapters and headings have words, dropped ones say until when`(code: String, label: String) {
    #expect(HSHeadings.label(code) == label)
  }

  @Test(arguments: ["77", "854231", "8500", ""]) func `What is no chapter or heading has none`(code: String) {
    #expect(HSHeadings.label(code) == nil)
  }

  @Test func `A longer code is called after its heading, a chapter by its own name`() {
    #expect(HSCode("8542310000")?.label == "integrated circuits")
    #expect(HSCode("85")?.label == "electrical machinery and electronics")
    #expect(HSCode("7700")?.label == nil)
  }
}
