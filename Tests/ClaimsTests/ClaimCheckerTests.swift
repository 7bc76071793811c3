// SPDX-License-Identifier: Apache-2.0

import Claims
import Documents
import Measures
import Testing
import Trade
import Warehouse

/// Answers every measure with the same figure, or refuses it.
private struct FixedDesk: Desk {
  var figure: Figure?
  var refusal: MeasureError?

  var asOf: Day { Day(number: 20_000) }
  var statements: [Statement] { [] }
  var events: [DatedEvent] { [] }

  func answer(_ measure: Measure) async throws -> Answer {
    if let refusal { throw refusal }
    guard let figure else { throw MeasureError(.noData, "No figure.") }
    return Answer(measure: measure, figure: figure, parts: [figure], compared: [], grade: .statistic)
  }

  func table(_ query: SQL) async throws -> Table { Table(names: [], columns: [], count: 0) }
  func addresses(_ rows: [(source: String, row: Int)]) async throws -> [RecordAddress] { [] }
}

private func figure(_ value: Double?, _ unit: String, low: Double? = nil, high: Double? = nil, label: String = "figure")
  -> Figure
{
  Figure(label: label, value: value, low: low, high: high, unit: unit, sql: [], evidence: .none)
}

private func claims(_ text: String, detectors: [String]? = nil) throws -> [Claim] {
  try ClaimFile(Document(text: text, shownAs: "claims.yaml"), detectors: detectors).claims
}

private func claim(_ basis: String, expect: String, needs: String? = nil) throws -> Claim {
  let text = """
    claims:
      - id: one
        says: A sentence.
        topic: Trade
        key-point: true
        \(basis)
        expect: "\(expect)"
        \(needs.map { "needs: \($0)" } ?? "")
    """
  return try #require(try claims(text).first)
}

private let measures: [String: String] = [
  "growth": "measure: {of: value, how: growth, period: 2022, against: 2021}",
  "multiple": "measure: {of: value, how: multiple, period: 2022, against: 2021}",
  "share": "measure: {of: value, how: share, from: CHN, period: 2022, within: {from: WLD}}",
  "value": "measure: {of: value, period: 2022}",
  "records": "measure: {of: records, period: 2022}",
  "quantity": "measure: {of: quantity, period: 2022}",
  "record": "measure: {of: value, how: record, period: 2022}",
  "indicator": "measure: {of: indicator, indicator: share}",
]

@Suite struct ClaimCheckerTests {
  @Test(
    arguments: [
      ("growth", "over 350 %", 351.0, nil, nil, "%", "holds"),
      ("growth", "over 350 %", 350, nil, nil, "%", "fails"),
      ("growth", "more than three times", 250, nil, nil, "%", "holds"),
      ("growth", "more than three times", 180, nil, nil, "%", "fails"),
      ("growth", "nearly double", 85, nil, nil, "%", "holds"),
      ("multiple", "11 times", 10.5, nil, nil, "times", "holds"),
      ("multiple", "11 times", 11.5, nil, nil, "times", "fails"),
      ("multiple", "nearly double", 2, nil, nil, "times", "fails"),
      ("share", "nearly half", 46.35, nil, nil, "%", "holds"),
      ("share", "between 45 and 50 %", 45, nil, nil, "%", "holds"),
      ("share", "46.35 %", 46.3499, nil, nil, "%", "holds"),
      ("share", "46.35 %", 46.36, nil, nil, "%", "fails"),
      ("value", "190.271 bn USD", 190.271e9, nil, nil, "USD", "holds"),
      ("value", "over 500 million USD", 400e6, 400e6, nil, "USD", "cannot-be-checked"),
      ("value", "over 500 million USD", 600e6, 600e6, nil, "USD", "holds"),
      ("value", "under 500 million USD", 600e6, 600e6, nil, "USD", "fails"),
      ("value", "under 500 million USD", 400e6, 400e6, nil, "USD", "cannot-be-checked"),
      ("quantity", "over 54,000 pieces", 54_000, 54_000, nil, "pieces", "holds"),
      ("quantity", "over 54,000 pieces", 54_000, nil, nil, "pieces", "fails"),
      ("quantity", "100,000 units", 100_000, nil, nil, "pieces", "holds"),
      ("quantity", "5 tonnes", 5_000, nil, nil, "kg", "holds"),
      ("quantity", "100,000 pieces", 90_000, 90_000, 120_000, "pieces", "cannot-be-checked"),
      ("quantity", "100,000 pieces", nil, nil, nil, "pieces", "cannot-be-checked"),
      ("records", "found", 1, nil, nil, "records", "holds"),
      ("records", "not found", 1, nil, nil, "records", "fails"),
      ("records", "not found", 0, nil, nil, "records", "holds"),
      ("records", "found", 0, 0, 2, "records", "cannot-be-checked"),
      ("record", "a record", 1.3, nil, nil, "times", "holds"),
      ("record", "a record", 1, nil, nil, "times", "fails"),
      ("record", "not a record", 1, nil, nil, "times", "holds"),
      ("indicator", "between 45 and 50 %", nil, 45, 50, "%", "holds"),
      ("indicator", "more than 46 %", nil, 45, 50, "%", "cannot-be-checked"),
      ("indicator", "45 pieces", nil, 45, 50, "%", "cannot-be-checked"),
      ("multiple", "less than 4 times", 3, nil, 3, "times", "holds"),
      ("multiple", "more than 3 times", 3, nil, 3, "times", "fails"),
      ("multiple", "more than 2 times", 3, nil, 3, "times", "cannot-be-checked"),
    ] as [(String, String, Double?, Double?, Double?, String, String)])
  func `a claim holds when all of what is known satisfies it, and fails when none does`(
    how: String, expect: String, value: Double?, low: Double?, high: Double?, unit: String, verdict: String
  ) async throws {
    let desk = FixedDesk(figure: figure(value, unit, low: low, high: high))
    let result = try await ClaimChecker(desk: desk, findings: []).check(
      claim(try #require(measures[how]), expect: expect, needs: "More data"))
    #expect(result.verdict.rawValue == verdict, "\(result.because)")
    #expect(result.topic == "Trade" && result.isKeyPoint && result.says == "A sentence.")
    #expect(result.because.hasSuffix("Needed: More data.") == (verdict == "cannot-be-checked"))
    if verdict != "cannot-be-checked" { #expect(result.grade == .statistic && result.parts.count == 1) }
  }

  @Test func `what is far above what is said holds, and is said to be understated`() async throws {
    let desk = FixedDesk(figure: figure(900, "%"))
    let result = try await ClaimChecker(desk: desk, findings: []).check(
      claim(try #require(measures["growth"]), expect: "over 350 %"))
    #expect(result.verdict == .holds && result.because.contains("understates"))
    #expect(result.expected == "over 350 % (more than 350 %)")
  }

  @Test func `a conversion is said`() async throws {
    let desk = FixedDesk(figure: figure(250, "%"))
    let result = try await ClaimChecker(desk: desk, findings: []).check(
      claim(try #require(measures["growth"]), expect: "more than three times"))
    #expect(result.because == "The figure is 250 % (as growth, x times is 100 (x − 1) %: more than 200 %).")
  }

  @Test func `a refusal is a claim that cannot be checked, with its reason`() async throws {
    let desk = FixedDesk(refusal: MeasureError(.monthsDiffer, "2023-11 is missing."))
    let result = try await ClaimChecker(desk: desk, findings: []).check(
      claim(try #require(measures["value"]), expect: "over 5 bn USD", needs: "China Customs, November 2023"))
    #expect(result.verdict == .cannotBeChecked)
    #expect(result.because == "2023-11 is missing. Needed: China Customs, November 2023.")
    #expect(result.computed == nil)
  }

  @Test func `a currency that is not the figure's is not compared`() async throws {
    let desk = FixedDesk(figure: figure(5e9, "EUR"))
    let result = try await ClaimChecker(desk: desk, findings: []).check(
      claim(try #require(measures["value"]), expect: "over 5 bn USD"))
    #expect(
      result.verdict == .cannotBeChecked && result.because.contains("The figure is in EUR, the expectation in USD"))
  }

  @Test func `a claim with nothing to check it with says what is needed`() async throws {
    let result = try await ClaimChecker(desk: FixedDesk(), findings: []).check(
      claim("", expect: "found", needs: "A list of penalties"))
    #expect(result.verdict == .cannotBeChecked && result.because.hasSuffix("Needed: A list of penalties."))
  }

  static func finding(_ id: String, _ parties: [String], _ figures: [Figure] = [], score: Double = 0.5) -> Finding {
    Finding(
      id: id, detector: "young-importer", title: "Title \(id)", text: "Text.", score: score, grade: .filing,
      parties: parties, figures: figures, evidence: .none)
  }

  @Test(arguments: [
    ("party: Silva", "found", "holds"), ("party: Сильва", "found", "holds"), ("party: Silva", "not found", "fails"),
    ("party: Pozitron", "found", "fails"), ("party: Pozitron", "not found", "holds"),
    ("party: Silva, figure: age at filing", "about 6 months", "holds"),
    ("party: Silva, figure: Age at Filing", "more than a year", "fails"),
    ("party: Silva, figure: age at filing", "under 0.5 years", "fails"),
    ("party: Silva, figure: size", "found", "holds"),
    ("party: Silva, figure: size", "about 6 months", "cannot-be-checked"),
    ("party: Silva", "about 6 months", "cannot-be-checked"),
    ("party: Pozitron", "about 6 months", "fails"),
  ])
  func `a claim on a finding`(reference: String, expect: String, verdict: String) async throws {
    let findings = [
      Self.finding(
        "a", ["ООО «Сильва»"], [figure(6, "months", label: "age at filing"), figure(100_000, "pieces", label: "batch")])
    ]
    let result = try await ClaimChecker(desk: FixedDesk(), findings: findings).check(
      claim("finding: {detector: young-importer, \(reference)}", expect: expect))
    #expect(result.verdict.rawValue == verdict, "\(result.because)")
  }

  @Test func `a detector that did not run proves nothing`() async throws {
    let one = try claim("finding: {detector: young-importer, party: Silva}", expect: "not found")
    let silent = try await ClaimChecker(desk: FixedDesk(), findings: []).check(one)
    #expect(silent.verdict == .cannotBeChecked)
    let ran = try await ClaimChecker(desk: FixedDesk(), findings: [], outcomes: ["young-importer": .ran]).check(one)
    #expect(ran.verdict == .holds)
    let refused = try await ClaimChecker(
      desk: FixedDesk(), findings: [], outcomes: ["young-importer": .didNotRun("No company register.")]
    ).check(one)
    #expect(refused.verdict == .cannotBeChecked && refused.because.contains("No company register."))
  }

  @Test func `findings that do not agree prove nothing`() async throws {
    let findings = [
      Self.finding("a", ["Silva"], [figure(6, "months", label: "age")]),
      Self.finding("b", ["Silva Trade"], [figure(20, "months", label: "age")]),
    ]
    let result = try await ClaimChecker(desk: FixedDesk(), findings: findings).check(
      claim("finding: {detector: young-importer, party: Silva, figure: age}", expect: "about 6 months"))
    #expect(result.verdict == .cannotBeChecked && result.because.contains("do not agree"))
  }
}

@Suite struct ClaimFileTests {
  @Test func `claims are read in order`() throws {
    let read = try claims(
      """
      claims:
        - id: a-1
          says: One.
          measure: {of: records, period: 2022}
          expect: at least 1 record
        - {id: b, says: Two., finding: {detector: young-importer, party: Silva}, expect: found, key-point: yes}
        - {id: c, says: Three., expect: found, needs: Everything}
      """, detectors: ["young-importer"])
    #expect(read.map(\.id) == ["a-1", "b", "c"])
    #expect(read.map(\.isKeyPoint) == [false, true, false])
    #expect(read[1].basis == .finding(Claim.FindingReference(detector: "young-importer", party: "Silva", figure: nil)))
    #expect(try claims("").isEmpty)
    #expect(try claims("claims:").isEmpty)
  }

  @Test(arguments: [
    ("{id: a, says: x, expect: found}", "needs 'measure' or 'finding', or 'needs'"),
    ("{id: A b, says: x, expect: found, needs: y}", "is no id"),
    ("{id: a, expect: found, needs: y}", "needs 'says'"),
    ("{id: a, says: x, needs: y}", "needs 'expect'"),
    ("{id: a, says: x, expect: lots, needs: y}", "no number can be read"),
    ("{id: a, says: x, expects: found, needs: y}", "Did you mean 'expect'?"),
    ("{id: a, says: x, expect: found, measure: {of: value, period: 2022}}", "is for findings"),
    ("{id: a, says: x, expect: over 5 %, measure: {of: value, period: 2022}}", "write the currency"),
    (
      "{id: a, says: x, expect: over 5 %, measure: {of: value, how: multiple, period: 2022, against: 2021}}",
      "growth or the ratio"
    ),
    (
      "{id: a, says: x, expect: 5 times, measure: {of: value, how: share, period: 2022, within: {from: WLD}}}",
      "does not go with it"
    ),
    (
      "{id: a, says: x, expect: half, measure: {of: value, how: growth, period: 2022, against: 2021}}",
      "fraction of what"
    ),
    ("{id: a, says: x, expect: 5 USD, measure: {of: weight, period: 2022}}", "gives a weight"),
    (
      "{id: a, says: x, expect: a record, measure: {of: value, how: multiple, period: 2022, against: 2021}}",
      "is for how: record"
    ),
    ("{id: a, says: x, expect: found, finding: {detector: yong-importer}}", "Did you mean 'young-importer'?"),
    ("{id: a, says: x, expect: found, finding: {detector: young-importer}, measure: {of: records}}", "not on both"),
    (
      "{id: a, says: x, expect: over 5 %, measure: {of: value, how: growth, period: 2022}}",
      "needs 'period' and 'against'"
    ),
  ])
  func `what is wrong in a claim is said with its place`(entry: String, message: String) {
    let error = #expect(throws: DocumentError.self) {
      try claims("claims:\n  - \(entry)", detectors: ["young-importer"])
    }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.line == 2)
  }

  @Test func `an id stands once`() {
    let error = #expect(throws: DocumentError.self) {
      try claims(
        "claims:\n  - {id: a, says: x, expect: found, needs: y}\n  - {id: a, says: x, expect: found, needs: y}")
    }
    #expect(error?.code == .duplicate && error?.line == 3)
  }
}
