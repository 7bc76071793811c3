// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Testing

@Suite struct MeasureDocsTests {
  static func docs(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8)
  }

  @Test func `every word of a measure is documented`() throws {
    let text = try Self.docs("measures.md")
    let words =
      Measure.What.allCases.map(\.rawValue) + Measure.How.allCases.map(\.rawValue)
      + MeasureReader.keys.filter { !["of", "how"].contains($0) }
    for word in words { #expect(text.contains("`\(word)`"), "\(word)") }
    let codes: [MeasureError.Code] = [
      .badQuestion, .noData, .notCarried, .monthsDiffer, .editionsDiffer, .currenciesDiffer, .unitsDiffer,
      .gradesDiffer,
      .severalReporters, .overlappingPeriods, .codesOverlap, .totalsIncomplete, .undisclosed, .divisionByZero,
    ]
    for code in codes { #expect(text.contains("`\(code)`"), "\(code)") }
  }
}
