// SPDX-License-Identifier: Apache-2.0

import Claims
import Foundation
import Testing

@Suite struct ClaimDocsTests {
  @Test func `the table of hedging words is the one that is used`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "docs/claims.md"), encoding: .utf8)
    for hedge in Hedges.table {
      #expect(text.contains("| \(hedge.words.joined(separator: ", ")) | \(hedge.meaning) |"))
    }
    for hedge in Hedges.suffixes {
      #expect(text.contains("| \(hedge.words.joined(separator: ", ")) (behind the number) | \(hedge.meaning) |"))
    }
    for rule in Hedges.rules { #expect(text.contains(rule.words), "\(rule.words)") }
    for verdict in ClaimResult.Verdict.allCases { #expect(text.contains("`\(verdict.rawValue)`")) }
  }
}
