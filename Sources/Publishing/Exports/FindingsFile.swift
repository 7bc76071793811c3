// SPDX-License-Identifier: Apache-2.0

import Casework
import Trade

extension JSON {
  /// `findings.json`
  static func findings(_ result: CaseResult, _ exhibits: [Exhibit]) -> JSON {
    .object([
      ("case", .text(result.name)),
      ("title", .text(result.title)),
      ("asOf", .text(result.asOf.description)),
      ("findings", .array(zip(result.findings, exhibits).map { finding($0, $1) })),
    ])
  }

  private static func finding(_ finding: Finding, _ exhibit: Exhibit) -> JSON {
    .object([
      ("id", .text(finding.id)),
      ("detector", .text(finding.detector)),
      ("title", .text(finding.title)),
      ("text", .text(finding.text)),
      ("score", .optional(finding.score)),
      ("coverage", .optional(finding.coverage)),
      ("grade", .text(finding.grade.rawValue)),
      ("class", .optional(finding.goodsClass?.rawValue)),
      ("parties", .texts(finding.parties)),
      ("subject", .optional(finding.subject)),
      ("goods", .texts(finding.goods)),
      ("period", .object([
        ("from", .optional(finding.period?.from.description)), ("to", .optional(finding.period?.to.description)),
      ])),
      ("figures", .array(finding.figures.map { figure($0, grade: finding.grade) })),
      ("evidence", .addresses(exhibit.addresses)),
      ("evidenceCount", .integer(exhibit.count)),
      ("evidenceRows", .integer(exhibit.addresses.count)),
      ("evidenceFile", .optional(exhibit.file)),
      ("parameters", .object(finding.parameters.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) })),
      ("caveats", .texts(finding.caveats)),
    ])
  }

  private static func figure(_ figure: Figure, grade: EvidenceGrade) -> JSON {
    .object([
      ("label", .text(figure.label)),
      ("value", .optional(figure.value)),
      ("low", .optional(figure.low)),
      ("high", .optional(figure.high)),
      ("unit", .text(figure.unit)),
      ("text", .text(FigureText(rows: FigureText.rows(of: grade)).words(figure))),
      ("sql", .texts(figure.sql)),
      ("evidenceCount", .integer(figure.evidence.count)),
      ("caveats", .texts(figure.caveats)),
    ])
  }
}
