// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Intake
import Trade

/// `case.yaml`.
struct CaseFile {
  static let name = "case.yaml"

  var title: String
  var summary: String?
  var asOf: Day
  var engine: String
  /// Nil: the standard lists.
  var goodsLists: [String]?
  /// The paths of lists of the case's own, beside `goods.yaml`.
  var goodsFiles: [String]
  /// The path of a whole table of codes of different editions.
  var concordance: String?
  /// The path of a table of what codes are called.
  var labels: String?
  var sources: [SourcePlan]
  var charts: [ChartPlan]
  /// By detector, by parameter.
  var detectors: [String: [String: String]]

  /// - Parameter problems: what is wrong with single sources and charts; reading goes on with the next, so that a
  ///   person sees all of it at once.
  init(_ document: Document, folder: URL, problems: inout [DocumentError]) throws {
    let fields = try document.root.mapping(
      of: "a case", keys: ["title", "summary", "as-of", "engine", "goods", "concordance", "labels", "sources", "charts", "options"])
    title = try fields.required("title").text()
    summary = try fields.text("summary")
    asOf = try fields.required("as-of").day()
    engine = try fields.text("engine") ?? "duckdb"
    let named = try fields.texts("goods")
    let files = named.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".yaml") }
    goodsFiles = files
    goodsLists = fields["goods"] == nil ? nil : named.filter { !files.contains($0) }
    concordance = try fields.text("concordance")
    labels = try fields.text("labels")

    (sources, charts, detectors) = ([], [], [:])
    var ids = UniqueIDs()
    for node in try fields["sources"]?.list() ?? [] {
      problems.collect {
        let plans = try SourcePlan.plans(node, caseFolder: folder)
        _ = try ids.take(node.mapping(of: "a source", keys: SourcePlan.keys).required("id"))
        sources += plans
      }
    }
    var chartIDs = UniqueIDs()
    for node in try fields["charts"]?.list() ?? [] {
      problems.collect { charts.append(try ChartPlan(node, ids: &chartIDs)) }
    }
    if let options = fields["options"] {
      let known = try options.mapping(of: "options", keys: ["detectors"])
      for (detector, values) in try known["detectors"]?.entries() ?? [] {
        detectors[detector] = Dictionary(
          uniqueKeysWithValues: try values.entries().map { ($0.key, try $0.node.text()) })
      }
    }
  }
}

extension [DocumentError] {
  /// Runs a part of reading; an error of the document joins the list instead of ending the reading.
  mutating func collect(_ body: () throws -> Void) {
    do {
      try body()
    } catch let error as DocumentError {
      append(error)
    } catch {
      append(DocumentError(.badValue, "\(error)", file: "case"))
    }
  }
}
