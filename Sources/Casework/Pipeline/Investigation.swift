// SPDX-License-Identifier: Apache-2.0

import Claims
import Detectors
import Documents
import Goods
import Intake
package import Measures
import Parties
package import Trade
package import Warehouse

/// The way of a case from sources to checked findings. Each stage reads tables and writes tables, and can be run
/// again at any time; what is already there and unchanged is not done twice.
package struct Investigation: Sendable {
  package let inquiry: Case
  private let engine: any Engine
  private let progress: CaseProgress.Sink

  package init(_ inquiry: Case, engine: any Engine, progress: @escaping CaseProgress.Sink = { _ in }) {
    self.inquiry = inquiry
    self.engine = engine
    self.progress = progress
  }

  /// Takes in what changed, and nothing more.
  package func takeIn() async throws -> [LedgerEntry] {
    try await Schema.create(on: engine)
    let intake = Intake(engine: engine, asOf: inquiry.asOf) { [progress] step in progress(CaseProgress(step)) }
    return try await intake.take(inquiry.sources)
  }

  /// Takes in what changed and works out goods and parties: everything that a measure needs.
  package func prepare() async throws -> [LedgerEntry] {
    let ledger = try await takeIn()

    let state = DerivedState(engine: engine)
    let key = Fingerprint.of(
      [DerivedState.version, inquiry.identityKey] + (try GoodsCatalogue.builtInTexts()) + ledger.map { "\($0.id) \($0.sha256)" }
        // Another mapping of the same file gives other records.
        + inquiry.sources.map(\.setup)
        // Of several releases of the same data others may count.
        + (try await engine.table("SELECT key FROM version_split").texts("key").map { $0 ?? "" }))
    if try await state.isCurrent(key) {
      progress(CaseProgress(.goods, isFinished: true, note: "unchanged"))
      progress(CaseProgress(.parties, isFinished: true, note: "unchanged"))
      progress(CaseProgress(.screening, isFinished: true, note: "unchanged"))
      return ledger
    }
    try await state.clear()
    progress(CaseProgress(.goods))
    let goods = try await GoodsStage(
      engine: engine, catalogue: inquiry.goods, concordance: inquiry.concordance, labels: inquiry.labels
    ).run()
    progress(CaseProgress(.goods, isFinished: true, note: GoodsCount.words(goods)))
    progress(CaseProgress(.parties))
    let notes = try await parties.resolve(judgements: inquiry.judgements)
    progress(CaseProgress(.parties, isFinished: true, note: "\(try await state.count("party")) parties"))
    progress(CaseProgress(.screening))
    try await parties.screen()
    progress(
      CaseProgress(.screening, isFinished: true, note: "\(try await state.count("listed_party")) matches on lists"))
    try await state.set(key, notes: notes)
    return ledger
  }

  var parties: Parties { Parties(engine: engine) }

  /// Where measures are answered. Call ``prepare()`` first.
  package func desk() -> CaseDesk {
    CaseDesk(
      engine: engine, asOf: inquiry.asOf, statements: inquiry.statements, events: inquiry.events, stocks: inquiry.stocks,
      substitutions: inquiry.substitutions,
      rules: inquiry.rules)
  }

  /// All of it.
  package func run() async throws -> CaseResult {
    let ledger = try await prepare()
    let desk = desk()
    progress(CaseProgress(.detectors))
    let runs = try await DetectorRegistry.run(at: desk, options: inquiry.detectorOptions)
    let findings = Ranking.order(runs.flatMap(\.findings))
    progress(CaseProgress(.detectors, isFinished: true, note: "\(findings.count) finding\(findings.count == 1 ? "" : "s")"))

    let outcomes = runs.map { run -> (String, ClaimChecker.DetectorOutcome) in
      if case .didNotRun(let reason) = run.outcome { return (run.declaration.id, .didNotRun(reason)) }
      return (run.declaration.id, .ran)
    }
    let checker = ClaimChecker(
      desk: desk, findings: findings, outcomes: Dictionary(outcomes, uniquingKeysWith: { first, _ in first }))
    var claims: [ClaimResult] = []
    for (index, claim) in inquiry.claims.enumerated() {
      progress(CaseProgress(.claims, claim.id, done: index, total: inquiry.claims.count))
      claims.append(try await checker.check(claim))
    }
    progress(CaseProgress(.claims, isFinished: true, note: ClaimTally(claims).words))

    var charts: [Chart] = []
    for (index, plan) in inquiry.charts.enumerated() {
      progress(CaseProgress(.charts, plan.id, done: index, total: inquiry.charts.count))
      charts.append(try await ChartMaker(desk: desk, events: inquiry.events).make(plan))
    }
    charts += findings.flatMap(\.charts)
    progress(CaseProgress(.charts, isFinished: true, note: "\(charts.count) charts"))

    let notes = try await DerivedState(engine: engine).notes()
    return CaseResult(
      title: inquiry.title, summary: inquiry.summary, name: inquiry.name, asOf: inquiry.asOf,
      engine: engine.dialect.name, findings: findings, claims: claims, ledger: ledger,
      parties: try await parties.lines().map(PartyLine.init), statements: inquiry.statements,
      events: inquiry.events,
      enquiries: inquiry.enquiries, goods: try await CaseRecords(engine: engine).goods(), charts: charts,
      caveats: CaseCaveats.of(
        ledger: ledger, rejections: try await CaseRecords(engine: engine).rejections(ledger), runs: runs, notes: notes), stocks: inquiry.stocks)
  }
}
