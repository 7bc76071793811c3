// SPDX-License-Identifier: Apache-2.0

import Documents
import Measures
import Trade

/// A chart that the case asks for: measures, cut up along one dimension.
struct ChartPlan {
  enum By: String, CaseIterable { case month, year, to, from, goods, measure }

  var id: String
  var title: String
  var kind: Chart.Kind
  var by: By
  var series: [(name: String, measure: Measure, line: Int)]

  init(_ node: DocumentNode, ids: inout UniqueIDs) throws {
    let fields = try node.mapping(of: "a chart", keys: ["id", "title", "kind", "by", "series"])
    id = try ids.take(fields.required("id"))
    title = try fields.required("title").text()
    kind = try fields.required("kind").choice(Chart.Kind.self)
    by = try fields.required("by").choice(By.self)
    series = try fields.required("series").list().map { entry in
      let parts = try entry.mapping(of: "a series", keys: ["name", "measure"])
      return (try parts.required("name").text(), try MeasureReader.measure(parts.required("measure")), entry.line)
    }
    guard !series.isEmpty else { throw node.error(.missingKey, "The chart '\(id)' has no series.") }
    if by == .month || by == .year, let bad = series.first(where: { $0.measure.period == nil }) {
      throw DocumentError(
        .missingKey, "The series '\(bad.name)' needs a 'period' to be cut into \(by.rawValue)s.", file: node.file,
        line: bad.line)
    }
  }
}
