// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Publishing
import Trade

/// An answer to one measure, for a person or as JSON.
enum AnswerText {
  static func plain(_ answer: Answer) -> String {
    var lines = [answer.measure.words, "", "  \(FigureText().words(answer.figure))"]
    for part in answer.parts { lines.append("    \(part.label): \(FigureText().words(part))") }
    lines.append("")
    lines.append("grade     \(answer.grade.rawValue)")
    lines.append("rows      \(answer.figure.evidence.count)")
    for address in answer.figure.evidence.addresses.prefix(3) { lines.append("          \(address)") }
    if answer.figure.evidence.count > 3 { lines.append("          … (--json lists more)") }
    for caveat in answer.figure.caveats { lines.append("caveat    \(caveat)") }
    lines.append("")
    lines.append("SQL:")
    lines.append(answer.figure.sql.joined(separator: ";\n\n"))
    return lines.joined(separator: "\n")
  }

  static func json(_ answer: Answer) throws -> String {
    struct FigureShape: Encodable {
      let label, unit: String
      let value, low, high: Double?

      init(_ figure: Figure) {
        label = figure.label
        unit = figure.unit
        value = figure.value
        low = figure.low
        high = figure.high
      }

      enum CodingKeys: CodingKey { case label, value, low, high, unit }

      // Undisclosed is null, and said, rather than left out.
      func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(label, forKey: .label)
        try container.encode(value, forKey: .value)
        try container.encode(low, forKey: .low)
        try container.encode(high, forKey: .high)
        try container.encode(unit, forKey: .unit)
      }
    }
    struct Shape: Encodable {
      let question, grade: String
      let figure: FigureShape
      let parts: [FigureShape]
      let compared, caveats, sql, evidence: [String]
      let evidenceCount: Int
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let shape = Shape(
      question: answer.measure.words, grade: answer.grade.rawValue, figure: FigureShape(answer.figure),
      parts: answer.parts.map(FigureShape.init), compared: answer.compared.map(\.description),
      caveats: answer.figure.caveats, sql: answer.figure.sql,
      evidence: answer.figure.evidence.addresses.map(\.description), evidenceCount: answer.figure.evidence.count)
    return String(decoding: try encoder.encode(shape), as: UTF8.self)
  }
}
