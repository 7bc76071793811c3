// SPDX-License-Identifier: Apache-2.0

import Claims
import Trade

/// All that a finding or a claim rests on: its rows, and those of each of its figures.
struct Exhibit: Sendable {
  /// The id of the finding or claim.
  var id: String
  /// `evidence/….csv`; nil when there are no rows.
  var file: String?
  /// Distinct, in order.
  var addresses: [RecordAddress]
  /// How many rows there are in all; more than `addresses` when the evidence was cut.
  var count: Int
  /// The figures with their places in `figures` as the exports number them, from 1.
  var figures: [Figure]

  init(id: String, file: String, evidence: [Evidence], figures: [Figure]) {
    let all = evidence + figures.map(\.evidence)
    let distinct = Set(all.flatMap(\.addresses))
    self.id = id
    self.addresses = distinct.sorted()
    // A lower bound as soon as one was cut: what lies beyond the cut may be the same rows or others.
    self.count = all.reduce(distinct.count) { max($0, $1.count) }
    self.file = distinct.isEmpty ? nil : file
    self.figures = figures
  }

  var isCut: Bool { addresses.count < count }
}

/// The exhibits of a case: one for each finding and claim that the report shows.
struct Exhibits: Sendable {
  var findings: [Exhibit]
  var claims: [Exhibit]

  init(findings: [Finding], claims: [ClaimResult]) {
    var names = FileNames()
    self.findings = findings.map { finding in
      let file = "evidence/\(names.name(for: finding.id, or: "finding")).csv"
      return Exhibit(id: finding.id, file: file, evidence: [finding.evidence], figures: finding.figures)
    }
    self.claims = claims.map { claim in
      let file = "evidence/\(names.name(for: claim.id, or: "claim")).csv"
      return Exhibit(id: claim.id, file: file, evidence: [], figures: claim.figures)
    }
  }
}

extension ClaimResult {
  /// What was computed, then the parts it was made from.
  var figures: [Figure] { (computed.map { [$0] } ?? []) + parts }
}
