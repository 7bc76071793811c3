// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Foundation
import Publishing
import Testing
import Trade

@Suite struct KeyPointsTests {
  func keyPoints(_ result: CaseResult) async throws -> String {
    try await withFolder { folder in
      try await Publication(result: result, rows: FixtureRows()).write(to: folder)
      return try text(folder, "key-points.md")
    }
  }

  @Test func `claims that fail or cannot be checked are never key points`() async throws {
    let text = try await keyPoints(FixtureCase.result)
    #expect(!text.contains("Exports fell by half") && !text.contains("loaders nearly doubled"))
    #expect(text.contains("could not be checked"))
  }

  @Test func `points come topic by topic, and each links to what it rests on`() async throws {
    let lines = try await keyPoints(FixtureCase.result).components(separatedBy: "\n").filter { $0.hasPrefix("- ") }
    let anchors = lines.map { String($0[(($0.range(of: "report.html#")?.upperBound) ?? $0.startIndex)...].dropLast()) }
    #expect(Array(anchors.prefix(4)) == ["claim-kgz-multiple", "claim-helmets", "claim-total", "claim-share"])
    #expect(lines[0] == "- EU exports of listed goods to Kyrgyzstan grew more than sixfold. (6.21 times; from official statistics) [Evidence](report.html#claim-kgz-multiple)")
    #expect(lines[1].contains("at least 54,001 pieces; 3 of 5 filings undisclosed; from filings: declared intent, not deliveries"))
  }

  @Test func `findings fill up, one a detector, and never beyond what is usual`() async throws {
    let lines = try await keyPoints(FixtureCase.result).components(separatedBy: "\n").filter { $0.hasPrefix("- ") }
    #expect(lines.count == 7)
    #expect(lines.filter { $0.contains("#finding-") }.count == 3)
    var many = FixtureCase.result
    for place in many.claims.indices where many.claims[place].verdict == .holds { many.claims[place].isKeyPoint = true }
    let all = try await keyPoints(many).components(separatedBy: "\n").filter { $0.hasPrefix("- ") }
    #expect(all.count == many.claims.filter { $0.verdict == .holds }.count && all.count > 7)
  }

  @Test func `a finding on rows that a key point already rests on is not said again`() async throws {
    var result = FixtureCase.result
    let rows = result.findings[0].evidence.addresses
    result.claims[0].computed?.evidence = Evidence(addresses: rows)
    let text = try await keyPoints(result)
    #expect(!text.contains("#finding-statement-contradicted"))
  }

  @Test func `every anchor that is linked is there, once`() async throws {
    try await withFolder { folder in
      try await Publication(result: FixtureCase.result, rows: FixtureRows()).write(to: folder)
      let (points, page) = (try text(folder, "key-points.md"), try text(folder, "report.html"))
      let anchors = points.components(separatedBy: "report.html#").dropFirst().map { $0.prefix { $0 != ")" } }
      #expect(anchors.count > 5)
      for anchor in anchors { #expect(page.components(separatedBy: "id=\"\(anchor)\"").count == 2, "\(anchor)") }
    }
  }
}
