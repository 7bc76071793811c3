// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
package import Trade

extension ReportPage {
  func charts(drawn: Bool) -> [Fields] {
    zip(result.charts, chartFiles).enumerated().map { number, pair in
      let (chart, file) = pair
      let rows = chart.categories.enumerated().map { place, category in
        let cells = chart.series.map { series in
          series.value(at: place).map { FigureText(spaces: .typographic).number($0, chart.unit) } ?? "–"
        }
        return ["category": category, "cells": cells] as Fields
      }
      return [
        "anchor": "chart-\(number + 1)",
        "title": chart.title,
        "description": description(of: chart),
        "unit": chart.unit,
        "isDrawn": drawn,
        "height": String(height(of: chart)),
        "series": chart.series.map(\.name),
        "rows": rows,
        "hasGaps": chart.series.contains { series in chart.categories.indices.contains { series.value(at: $0) == nil } },
        "marks": ChartMark.marks(of: chart).map(\.words),
        "file": file,
        "notes": chart.caveats, "hasNotes": !chart.caveats.isEmpty,
        "sql": field(chart.sql.joined(separator: ";\n\n")),
      ]
    }
  }

  /// What the chart shows, for those who can't see it: each series with its first, highest and last value.
  func description(of chart: Chart) -> String {
    let text = FigureText(spaces: .plain)
    let kind = chart.kind == .lines ? "Line chart" : "Bar chart"
    let series = chart.series.map { series -> String in
      let known = chart.categories.indices.compactMap { place in series.value(at: place).map { (place, $0) } }
      guard let first = known.first, let last = known.last, let most = known.max(by: { $0.1 < $1.1 }) else {
        return "\(series.name): no figures."
      }
      // Counts of one to three digits are no years.
      let word = chart.categories.allSatisfy { $0.count < 4 && Int($0) != nil } ? "at" : "in"
      func point(_ at: (Int, Double)) -> String { "\(text.number(at.1, chart.unit)) \(word) \(chart.categories[at.0])" }
      if chart.kind == .bars { return "\(series.name): highest \(point(most))." }
      return "\(series.name): \(point(first)) to \(point(last)), highest \(point(most))."
    }
    return "\(kind): \(chart.title). \(series.joined(separator: " ")) The data stand in the table below it."
  }

  func chartData(_ chart: Chart) -> JSON {
    .object([
      ("kind", .text(chart.kind.rawValue)),
      ("unit", .text(chart.unit)),
      ("flat", .bool(lies(chart))),
      ("categories", .texts(chart.categories)),
      ("series", .array(chart.series.map { series in
        .object([
          ("name", .text(series.name)),
          ("values", .array(chart.categories.indices.map { .optional(series.value(at: $0)) })),
        ])
      })),
      ("marks", .array(ChartMark.marks(of: chart).map { mark in
        .object([("from", .text(mark.from)), ("to", .text(mark.to)), ("title", .text(mark.title))])
      })),
    ])
  }

  /// Bars lie when the names under them would not fit.
  private func lies(_ chart: Chart) -> Bool {
    chart.kind == .bars && (chart.categories.map(\.count).max() ?? 0) > 9
  }

  /// Fixed before anything is drawn, so that nothing on the page moves.
  private func height(of chart: Chart) -> Int {
    guard lies(chart) else { return 360 }
    return min(1600, 110 + chart.categories.count * (18 + 18 * max(1, chart.series.count)))
  }
}

/// A stretch of a chart that is shaded.
package struct ChartMark: Hashable {
  package var from: String
  package var to: String
  package var title: String

  /// For under the chart: "Shaded: 2022-11 to 2023-05, trench lines".
  var words: String {
    let stretch = from == to ? "Dashed line: \(from)" : "Shaded: \(from) to \(to)"
    return title.isEmpty ? "\(stretch)." : "\(stretch), \(title)."
  }

  /// Marks as a chart writes them: a category, or two with `..` between them; then a title after `: `, or none.
  /// Those whose categories the chart lacks are left out; what reaches beyond the chart is cut to it.
  package static func marks(of chart: Chart) -> [ChartMark] {
    chart.marks.compactMap { mark in
      if chart.categories.contains(mark) { return ChartMark(from: mark, to: mark, title: "") }
      let parts = mark.split(separator: ": ", maxSplits: 1).map(String.init)
      let ends = (parts.first ?? "").components(separatedBy: "..")
      guard let first = ends.first, let last = ends.last, ends.count <= 2, first <= last else { return nil }
      // Categories that are times sort as text does.
      guard let from = chart.categories.first(where: { $0 >= first }), let to = chart.categories.last(where: { $0 <= last }),
        from <= to, chart.categories == chart.categories.sorted()
      else { return nil }
      return ChartMark(from: from, to: to, title: parts.count > 1 ? parts[1] : "")
    }
  }
}
