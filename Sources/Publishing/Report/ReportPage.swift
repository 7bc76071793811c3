// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Crypto
import Foundation
import Trade

/// `report.html`: one page that opens offline, with everything in it and nothing fetched.
struct ReportPage {
  let result: CaseResult
  let exhibits: Exhibits
  let shown: ShownRows
  let anchors: Anchors
  /// One a chart, in order.
  let chartFiles: [String]
  let hedges: [HedgeReading]
  let detectors: [DetectorNote]

  func html(assets: ReportAssets) throws -> String {
    let templates = try ReportTemplates()
    let scripts = [assets.charts, assets.tables?.script, templates.script].compactMap { $0 }
    let fields: Fields = [
      "title": result.title,
      "summary": field(result.summary),
      "asOf": DateText.words(result.asOf), "asOfDay": result.asOf.description,
      "tallies": tallies,
      "policy": ReportPage.policy(scripts: scripts),
      "styles": [templates.style] + (assets.tables.map { [$0.style] } ?? []),
      "scripts": scripts.map { ["code": $0] as Fields },
      "data": data(assets),
      "sections": sections,
      "keyPoints": keyPoints,
      "hasKeyPoints": !KeyPoints(result, anchors: anchors, spaces: .typographic).points.isEmpty,
      "findings": findings, "otherFindings": otherFindings, "hasOtherFindings": result.findings.count > ReportPage.inFull,
      "inFull": String(ReportPage.inFull),
      "topics": topics, "verdicts": verdicts,
      "charts": charts(drawn: assets.charts != nil), "chartsAreDrawn": assets.charts != nil,
      "parties": parties, "partiesAreCut": result.parties.count > ReportPage.partiesShown,
      "partyCount": NumberText.grouped(result.parties.count), "partiesShown": NumberText.grouped(ReportPage.partiesShown),
      "partiesAreSortable": assets.tables != nil,
      "statements": statements, "events": events, "enquiries": enquiries,
      "sources": sources, "totals": totals,
      "grades": grades, "hedges": hedgeFields, "hasHedges": !hedges.isEmpty,
      "detectors": detectorFields, "hasDetectors": !detectorFields.isEmpty,
      "engine": result.engine, "case": result.name,
      "caveats": result.caveats,
      "hasClaims": !result.claims.isEmpty, "hasCharts": !result.charts.isEmpty,
      "hasPartyLines": !result.parties.isEmpty, "hasStatements": !result.statements.isEmpty,
      "hasEvents": !result.events.isEmpty, "hasEnquiries": !result.enquiries.isEmpty,
      "hasCaseCaveats": !result.caveats.isEmpty,
    ]
    return try templates.page(fields)
  }

  /// Only these scripts may run, whatever else should get into the page, and nothing may be fetched.
  static func policy(scripts: [String]) -> String {
    let hashes = scripts.map { "'sha256-\(Data(SHA256.hash(data: Data($0.utf8))).base64EncodedString())'" }
    return "default-src 'none'; script-src \(hashes.joined(separator: " ")); style-src 'unsafe-inline'; img-src data:; "
      + "connect-src 'none'; base-uri 'none'; form-action 'none'"
  }

  private var tallies: [String] {
    let read = result.ledger.reduce(0) { $0 + $1.read }
    return [
      result.findings.isEmpty ? nil : Wording.count(result.findings.count, "finding", "findings"),
      result.claims.isEmpty ? nil : Wording.count(result.claims.count, "claim checked", "claims checked"),
      result.parties.isEmpty ? nil : Wording.count(result.parties.count, "party", "parties"),
      "\(Wording.count(read, "row", "rows")) read from \(Wording.count(result.ledger.count, "source", "sources"))",
    ].compactMap { $0 }
  }

  /// What the page has, for the contents; empty sections are left out here and in the page.
  private var sections: [Fields] {
    let all: [(String, String, Bool)] = [
      ("key-points", "Key points", true), ("findings", "Findings", true), ("claims", "Claims", !result.claims.isEmpty),
      ("charts", "Charts", !result.charts.isEmpty), ("parties", "Parties", !result.parties.isEmpty),
      ("statements", "Statements", !result.statements.isEmpty), ("events", "Events", !result.events.isEmpty),
      ("enquiries", "Requests for comment", !result.enquiries.isEmpty), ("sources", "Sources", true),
      ("method", "Method", true), ("caveats", "Caveats", !result.caveats.isEmpty),
    ]
    return all.filter(\.2).map { ["anchor": $0.0, "name": $0.1] }
  }

  private var keyPoints: Fields {
    let points = KeyPoints(result, anchors: anchors, spaces: .typographic)
    return [
      "points": points.points.map { ["sentence": $0.sentence, "basis": field($0.basis), "anchor": $0.anchor] as Fields },
      "unchecked": field(points.unchecked),
    ]
  }

  /// For the script: charts to draw and the parties' table.
  private func data(_ assets: ReportAssets) -> String {
    JSON.object([
      ("charts", assets.charts == nil ? .array([]) : .array(result.charts.map(chartData))),
      ("parties", assets.tables == nil ? .array([]) : .array(partyLines.map(partyData))),
    ]).inScript
  }
}
