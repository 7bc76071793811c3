// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Trade

extension JSON {
  /// `claims.json`
  static func claims(_ result: CaseResult, _ exhibits: [Exhibit]) -> JSON {
    .object([
      ("case", .text(result.name)),
      ("title", .text(result.title)),
      ("asOf", .text(result.asOf.description)),
      ("claims", .array(zip(result.claims, exhibits).map { claim($0, $1) })),
    ])
  }

  private static func claim(_ claim: ClaimResult, _ exhibit: Exhibit) -> JSON {
    .object([
      ("id", .text(claim.id)),
      ("says", .text(claim.says)),
      ("verdict", .text(claim.verdict.rawValue)),
      ("expected", .text(claim.expected)),
      ("computed", claim.computed.map { computed($0, grade: claim.grade) } ?? .null),
      ("because", .text(claim.because)),
      ("sql", .text(claim.statements.joined(separator: ";\n\n"))),
      ("evidence", .addresses(exhibit.addresses)),
      ("evidenceCount", .integer(exhibit.count)),
      ("evidenceRows", .integer(exhibit.addresses.count)),
      ("evidenceFile", .optional(exhibit.file)),
      ("grade", .optional(claim.grade?.rawValue)),
      ("topic", .optional(claim.topic)),
      ("keyPoint", .bool(claim.isKeyPoint)),
      ("caveats", .texts(claim.figures.flatMap(\.caveats).firsts)),
    ])
  }

  private static func computed(_ figure: Figure, grade: EvidenceGrade?) -> JSON {
    .object([
      ("value", .optional(figure.value)),
      ("low", .optional(figure.low)),
      ("high", .optional(figure.high)),
      ("unit", .text(figure.unit)),
      ("text", .text(FigureText(rows: FigureText.rows(of: grade)).words(figure))),
    ])
  }
}

extension ClaimResult {
  /// Every statement under the claim, once.
  var statements: [String] { figures.flatMap(\.sql).firsts }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it comes first.
  var firsts: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
