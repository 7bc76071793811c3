// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade

/// Draws a chart's figures from measures, one a category.
struct ChartMaker {
  let desk: any Desk
  let events: [DatedEvent]

  func make(_ plan: ChartPlan) async throws -> Chart {
    var chart = Chart(
      id: plan.id, title: plan.title, kind: plan.kind, unit: "", categories: categories(of: plan), series: [], sql: [])
    var units: [String] = []
    for (name, measure, _) in plan.series {
      var values: [Double?] = []
      for category in chart.categories {
        guard let part = cut(measure, to: category, by: plan.by, series: name) else {
          values.append(nil)
          continue
        }
        do {
          let answer = try await desk.answer(part)
          values.append(answer.figure.value)
          units.append(answer.figure.unit)
          chart.sql += answer.figure.sql
          chart.caveats += answer.figure.caveats
        } catch let refusal as MeasureError {
          values.append(nil)
          chart.caveats.append("\(name), \(category): \(refusal.message)")
        }
      }
      chart.series.append(Chart.Series(name: name, values: values))
    }
    let distinct = Set(units).sorted()
    chart.unit = distinct.count == 1 ? distinct[0] : distinct.joined(separator: ", ")
    if distinct.count > 1 { chart.caveats.append("The series have different units: \(chart.unit).") }
    chart.caveats = unique(chart.caveats)
    chart.sql = unique(chart.sql)
    if plan.by == .month || plan.by == .year { chart.marks = marks(for: chart.categories) }
    return chart
  }

  private func categories(of plan: ChartPlan) -> [String] {
    let found: [String]
    switch plan.by {
    case .month:
      found = plan.series.flatMap { $0.measure.period?.months.map(\.description) ?? [] }.sorted()
    case .year:
      found = plan.series.flatMap { entry -> [String] in
        guard let period = entry.measure.period else { return [] }
        return (period.from.year...period.to.year).map(String.init)
      }.sorted()
    case .to: found = plan.series.flatMap(\.measure.which.to)
    case .from: found = plan.series.flatMap(\.measure.which.from)
    case .goods: found = plan.series.flatMap(\.measure.which.goods)
    case .measure: found = plan.series.map(\.name)
    }
    return unique(found)
  }

  private func cut(_ measure: Measure, to category: String, by: ChartPlan.By, series: String) -> Measure? {
    var part = measure
    switch by {
    case .month, .year:
      guard let whole = measure.period, let period = Period(category), whole.contains(period) else { return nil }
      part.period = period
    case .to:
      guard measure.which.to.contains(category) else { return nil }
      part.which.to = [category]
    case .from:
      guard measure.which.from.contains(category) else { return nil }
      part.which.from = [category]
    case .goods:
      guard measure.which.goods.contains(category) else { return nil }
      part.which.goods = [category]
    case .measure:
      guard series == category else { return nil }
    }
    return part
  }

  /// Categories in which an event began, with its title.
  private func marks(for categories: [String]) -> [String] {
    events.compactMap { event in
      categories.first { Period($0)?.contains(event.period.from) == true }.map { "\($0): \(event.title)" }
    }
  }

  private func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}
