// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Foundation
import Trade

/// What an investigation came to, in a few lines.
struct Outcome {
  private let result: CaseResult
  private let output: String
  let claims: ClaimTally

  init(_ result: CaseResult, output: String) {
    self.result = result
    self.output = output
    claims = ClaimTally(result.claims)
  }

  private var rows: (read: Int, accepted: Int, rejected: Int, excluded: Int) {
    result.ledger.reduce((0, 0, 0, 0)) {
      ($0.0 + $1.read, $0.1 + $1.accepted, $0.2 + $1.rejected, $0.3 + $1.excluded)
    }
  }

  func words(isQuiet: Bool) -> String {
    func n(_ number: Int) -> String { number.formatted(.number.locale(.init(identifier: "en"))) }
    var lines: [String] = []
    if !isQuiet {
      lines.append("")
      lines.append("\(result.title), as of \(result.asOf)")
    }
    lines.append(
      "  rows      \(n(rows.read)) read: \(n(rows.accepted)) accepted, \(n(rows.rejected)) rejected, \(n(rows.excluded)) excluded by rule")
    let damaged = result.ledger.filter { $0.rejected > 0 }.map(\.path)
    for caveat in result.caveats
    where damaged.contains(where: { caveat.hasPrefix("\($0), ") || caveat.hasPrefix("\($0): ") }) {
      lines.append("            \(caveat)")
    }
    lines.append("  parties   \(n(result.parties.count))")
    lines.append("  findings  \(n(result.findings.count))")
    lines.append("  claims    \(claims.words)")
    for claim in result.claims where claim.verdict == .fails {
      lines.append("            fails: \(claim.id): \(claim.because)")
    }
    lines.append("  report    \(output)/report.html")
    return lines.joined(separator: "\n")
  }

  func json() throws -> String {
    struct Shape: Encodable {
      struct Rows: Encodable { let read, accepted, rejected, excluded: Int }
      struct Claims: Encodable {
        let holds, fails, cannotBeChecked: Int
        enum CodingKeys: String, CodingKey {
          case holds, fails
          case cannotBeChecked = "cannot-be-checked"
        }
      }
      let asOf: String
      let caseName: String
      let claims: Claims
      let findings: Int
      let output: String
      let parties: Int
      let rows: Rows
      enum CodingKeys: String, CodingKey {
        case asOf, claims, findings, output, parties, rows
        case caseName = "case"
      }
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let shape = Shape(
      asOf: result.asOf.description, caseName: result.name,
      claims: .init(holds: claims.holds, fails: claims.fails, cannotBeChecked: claims.cannotBeChecked),
      findings: result.findings.count, output: output, parties: result.parties.count,
      rows: .init(read: rows.read, accepted: rows.accepted, rejected: rows.rejected, excluded: rows.excluded))
    return String(decoding: try encoder.encode(shape), as: UTF8.self)
  }
}
