// SPDX-License-Identifier: Apache-2.0

import Statistics
import Trade

extension RecordRun {
  struct Lead: Sendable {
    var history: RouteHistory
    var period: Period
    var amount: Double
    var best: Double
    var bestPeriod: Period
    /// Earlier periods that are covered.
    var earlier: Int
    var firstYear: Int
    /// Years of rise on end, up to this one; a year that is not covered ends them.
    var rises: Int
    /// Years since the first that are not covered.
    var lacking: [Int] = []
    /// The months of the year since, where they are below the same months of the record's year.
    var fall: (period: Period, times: Double)?
    var outlook: Outlook?
  }

  /// What a year that is not over may come to.
  struct Outlook: Sendable, Hashable {
    var year: Int
    var soFar: Period
    var amount: Double
    var estimate, low, high: Double
    var interval: String?
    var years: Int
    /// The year before, when it is covered.
    var before: Double?

    var basis: String { "the same months were \(years == 1 ? "a known part of 1 earlier year" : "known parts of \(years) earlier years")." }

    func words(_ unit: SeriesPublisher.Unit) -> String {
      var text = "\(Wording.time(soFar)) came to \(Route.amount(amount, unit))"
      if let before { text += ", \(Wording.number(amount / before * 100)) % of all of \(year - 1)" }
      text += "; with the seasons of \(years == 1 ? "1 earlier year" : "\(years) earlier years") the whole of \(year) would come to \(Route.amount(estimate, unit))"
      if years > 1 { text += " (\(Route.amount(low, unit)) to \(Route.amount(high, unit)))" }
      if let interval { text += ", 90 % interval \(interval)" }
      return text + "."
    }
  }

  func lead(_ history: RouteHistory, products: ProductBook) -> Lead? {
    // All goods of a route, or goods of concern; a record of every code would bury these.
    if history.product != SeriesBook.total, [GoodsClass.noConcern, nil].contains(products.entry(history.product)?.goodsClass) { return nil }
    if history.spansEditions, products.isMoved(history.product) { return nil }
    let full = record(history, history.lastFullYear.flatMap(Period.year))
    let current = history.lastStretch
    let running = current.flatMap { record(history, $0) }
    guard var lead = [running, full].compactMap(\.self).max(by: { ($0.earlier, $0.period.to) < ($1.earlier, $1.period.to) }) else { return nil }
    if let current { lead.outlook = outlook(history, current) }
    if let current, current.from.year == lead.period.from.year + 1, let now = history.sum(over: current),
      let then = current.shifted(years: -1).flatMap(history.sum), then > 0, now < then
    {
      lead.fall = (current, now / then)
    }
    return lead
  }

  private func record(_ history: RouteHistory, _ period: Period?) -> Lead? {
    guard let period, let amount = history.sum(over: period), amount >= minimum else { return nil }
    var earlier: [(period: Period, amount: Double)] = []
    for year in history.firstYear..<max(history.firstYear, period.from.year) {
      if let one = period.shifted(years: year - period.from.year), let sum = history.sum(over: one) { earlier.append((one, sum)) }
    }
    guard earlier.count >= self.history, let best = earlier.max(by: { $0.amount < $1.amount }), best.amount > 0,
      amount >= times * best.amount
    else { return nil }
    var rises = 0
    var above = (year: period.from.year, amount: amount)
    for one in earlier.reversed() {
      guard above.amount > one.amount, above.year == one.period.from.year + 1 else { break }
      rises += 1
      above = (one.period.from.year, one.amount)
    }
    let covered = Set(earlier.map(\.period.from.year))
    let lacking = (earlier[0].period.from.year..<period.from.year).filter { !covered.contains($0) }
    return Lead(
      history: history, period: period, amount: amount, best: best.amount, bestPeriod: best.period, earlier: earlier.count,
      firstYear: earlier[0].period.from.year, rises: rises, lacking: lacking)
  }

  private func outlook(_ history: RouteHistory, _ soFar: Period) -> Outlook? {
    guard let amount = history.sum(over: soFar), amount > 0 else { return nil }
    var years: [(months: Double, whole: Double)] = []
    for year in history.firstYear..<max(history.firstYear, soFar.from.year) {
      if let same = soFar.shifted(years: year - soFar.from.year), let months = history.sum(over: same),
        let all = Period.year(year).flatMap(history.sum)
      {
        years.append((months, all))
      }
    }
    guard let shape = SeasonalShape(years), let year = shape.year(from: amount) else { return nil }
    let unit = SeriesPublisher.Unit.money(history.currency)
    let interval = shape.interval(from: amount).map { "\(Route.amount($0.low, unit)) to \(Route.amount($0.high, unit))" }
    return Outlook(
      year: soFar.from.year, soFar: soFar, amount: amount, estimate: year.estimate, low: year.low, high: year.high, interval: interval,
      years: shape.parts.count, before: Period.year(soFar.from.year - 1).flatMap(history.sum))
  }
}
