// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Trade

extension EventAlignment {
  struct Others: Sendable, Hashable {
    var asMuch = 0
    var count = 0
  }

  struct Lead: Sendable {
    var series: MonthlySeries
    var grade: EvidenceGrade
    var event: DatedEvent
    /// Places of months in the series.
    var date: Int
    var interval: ClosedRange<Int>
    /// How many times the level before.
    var level: Double
    var adjusted: Double
    /// p of placebo dates and of placebo goods; nil with too few others for a p of 0.05.
    var dates: Double?
    var goods: Double?
    /// How many other dates and goods there are, and how many of them show as much.
    var otherDates = Others()
    var otherGoods = Others()
    var isStrong: Bool
    /// One of the two tests says that other dates or other goods mostly show less.
    var isSupported: Bool
    var tested: Int
    /// Months between the event's beginning and the break, one more where the event came after it.
    var distance: Int
    /// Titles of other events that the same break coincides with.
    var otherEvents: [String] = []

    /// What the change of level comes to in a year, at the mean of the twelve months before the break.
    var yearly: Double? {
      let before = series.amounts[max(0, date - 12)..<date].compactMap(\.self)
      return before.isEmpty ? nil : 12 * (level - 1).magnitude * before.reduce(0, +) / Double(before.count)
    }

    var score: Double {
      grade.weight * ((isStrong ? 0.9 : 0.6) + (interval.count <= 3 ? 0.1 : 0))
    }
  }

  private struct Tested {
    var series: MonthlySeries
    var scan: BreakTest.Scan
    /// |t| at each of the test's dates.
    var ts: [Double]
    var p: Double
  }

  /// All series of a source under one kind of break.
  private struct Round {
    var test: BreakTest
    var tested: [Tested]
    var adjusted: [Double]
  }

  func leads(of index: Int, book: SeriesBook, products: ProductBook, events: [DatedEvent]) -> [Lead] {
    let publisher = book.publishers[index]
    let usable = book.series.compactMap { series -> (MonthlySeries, [Double])? in
      guard series.publisher == index, !(publisher.spansEditions && products.isMoved(series.product)) else { return nil }
      return logs(series, publisher).map { (series, $0) }
    }
    var rounds: [Int: Round?] = [:]
    var leads: [Lead] = []
    for event in events.sorted(by: { $0.id < $1.id }) {
      // An event that lasts and is over may show in a level that shifts for as long, or for good; two looks, twice the p.
      var found: [String: Lead] = [:]
      let widths = Self.widths(event, publisher)
      for width in widths {
        let round = rounds[width ?? 0] ?? round(width, usable, publisher)
        rounds[width ?? 0] = round
        guard let round else { continue }
        for lead in self.leads(event, round, looks: widths.count, publisher)
        where Self.concerns(event, lead.series, publisher, products) && found[lead.series.key].map({ ($0.score, -$0.adjusted) < (lead.score, -lead.adjusted) }) ?? true {
          found[lead.series.key] = lead
        }
      }
      leads += found.values.sorted { $0.series.key < $1.series.key }
    }
    return leads
  }

  /// Whether the event can bear on the series, as far as the case says what it is about.
  private static func concerns(
    _ event: DatedEvent, _ series: MonthlySeries, _ publisher: SeriesPublisher, _ products: ProductBook
  ) -> Bool {
    let goods = products.entry(series.product)?.goods ?? []
    let isOfGoods = event.goods.isEmpty || event.goods.contains { word in
      word.hasPrefix("hs:") ? series.product.hasPrefix(word.dropFirst(3)) : goods.contains(word)
    }
    // Where goods go, when the records say so: to the partner of who exports, to who imports.
    let destinations = publisher.flow == "import" ? publisher.reporters : [series.partner].compactMap(\.self)
    return isOfGoods
      && (event.destinations.isEmpty || destinations.isEmpty || destinations.contains { event.destinations.contains($0) })
  }

  /// A break that coincides with several events is told once, with the nearest, of two as near with that which came before it.
  /// Where the nearest could not be tested, a farther one that was is not told in its stead.
  static func nearest(_ leads: [Lead]) -> [Lead] {
    Dictionary(grouping: leads, by: \.series.key).sorted { $0.key < $1.key }.compactMap { _, same in
      let sorted = same.sorted { ($0.distance, -$0.score, $0.event.id) < ($1.distance, -$1.score, $1.event.id) }
      guard var first = sorted.first, first.isSupported else { return nil }
      first.otherEvents = sorted.dropFirst().map(\.event.title)
      return first
    }
  }

  private static func widths(_ event: DatedEvent, _ publisher: SeriesPublisher) -> [Int?] {
    let (start, end) = (Month(of: event.period.from), Month(of: event.period.to))
    let width = end.number - start.number + 1
    return (2...24).contains(width) && end < publisher.months.upperBound ? [nil, width] : [nil]
  }

  private func round(_ width: Int?, _ usable: [(MonthlySeries, [Double])], _ publisher: SeriesPublisher) -> Round? {
    let count = publisher.count
    let seasons = (0..<count).map { publisher.months.lowerBound.adding($0).season }
    guard let test = BreakTest(count: count, seasons: count >= 36 ? seasons : nil, trim: trim, width: width) else { return nil }
    guard !usable.isEmpty else { return nil }
    let calibration = test.calibration(seed: UInt64(seed))
    var nulls: [Int: [Double]] = [:]
    var tested: [Tested] = []
    for (series, y) in usable {
      guard let scan = test.scan(y) else { continue }
      let tenth = BreakTest.tenth(scan.residuals, calibration: calibration)
      let null = nulls[tenth] ?? test.null(correlation: Double(tenth) / 10, rounds: rounds, seed: UInt64(seed))
      nulls[tenth] = null
      tested.append(Tested(series: series, scan: scan, ts: test.magnitudes(y), p: test.p(scan.supF, null: null)))
    }
    return Round(test: test, tested: tested, adjusted: FalseDiscovery.benjaminiHochberg(tested.map(\.p)))
  }

  private func leads(_ event: DatedEvent, _ round: Round, looks: Int, _ publisher: SeriesPublisher) -> [Lead] {
    let first = publisher.months.lowerBound.number
    let (start, end) = (Month(of: event.period.from).number - first, Month(of: event.period.to).number - first)
    guard round.test.candidates.contains(start) else { return [] }
    let window = start...min(publisher.count - 1, max(start + lag, min(end, start + 12)))
    let months = EventMonths(of: start, lag: lag, in: round.test.dates)
    let highest = round.tested.map { months.highest($0.ts) }
    var leads: [Lead] = []
    for (place, one) in round.tested.enumerated() {
      let adjusted = min(1, round.adjusted[place] * Double(looks))
      guard adjusted <= p else { continue }
      let date = round.test.candidates[one.scan.best]
      let shift = one.scan.shift[one.scan.best]
      let interval = BreakTest.interval(
        around: date, shift: shift, longRunVariance: Self.longRun(one.scan.residuals), count: publisher.count)
      guard interval.count <= 12, interval.overlaps(window), window.contains(date) || interval.contains(start) else { continue }
      let (otherDates, otherGoods) = (months.placebos(one.ts), highest.indices.filter { $0 != place }.map { highest[$0] })
      let dates = Self.placebo(highest[place], among: otherDates)
      let goods = Self.placebo(highest[place], among: otherGoods)
      func others(_ values: [Double]) -> Others { Others(asMuch: values.count { $0 >= highest[place] }, count: values.count) }
      let passed = [dates, goods].count { $0.map { $0 <= p } ?? false }
      guard passed > 0 || dates == nil else { continue }
      leads.append(
        Lead(
          series: one.series, grade: publisher.grade, event: event, date: date, interval: interval, level: exp(shift),
          adjusted: adjusted, dates: dates, goods: goods, otherDates: others(otherDates), otherGoods: others(otherGoods), isStrong: passed == 2, isSupported: passed > 0, tested: round.tested.count,
          distance: start <= date ? date - start : start - date + 1))
    }
    return leads
  }

  /// Nil where even a shift beyond all others could not come to a p of 0.05.
  private static func placebo(_ own: Double, among others: [Double]) -> Double? {
    others.count >= 19 ? FalseDiscovery.placebo(own, among: others) : nil
  }

  /// The months of an event and, to compare, as many months on end at every other time.
  private struct EventMonths {
    private let own: [Int]
    private let others: [[Int]]

    /// - Parameter dates: in order; places in them are kept.
    init(of start: Int, lag: Int, in dates: [Int]) {
      func places(_ from: Int) -> [Int] { dates.indices.filter { (from...(from + lag)).contains(dates[$0]) } }
      own = places(start)
      others = dates.filter { $0 + lag < start - 3 || $0 > start + lag + 3 }.map(places).filter { $0.count == lag + 1 }
    }

    /// The highest |t| in the months of the event.
    func highest(_ ts: [Double]) -> Double { own.map { ts[$0] }.max() ?? 0 }

    func placebos(_ ts: [Double]) -> [Double] { others.map { places in places.map { ts[$0] }.max() ?? 0 } }
  }

  /// ln of the amounts, with a small constant so that months of nothing stay in. Nil where months are undisclosed, most
  /// are empty or little is traded.
  private func logs(_ series: MonthlySeries, _ publisher: SeriesPublisher) -> [Double]? {
    let amounts = series.amounts.compactMap(\.self)
    guard amounts.count == series.amounts.count - publisher.gaps.count, series.stated * 5 >= series.records * 4 else { return nil }
    let some = amounts.filter { $0 > 0 }
    let least = publisher.unit == .records ? 2 : minimum
    guard some.count * 2 >= amounts.count, let median = Descriptive.median(some), amounts.reduce(0, +) >= least * Double(amounts.count)
    else { return nil }
    return Self.filled(series.amounts.map { amount in amount.map { log(1 + max($0, 0) / (0.01 * median)) } })
  }

  /// Months that the source lacks lie on the line between their neighbours: at most two on end, and never at an end.
  static func filled(_ logs: [Double?]) -> [Double]? {
    var result: [Double] = []
    for (place, value) in logs.enumerated() {
      if let value {
        result.append(value)
      } else {
        guard let before = result.last, let next = logs[place...].firstIndex(where: { $0 != nil }), let after = logs[next] else { return nil }
        result.append(before + (after - before) / Double(next - place + 1))
      }
    }
    return result
  }

  /// Long-run variance: Bartlett weights, lags by the rule of Newey and West (1994), ⌊4 (n/100)^(2/9)⌋.
  static func longRun(_ residuals: [Double]) -> Double {
    let n = residuals.count
    let lags = Int((4 * pow(Double(n) / 100, 2.0 / 9)).rounded(.down))
    var sum = residuals.reduce(0) { $0 + $1 * $1 }
    let variance = sum / Double(n)
    for lag in 1...max(1, lags) where lag < n {
      let weight = 1 - Double(lag) / Double(lags + 1)
      sum += 2 * weight * (lag..<n).reduce(0) { $0 + residuals[$1] * residuals[$1 - lag] }
    }
    return max(sum / Double(n), variance / 4)
  }
}
