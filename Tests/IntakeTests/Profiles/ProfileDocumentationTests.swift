// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Intake

struct ProfileDocumentationTests {
  private let text: String

  init() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    text = try String(contentsOf: root.appendingPathComponent("docs/profiles.md"), encoding: .utf8)
  }

  @Test func `Every profile has its heading, its line and its options in the docs`() {
    for profile in ProfileRegistry.all {
      let section = text.components(separatedBy: "\n## ").first { $0.hasPrefix("`\(profile.id)`") }
      #expect(section != nil, "no heading for \(profile.id)")
      #expect(section?.contains(profile.title) == true, "\(profile.id) is described otherwise")
      for option in profile.options {
        #expect(section?.contains("`\(option.name)`") == true, "\(profile.id): \(option.name)")
      }
    }
    #expect(Set(ProfileRegistry.all.map(\.id)).count == ProfileRegistry.all.count)
  }

  @Test func `Every field of a mapping and every encoding is in the docs`() {
    for name in Set(Statistics.fields.keys).union(Shipments.fields.keys) {
      #expect(text.contains("`\(name)`"), "\(name)")
    }
    for encoding in TextEncoding.allCases { #expect(text.contains("`\(encoding.rawValue)`"), "\(encoding)") }
    for codes in CountryCodes.allCases { #expect(text.contains("`\(codes.rawValue)`"), "\(codes)") }
  }

  @Test func `Every reason for which a row is rejected is in the docs`() {
    let faults: [RowFault.Kind] = [
      .cells(found: 1, expected: 2), .unterminatedQuote, .textAfterQuote, .longCell, .longRow, .zeroByte,
      .invalidByte(0),
    ]
    let words: [WordKind] = [
      .country(.any, extra: [:]), .yearAndMonth, .choice([:], what: "flow"), .choice([:], what: "edition"), .goods,
    ]
    let reasons =
      faults.map { RowFault(kind: $0, column: nil).reason } + words.map(\.reason)
      + ["number", "empty-cell", "cut-off", "kind", "celex", "names"]
    for reason in reasons { #expect(text.contains("`\(reason)`"), "\(reason)") }
  }
}
