// SPDX-License-Identifier: Apache-2.0

package import Measures
import Names
package import Trade

/// Holds claims against the figures and findings of a case.
package struct ClaimChecker: Sendable {
  /// What became of a detector: without it, "no finding" can't be told from "did not look".
  package enum DetectorOutcome: Sendable, Hashable {
    case ran
    /// With the reason, as a sentence.
    case didNotRun(String)
  }

  private let desk: any Desk
  private let findings: [Finding]
  private let outcomes: [String: DetectorOutcome]

  /// - Parameter outcomes: by detector id. A detector that has findings ran, whether or not it is listed.
  package init(desk: any Desk, findings: [Finding], outcomes: [String: DetectorOutcome] = [:]) {
    self.desk = desk
    self.findings = findings
    self.outcomes = outcomes
  }

  /// In the order of the claims.
  /// - Throws: what the engine throws; a measure that is refused is a result, not an error.
  package func check(_ claims: [Claim]) async throws -> [ClaimResult] {
    var results: [ClaimResult] = []
    for claim in claims { results.append(try await check(claim)) }
    return results
  }

  package func check(_ claim: Claim) async throws -> ClaimResult {
    switch claim.basis {
    case .nothing: return unchecked(claim, "There is nothing in this case to check it with.")
    case .finding(let reference): return check(claim, against: reference)
    case .measure(let measure):
      do {
        let answer = try await desk.answer(measure)
        var result = judge(claim, answer.figure, kind: ExpectationFit.kind(of: measure))
        result.parts = answer.parts
        result.grade = answer.grade
        return result
      } catch let refusal as MeasureError {
        return unchecked(claim, refusal.message)
      }
    }
  }

  private func result(_ claim: Claim, _ verdict: ClaimResult.Verdict, _ figure: Figure?, _ because: String)
    -> ClaimResult
  {
    ClaimResult(
      id: claim.id, says: claim.says, verdict: verdict, expected: claim.expectation.explained, computed: figure,
      because: because, topic: claim.topic, isKeyPoint: claim.isKeyPoint)
  }

  private func unchecked(_ claim: Claim, _ why: String, figure: Figure? = nil) -> ClaimResult {
    result(
      claim, .cannotBeChecked, figure, why + (claim.needs.map { " Needed: \($0)\($0.hasSuffix(".") ? "" : ".")" } ?? "")
    )
  }

  // MARK: Figures

  private func judge(_ claim: Claim, _ figure: Figure, kind: ExpectationFit.Kind) -> ClaimResult {
    let expected: NumberRange
    var note: String?
    switch claim.expectation.kind {
    case .found(let isFound):
      expected =
        isFound
        ? NumberRange(low: .init(0, included: false), high: nil) : NumberRange(low: nil, high: .init(0, included: true))
    case .record(let isRecord):
      expected =
        isRecord
        ? NumberRange(low: .init(1, included: false), high: nil) : NumberRange(low: nil, high: .init(1, included: true))
    case .number(let range, let unit):
      do {
        (expected, note) = try ExpectationFit.convert(range, unit, to: kind, unit: figure.unit)
      } catch {
        return unchecked(claim, error.description, figure: figure)
      }
    }
    guard let known = NumberRange(figure) else {
      return unchecked(claim, "None of the records discloses it.", figure: figure)
    }
    let text = FigureText.text(figure)
    let converted = note.map { " (\($0): \(Expectation.text(expected, ExpectationFit.unit(figure.unit))))" } ?? ""
    switch known.relation(to: expected) {
    case .inside:
      var because = "The figure is \(text)\(converted)."
      if let over = overstep(claim, expected), let low = known.low?.value, low > over * Hedges.farAbove, over > 0 {
        because += " That is far more than the sentence says: '\(claim.expectation.words)' holds, but understates it."
      }
      return result(claim, .holds, figure, because)
    case .outside: return result(claim, .fails, figure, "The figure is \(text)\(converted).")
    case .partly:
      return unchecked(
        claim, "The figure is only known to be \(text)\(converted), because records leave it open.", figure: figure)
    }
  }

  /// The number that "over" was said of, in the figure's unit.
  private func overstep(_ claim: Claim, _ expected: NumberRange) -> Double? {
    claim.expectation.overstep == nil ? nil : expected.low?.value
  }

  // MARK: Findings

  private func check(_ claim: Claim, against reference: Claim.FindingReference) -> ClaimResult {
    let ofDetector = findings.filter { $0.detector == reference.detector }
    if case .didNotRun(let reason)? = outcomes[reference.detector] {
      return unchecked(claim, "The detector \(reference.detector) did not run: \(reason)")
    }
    guard !ofDetector.isEmpty || outcomes[reference.detector] == .ran else {
      return unchecked(claim, "The detector \(reference.detector) did not run.")
    }
    let matching = ofDetector.filter { finding in
      reference.party.map { Self.names($0, standIn: finding.parties) } ?? true
    }.sorted { ($0.score, $1.id) > ($1.score, $0.id) }
    let who = reference.party.map { " about \($0)" } ?? ""
    guard let best = matching.first else {
      let because = "The detector \(reference.detector) ran and found nothing\(who)."
      switch claim.expectation.kind {
      case .found(false): return result(claim, .holds, nil, because)
      default: return result(claim, .fails, nil, because)
      }
    }
    switch claim.expectation.kind {
    case .found(let expected):
      var found = result(
        claim, expected ? .holds : .fails, nil,
        "\(reference.detector) has \(matching.count == 1 ? "a finding" : "\(matching.count) findings")\(who): \(best.title)"
      )
      found.parts = best.figures
      found.grade = best.grade
      return found
    case .record: return unchecked(claim, "A finding has no earlier periods to be held against.")
    case .number: return check(claim, matching, figure: reference.figure)
    }
  }

  /// Several findings must agree: choosing the one that fits would prove anything.
  private func check(_ claim: Claim, _ findings: [Finding], figure label: String?) -> ClaimResult {
    var results: [ClaimResult] = []
    for finding in findings {
      let figures = label.map { label in finding.figures.filter { Self.isSame($0.label, label) } } ?? finding.figures
      guard figures.count == 1, let figure = figures.first else {
        let labels = finding.figures.map { "'\($0.label)'" }.joined(separator: ", ")
        let why = figures.isEmpty ? "has no figure '\(label ?? "")'" : "has more than one figure that could be meant"
        return unchecked(
          claim, "The finding '\(finding.title)' \(why); its figures are \(labels.isEmpty ? "none" : labels).")
      }
      var one = judge(claim, figure, kind: .open)
      one.grade = finding.grade
      results.append(one)
    }
    let verdicts = Set(results.map(\.verdict))
    guard let first = results.first else { return unchecked(claim, "There is no finding.") }
    if verdicts.count == 1 { return first }
    let list = results.map { $0.computed.map(FigureText.text) ?? "nothing" }.joined(separator: "; ")
    return unchecked(
      claim,
      "\(results.count) findings fit, and they do not agree (\(list)); name the party or the figure more closely.")
  }

  private static func isSame(_ label: String, _ wanted: String) -> Bool { label.lowercased() == wanted.lowercased() }

  /// True when one of the parties is so called, in either script, or holds the words of the name as whole words.
  static func names(_ name: String, standIn parties: [String]) -> Bool {
    let wanted = keys(name)
    return parties.contains { party in
      party == name
        || keys(party).contains { key in
          wanted.contains { $0.text == key.text || ($0.text.count >= 3 && key.contains($0)) }
        }
    }
  }

  private static func keys(_ name: String) -> [NameKey] {
    guard let key = NameKey.make(name) else { return [] }
    return [key] + (key.latin.map { [$0] } ?? [])
  }
}
