// SPDX-License-Identifier: Apache-2.0

package import Measures
import Trade
import Warehouse

/// The detectors there are, and how they are run.
package enum DetectorRegistry {
  /// In the order of the documentation: what, who from, who to, what was said, who is listed, what changed.
  package static let all: [any Detector.Type] = [
    GoodsOfConcern.self,
    DirectAndIndirectSupply.self,
    YoungImporter.self,
    DormantImporter.self,
    SharedAddress.self,
    Successor.self,
    Opportunist.self,
    SmallSellers.self,
    EarlierDestination.self,
    PermitAgent.self,
    BattlefieldLink.self,
    StatementContradicted.self,
    ListedParty.self,
    OwnedByListed.self,
    AddressOfListed.self,
    GoodsUnderRule.self,
    ProductRangeJump.self,
    // Over time and between countries.
    Surge.self,
    EventAlignment.self,
    RecordRun.self,
    ShareShift.self,
    MirrorGap.self,
    Diversion.self,
    PricePremium.self,
    Substitution.self,
    StockAndFlow.self,
    SellerRemoval.self,
  ]

  /// Runs detectors one after another. All settings are checked before the first one starts.
  /// - Parameters:
  ///   - options: parameters by detector id and name.
  ///   - only: ids to run, in any order; nil for all.
  ///   - each: told of every detector when it is done, in order.
  /// - Throws: ``DetectorError`` for an unknown id or a bad parameter, and the desk's errors. What a measure refuses
  ///   or the case lacks is an outcome, not an error.
  package static func run(
    at desk: any Desk, options: [String: [String: String]] = [:], only: [String]? = nil,
    each: (DetectorRun) -> Void = { _ in }
  ) async throws -> [DetectorRun] {
    let ids = all.map { $0.declaration.id }
    for id in options.keys.sorted() + (only ?? []) where !ids.contains(id) {
      throw DetectorError.unknownDetector(id, known: ids)
    }
    let chosen = try all.filter { only?.contains($0.declaration.id) ?? true }.map { type in
      let values = try ParameterValues(options[type.declaration.id] ?? [:], for: type.declaration)
      return (type.declaration, values, try type.init(values))
    }
    var runs: [DetectorRun] = []
    for (declaration, values, detector) in chosen {
      try Task.checkCancellation()
      let outcome = try await outcome(of: detector, declaration, at: desk)
      let run = DetectorRun(declaration: declaration, parameters: values.values, outcome: outcome)
      runs.append(run)
      each(run)
      try await desk.forget(all: false)
    }
    try await desk.forget(all: true)
    return runs
  }

  private static func outcome(
    of detector: some Detector, _ declaration: DetectorDeclaration, at desk: any Desk
  ) async throws -> DetectorRun.Outcome {
    do {
      for input in declaration.inputs where try await !input.hasRows(at: desk) {
        return .didNotRun("The case has no \(input.about).")
      }
      var findings = try await detector.findings(at: desk)
      if findings.contains(where: { $0.grade == .statistic }) {
        let notes = try await RecordNotes(at: desk)
        for index in findings.indices { notes.add(to: &findings[index]) }
      }
      return .ran(findings.sorted { ($1.score, $0.id) < ($0.score, $1.id) })
    } catch let error as DetectorError where error.code == .noData {
      return .didNotRun(error.message)
    } catch let error as MeasureError {
      return .didNotRun(error.message)
    }
  }
}

extension DetectorDeclaration.Input {
  /// The condition is SQL of the declaration, never of a case.
  func hasRows(at desk: any Desk) async throws -> Bool {
    if file != nil { return true }
    var query: SQL = "SELECT count(*) AS n FROM (SELECT 1 AS one FROM \(identifier: table)"
    if let condition { query += SQL(text: " WHERE " + condition) }
    return try await desk.kept(query + " LIMIT 1) AS some_rows").counts("n").first ?? 0 > 0
  }
}
