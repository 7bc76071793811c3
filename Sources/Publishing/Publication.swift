// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Foundation
import Trade
package import Translation

/// A finished case as files: the report, the key points and the exports. See docs/outputs.md for each of them.
///
/// Same case, same bytes: nothing depends on the clock, the machine or the order of dictionaries.
package struct Publication: Sendable {
  package var result: CaseResult
  package var rows: any EvidenceRows
  /// The folder with `echarts.min.js`, `tabulator.min.js` and `tabulator.min.css`; without them the report shows
  /// charts and parties as plain tables.
  package var assets: URL?
  /// How hedging words are read, for the report's section on method.
  package var hedges: [HedgeReading]
  /// What the detectors look for, likewise.
  package var detectors: [DetectorNote]
  /// Renders product texts in English for readers.
  package var translator: Translator

  package init(
    result: CaseResult, rows: any EvidenceRows, assets: URL? = nil, hedges: [HedgeReading] = [],
    detectors: [DetectorNote] = [], translator: Translator = Translator()
  ) {
    self.result = result
    self.rows = rows
    self.assets = assets
    self.hedges = hedges
    self.detectors = detectors
    self.translator = translator
  }

  /// Writes `report.html`, `key-points.md`, `findings.json`, `claims.json`, `ledger.json`, `evidence/*.csv` and
  /// `figures/*.csv` into a folder, which is made when it isn't there. Other files in it stay. When something fails
  /// before the last step, what was there before stays as it was.
  /// - Throws: ``PublishingError``, or what the provider of rows throws.
  package func write(to folder: URL) async throws {
    var output = try OutputFolder(folder)
    do {
      try await fill(&output)
      try output.publish()
    } catch {
      output.discard()
      throw error
    }
  }

  private func fill(_ output: inout OutputFolder) async throws {
    let exhibits = Exhibits(findings: result.findings, claims: result.claims)
    var shown = ShownRows()
    var english = EnglishColumns(translator)
    for exhibit in exhibits.findings { shown.findings.append(try await export(exhibit, &english, to: &output)) }
    for exhibit in exhibits.claims { shown.claims.append(try await export(exhibit, &english, to: &output)) }

    var names = FileNames()
    _ = names.name(for: "figures", or: "chart")
    let charts = result.charts.map { "figures/\(names.name(for: $0.id, or: "chart")).csv" }
    for (chart, file) in zip(result.charts, charts) { try output.write(CSV.chart(chart).text, to: file) }
    try output.write(CSV.figures(result).text, to: "figures/figures.csv")

    try output.write(JSON.findings(result, exhibits.findings).file, to: "findings.json")
    try output.write(JSON.claims(result, exhibits.claims).file, to: "claims.json")
    try output.write(JSON.ledger(result).file, to: "ledger.json")
    let anchors = Anchors(result)
    try output.write(
      KeyPoints(result, anchors: anchors, spaces: .plain).markdown(result), to: "key-points.md")
    let report = ReportPage(
      result: result, exhibits: exhibits, shown: shown, anchors: anchors, chartFiles: charts, hedges: hedges,
      detectors: detectors)
    try output.write(try report.html(assets: ReportAssets(in: assets)), to: "report.html")
  }

  /// Writes the rows of an exhibit, and keeps the few that the report shows.
  private func export(
    _ exhibit: Exhibit, _ english: inout EnglishColumns, to output: inout OutputFolder
  ) async throws -> ShownRows.Tables {
    guard let file = exhibit.file else { return ShownRows.Tables(exhibit, EvidenceTable(columns: [], rows: [])) }
    let table = english.add(to: try await rows(of: exhibit))
    try output.write(CSV.evidence(table, exhibit).text, to: file)
    return ShownRows.Tables(exhibit, table)
  }

  private func rows(of exhibit: Exhibit) async throws -> EvidenceTable {
    let wanted = Set(exhibit.addresses)
    let documents = EvidenceTable.documents(of: result, at: wanted)
    let known = Set(documents.rows.map(\.address))
    let asked = exhibit.addresses.filter { !known.contains($0) }
    var table = asked.isEmpty ? EvidenceTable(columns: [], rows: []) : try await rows.rows(for: asked)
    table.rows.removeAll { !wanted.contains($0.address) }
    if let row = table.rows.first(where: { $0.cells.count != table.columns.count }) {
      throw PublishingError(
        .rowMisshapen, "The row at \(row.address) has \(row.cells.count) cells for \(table.columns.count) columns.")
    }
    let found = Set(table.rows.map(\.address))
    let missing = asked.filter { !found.contains($0) }
    if let first = missing.first {
      throw PublishingError(
        .rowsMissing,
        "\(exhibit.id) rests on rows that are not in the case's tables, \(first) and \(missing.count - 1) more; no figure is published without its rows. Build the case again.")
    }
    return table.adding(documents).sorted()
  }
}

/// How a hedging word is read: "nearly" means "from 90 % of the number up to it".
package struct HedgeReading: Sendable, Hashable {
  package var words: String
  package var meaning: String

  package init(words: String, meaning: String) {
    self.words = words
    self.meaning = meaning
  }
}

/// What a detector looks for, and what a finding of it does not mean.
package struct DetectorNote: Sendable, Hashable {
  package var id: String
  package var title: String
  package var finds: String
  package var doesNotMean: String

  package init(id: String, title: String, finds: String, doesNotMean: String) {
    self.id = id
    self.title = title
    self.finds = finds
    self.doesNotMean = doesNotMean
  }
}
