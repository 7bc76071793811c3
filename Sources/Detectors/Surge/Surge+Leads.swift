// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Trade

extension Double {
  var logarithm: Double { log(self) }
}

extension Surge {
  struct Lead: Sendable {
    var series: MonthlySeries
    var grade: EvidenceGrade
    var period: Period
    var before: Period
    var now: Double
    var then: Double
    /// p against its own history, adjusted over the source's series.
    var adjusted: Double
    /// The share of other series with as high a multiple; nil with too few others.
    var others: Double?
    /// How many others there are, and how many of them have a lower one.
    var compared: Int = 0
    var lower: Int = 0
    var highestBefore: Double?
    /// Years in the regression.
    var years: Int

    var multiple: Double { now / then }
    var coverage: Double { series.records == 0 ? 0 : Double(series.stated) / Double(series.records) }
  }

  /// What became of the series of a source.
  struct Tally: Sendable {
    var tested = 0
    var new = 0
    var undisclosed = 0
    var moved = 0

    var caveats: [String] {
      var caveats: [String] = []
      if new > 0 { caveats.append("\(Wording.count(new, "series", "series")) of the source have nothing in the earlier months and can't be compared.") }
      if undisclosed > 0 { caveats.append("\(Wording.count(undisclosed, "series", "series")) leave months undisclosed and are not compared.") }
      if moved > 0 {
        caveats.append("\(Wording.count(moved, "series", "series")) are of headings that hold other goods in another edition of the codes and are not compared.")
      }
      return caveats
    }
  }

  /// The months that are compared, and the years in which all of them are covered, last year first.
  struct Window: Sendable, Hashable {
    var seasons: ClosedRange<Int>
    var years: [Int]

    /// - Parameter least: months of the last year that must be covered.
    /// - Parameter gaps: months that the source lacks.
    init?(_ months: ClosedRange<Month>, gaps: Set<Month> = [], least: Int) {
      let (first, last) = (months.lowerBound, months.upperBound)
      var (year, end) = (last.year, last.season)
      if end + 1 < least { (year, end) = (year - 1, 11) }
      // Where the source begins in the middle of the year before, only the months from there on have a counterpart.
      let start = first.year == year - 1 ? first.season : 0
      guard first.year < year, start + 1 < end + 1 else { return nil }
      // A month that is lacking in one of the two years has no counterpart: the longest stretch without one is compared.
      var stretch: ClosedRange<Int>?
      var from = start
      for season in start...end {
        if gaps.contains(Month(year * 12 + season)) || gaps.contains(Month(year * 12 - 12 + season)) {
          from = season + 1
        } else if season - from >= stretch.map({ $0.upperBound - $0.lowerBound }) ?? 1 {
          stretch = from...season
        }
      }
      guard let stretch else { return nil }
      seasons = stretch
      years = []
      var one = year
      while Month(one * 12 + stretch.lowerBound) >= first {
        years.append(one)
        one -= 1
      }
      guard years.count > 1 else { return nil }
    }

    func period(_ year: Int) -> Period? {
      Month.period(Month(year * 12 + seasons.lowerBound), Month(year * 12 + seasons.upperBound))
    }

    /// Places of the months in a publisher's series.
    func places(_ year: Int, from first: Month) -> [Int] { seasons.map { year * 12 + $0 - first.number } }
  }

  func leads(of index: Int, book: SeriesBook, products: ProductBook) -> ([Lead], Tally) {
    let publisher = book.publishers[index]
    var tally = Tally()
    guard let window = Window(publisher.months, gaps: publisher.gaps, least: months), let period = window.period(window.years[0]),
      let before = window.period(window.years[1])
    else { return ([], tally) }
    let first = publisher.months.lowerBound
    let places = window.years.map { window.places($0, from: first) }
    var tested: [(lead: Lead, p: Double)] = []
    for series in book.series where series.publisher == index {
      let rows = places.map { $0.map { series.amounts[$0] } }
      guard let now = series.sum(places[0]), let then = series.sum(places[1]), series.stated * 5 >= series.records * 4 else {
        tally.undisclosed += 1
        continue
      }
      guard max(now, then) >= leastAmount(publisher) else { continue }
      guard then > 0 else {
        tally.new += 1
        continue
      }
      if publisher.spansEditions, products.isMoved(series.product) {
        tally.moved += 1
        continue
      }
      // A year of nothing has no place in a regression on ratios; it ends the history that is looked at.
      let history = rows.prefix { row in row.allSatisfy { $0 != nil } && row.contains { ($0 ?? 0) > 0 } }
        .map { $0.compactMap(\.self) }
      guard now > 0, let counts = SeasonalCounts(history), var p = counts.change(of: 0, against: 1).p else { continue }
      let sums = history.map { $0.reduce(0, +) }
      let growths = zip(sums, sums.dropFirst()).map { ($0 / $1).logarithm }
      if let other = Prediction.p(growths[0], after: Array(growths.dropFirst())), growths.count > 4 { p = max(p, other) }
      let highest = growths.dropFirst().max().map { exp($0) }
      tested.append(
        (
          Lead(
            series: series, grade: publisher.grade, period: period, before: before, now: now, then: then, adjusted: 1, others: nil,
            highestBefore: highest, years: history.count), p
        ))
    }
    tally.tested = tested.count
    let adjusted = FalseDiscovery.benjaminiHochberg(tested.map(\.p))
    let multiples = tested.map(\.lead.multiple).sorted()
    var leads: [Lead] = []
    for (place, entry) in tested.enumerated() {
      var lead = entry.lead
      lead.adjusted = adjusted[place]
      if tested.count > 9 {
        // Itself is among those that are as high, which is the 1 of (1 + #)/(1 + K).
        let below = multiples.partitioningIndex { $0 >= lead.multiple }
        lead.others = Double(multiples.count - below) / Double(multiples.count)
        (lead.compared, lead.lower) = (multiples.count - 1, below)
      }
      guard lead.multiple >= times, lead.adjusted <= q, lead.now >= leastAmount(publisher), lead.others ?? 0 <= others else { continue }
      leads.append(lead)
    }
    return (leads, tally)
  }

  private func leastAmount(_ publisher: SeriesPublisher) -> Double {
    publisher.unit == .records ? 10 : minimum
  }
}

extension Array {
  /// The first place from which on the condition holds, in an array that is parted by it.
  func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
