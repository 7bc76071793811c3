// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Trade

/// What a reader gets first: the claims that the case marks as key points and that hold, then the strongest findings
/// that say something else. What fails or cannot be checked is never among them.
struct KeyPoints: Sendable {
  struct Point: Sendable, Hashable {
    /// A plain sentence.
    var sentence: String
    /// What it rests on: "6.21 times; from official statistics".
    var basis: String
    /// In report.html: `claim-kgz-multiple`.
    var anchor: String
  }

  /// Findings fill up to this many points; claims that the case marks always come all.
  static let usual = 7
  /// A finding below this is no key point.
  static let leastScore = 0.6
  static let leastCoverage = 0.5

  var points: [Point]
  /// "2 of 25 claims could not be checked, …"; nil when all were checked and hold.
  var unchecked: String?

  init(_ result: CaseResult, anchors: Anchors, spaces: FigureText.Spaces) {
    let claims = zip(result.claims, anchors.claims).filter { $0.0.isKeyPoint && $0.0.verdict == .holds }
    let topics = result.claims.map(\.topic).firsts
    // Topic by topic as the case first names them, and in the case's order within each.
    let inOrder = topics.flatMap { topic in claims.filter { $0.0.topic == topic } }
    points = inOrder.map { claim, anchor in
      let rows = FigureText.rows(of: claim.grade)
      let figure = claim.computed.map { FigureText(spaces: spaces, rows: rows).words($0) }
      let basis = [figure, claim.grade?.source].compactMap { $0 }.joined(separator: "; ")
      return Point(sentence: claim.says, basis: basis, anchor: anchor)
    }
    let said = inOrder.map { claim, _ in Set(claim.figures.flatMap(\.evidence.addresses)) }
    points += KeyPoints.strongest(of: result, anchors, beyond: said, room: KeyPoints.usual - points.count)
    unchecked = KeyPoints.unchecked(result.claims)
  }

  /// The strongest finding of each detector, in the case's order, unless a key point already rests on its rows. Several
  /// findings about one party are one point.
  private static func strongest(
    of result: CaseResult, _ anchors: Anchors, beyond said: [Set<RecordAddress>], room: Int
  ) -> [Point] {
    guard room > 0 else { return [] }
    var detectors: Set<String> = []
    var subjects: Set<String> = []
    let stories = Dictionary(Story.of(result.findings).map { ($0.subject, $0) }) { first, _ in first }
    return zip(result.findings, anchors.findings).filter { finding, _ in
      let rows = Set(finding.evidence.addresses)
      return finding.score >= leastScore && finding.coverage >= leastCoverage && !rows.isEmpty
        && !said.contains { rows.isSubset(of: $0) } && !(finding.subject.map(subjects.contains) ?? false)
        && detectors.insert(finding.detector).inserted && (finding.subject.map { subjects.insert($0).inserted } ?? true)
    }.prefix(room).map { finding, anchor in
      let whole = finding.text.count <= 300 ? finding.text : Wording.firstSentence(of: finding.text)
      let story = finding.subject.flatMap { stories[$0]?.text }
      let sentence = story.flatMap { $0.count <= 300 ? $0 : nil } ?? whole
      return Point(sentence: sentence, basis: "a lead, \(finding.grade.source)", anchor: anchor)
    }
  }

  private static func unchecked(_ claims: [ClaimResult]) -> String? {
    let open = claims.filter { $0.verdict == .cannotBeChecked }.count
    let failed = claims.filter { $0.verdict == .fails }.count
    let all = Wording.count(claims.count, "claim", "claims")
    switch (open, failed) {
    case (0, 0): return nil
    case (_, 0): return "\(open) of \(all) could not be checked."
    case (0, _): return "\(failed) of \(all) did not hold when checked."
    default: return "\(open) of \(all) could not be checked, and \(failed) did not hold when checked."
    }
  }
}

extension KeyPoints {
  /// `key-points.md`
  func markdown(_ result: CaseResult) -> String {
    var lines = ["# \(Markdown.escaped(result.title)): key points", ""]
    lines += ["As of \(DateText.words(result.asOf).replacing("\u{A0}", with: " ")).", ""]
    if points.isEmpty { lines += ["Nothing here is both marked as a key point and borne out by its records.", ""] }
    for point in points {
      let basis = point.basis.isEmpty ? "" : " (\(Markdown.escaped(point.basis)))"
      lines.append("- \(Markdown.escaped(point.sentence))\(basis) [Evidence](report.html#\(point.anchor))")
    }
    if !points.isEmpty { lines.append("") }
    if let unchecked { lines += ["\(unchecked) [What is missing](report.html#claims)", ""] }
    return lines.joined(separator: "\n")
  }
}

/// Where findings and claims stand in report.html.
struct Anchors: Sendable {
  var findings: [String]
  var claims: [String]

  init(_ result: CaseResult) {
    var names = FileNames()
    findings = result.findings.map { names.name(for: "finding-\($0.id)", or: "finding") }
    claims = result.claims.map { names.name(for: "claim-\($0.id)", or: "claim") }
  }
}

package enum Markdown {
  /// Text in which no character means anything to Markdown, on one line.
  package static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~": out += "\\\(scalar)"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      case "\n", "\r", "\t": out += " "
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
