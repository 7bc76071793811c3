// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Trade
import Warehouse

extension Diversion {
  /// One source's exports, before and since.
  struct Field: Sendable {
    /// Index into the book's publishers.
    var publisher: Int
    var source: String
    var before, now: Period
    /// Products of which exports to the target fell, by code.
    var fallen: [String]
    /// What the target lost over these.
    var loss: Double
    /// Products with as large exports that did not fall.
    var kept: [String]
    var partners: [Partner]
    var moved: Int
    /// What the exporters sent of the fallen goods, by partner and product.
    var sent: [[String]: (before: Double, now: Double)] = [:]
    /// Months that the source does not have, left out of all years.
    var lacking: [Month]
    /// Pairs of a partner and a product of which months are undisclosed.
    var unknown: Set<[String]>

    var caveats: [String] {
      var caveats: [String] = []
      if moved > 0 {
        caveats.append("\(Wording.count(moved, "kind")) of goods are of headings that hold other goods in another edition of the codes and are left out.")
      }
      if !unknown.isEmpty {
        caveats.append("\(Wording.count(unknown.count, "series", "series")) of a partner and a kind of goods leave months undisclosed and are left out, not taken for nothing.")
      }
      let months = lacking.compactMap(\.period).map { Wording.time($0) }
      if !months.isEmpty {
        caveats.append("The source lacks \(Wording.list(months, most: 12)); typical multiples, ratios and shares are without these months in all years.")
      }
      return caveats
    }
  }

  /// What became of exports to one other country.
  struct Partner: Sendable, Hashable {
    var country: String
    /// How many of the fallen goods it buys.
    var goods: Int
    var typical, low, high: Double
    var breadth: Double
    var breadthBefore: Double?
    var breadthP: Double?
    /// ln, against the other partners; nil without others.
    var excess: Double?
    /// ln, against goods that did not fall; nil with fewer than five of these.
    var difference: Double?
    var gain: Double
    var substitution: Double
  }

  struct Lead: Sendable {
    var field: Field
    var partner: Partner

    var key: String { "\(field.source):\(partner.country)" }

    var score: Double {
      EvidenceGrade.statistic.weight
        * (0.5 + 0.25 * min(1, max(0, partner.typical.logarithm / 8.0.logarithm)) + 0.25 * min(1, max(0, partner.substitution / 0.1)))
    }
  }

  /// Amounts of one product and partner: a year before the earlier months (nil when not covered), before, since.
  private struct Amounts {
    var prior: Double?
    var before, now: Double
  }

  /// Nil when the source does not cover the months, or too few goods fell.
  func field(_ index: Int, book: SeriesBook, products: ProductBook) -> Field? {
    let publisher = book.publishers[index]
    guard case .money = publisher.unit else { return nil }
    let start = Month(onOrAfter: since)
    let end = min(publisher.months.upperBound, start.adding(months - 1))
    guard start.adding(-12) >= publisher.months.lowerBound, end.number - start.number >= 2,
      let now = Month.period(start, end), let before = Month.period(start.adding(-12), end.adding(-12))
    else { return nil }
    let first = publisher.months.lowerBound.number
    // Months that the source lacks in one of the years are left out of all.
    let hasPrior = start.number - first >= 24
    let lacking = publisher.gaps.filter { $0 >= start.adding(hasPrior ? -24 : -12) && $0 <= end }
    let places = (start.number...end.number).filter { month in
      !(0...(hasPrior ? 2 : 1)).contains { lacking.contains(Month(month - 12 * $0)) }
    }.map { $0 - first }
    guard places.count > 2 else { return nil }
    func sum(_ series: MonthlySeries, back years: Int) -> Double? {
      places[0] - 12 * years < 0 ? nil : series.sum(places.map { $0 - 12 * years })
    }
    var amounts: [String: [String: Amounts]] = [:]
    var unknown: Set<[String]> = []
    var moved: Set<String> = []
    for series in book.series where series.publisher == index && series.product != SeriesBook.total {
      guard let partner = series.partner else { continue }
      if publisher.spansEditions, products.isMoved(series.product) {
        moved.insert(series.product)
        continue
      }
      // A product whose months are undisclosed somewhere can't be followed.
      guard let before = sum(series, back: 1), let now = sum(series, back: 0) else {
        unknown.insert([partner, series.product])
        continue
      }
      amounts[partner, default: [:]][series.product] = Amounts(prior: sum(series, back: 2), before: before, now: now)
    }
    guard let direct = amounts.removeValue(forKey: target), !amounts.isEmpty else { return nil }
    let large = direct.filter { $0.value.before >= minimum }
    let fallen = large.filter { $0.value.now < (1 - drop) * $0.value.before }
    guard fallen.count >= leastGoods else { return nil }
    let kept = large.keys.filter { fallen[$0] == nil }.sorted()
    var field = Field(
      publisher: index, source: publisher.source, before: before, now: now, fallen: fallen.keys.sorted(),
      loss: fallen.values.reduce(0) { $0 + $1.before - $1.now }, kept: kept, partners: [], moved: moved.count, lacking: lacking.sorted(), unknown: unknown)
    for (country, own) in amounts {
      for product in field.fallen { if let amount = own[product] { field.sent[[country, product]] = (amount.before, amount.now) } }
    }
    for country in amounts.keys.sorted() {
      if let partner = partner(country, amounts: amounts, field: field, hasPrior: hasPrior) { field.partners.append(partner) }
    }
    return field
  }

  private func change(_ now: Double, _ before: Double) -> Double { log((now + minimum / 100) / (before + minimum / 100)) }

  private func partner(_ country: String, amounts: [String: [String: Amounts]], field: Field, hasPrior: Bool) -> Partner? {
    let own = amounts[country] ?? [:]
    func bought(_ products: [String]) -> [String] {
      products.filter { product in own[product].map { $0.before + $0.now >= minimum / 2 } ?? false }
    }
    let goods = bought(field.fallen)
    guard goods.count >= leastGoods else { return nil }
    let changes = goods.map { change(own[$0]?.now ?? 0, own[$0]?.before ?? 0) }
    guard let middle = Descriptive.median(changes),
      let interval = Bootstrap.interval(changes, rounds: 999, seed: UInt64(seed), { Descriptive.median($0) })
    else { return nil }
    let doubled = changes.count { $0 >= log(2) }
    // The same goods a year earlier, by the same rule: what of doubling is usual.
    let earlier = hasPrior ? field.fallen.filter { product in own[product].map { ($0.prior ?? 0) + $0.before >= minimum / 2 } ?? false } : []
    let doubledEarlier = earlier.count { change(own[$0]?.before ?? 0, own[$0]?.prior ?? 0) >= log(2) }
    let usual = earlier.count >= leastGoods ? Double(doubledEarlier) / Double(earlier.count) : nil
    let others = amounts.filter { $0.key != country }
    let excesses = others.isEmpty
      ? []
      : zip(goods, changes).compactMap { product, change in
        // Who buys nothing of it has no change; whose months are undisclosed is not known.
        Descriptive.median(
          others.filter { !field.unknown.contains([$0.key, product]) }
            .map { self.change($0.value[product]?.now ?? 0, $0.value[product]?.before ?? 0) }
        ).map { change - $0 }
      }
    let rest = bought(field.kept).map { change(own[$0]?.now ?? 0, own[$0]?.before ?? 0) }
    let gain = field.fallen.reduce(0.0) { $0 + (own[$1]?.now ?? 0) - (own[$1]?.before ?? 0) }
    return Partner(
      country: country, goods: goods.count, typical: exp(middle), low: exp(interval.low), high: exp(interval.high),
      breadth: Double(doubled) / Double(goods.count), breadthBefore: usual,
      // With no doubling at all a year earlier, half a doubling stands for what is usual.
      breadthP: usual.map { Binomial.atLeast(doubled, of: goods.count, p: max($0, 0.5 / Double(earlier.count))) },
      excess: Descriptive.median(excesses), difference: rest.count >= 5 ? Descriptive.median(rest).map { middle - $0 } : nil,
      gain: gain, substitution: field.loss > 0 ? gain / field.loss : 0)
  }

  func rows(_ field: Field, _ partner: Partner, _ publisher: SeriesPublisher, asOf: Day) -> Stage {
    Stage(
      name: "diversion/rows", grain: "one row a record of exports of the fallen goods to the partner or the target",
      sql: """
        SELECT source, "row" FROM record
        WHERE \(fragment: publisher.condition(asOf: asOf)) AND destination IN (\(list: [partner.country, target]))
          AND substr(goods_code, 1, 6) IN (\(list: field.fallen))
          AND ((period_from >= \(field.now.from) AND period_from <= \(field.now.to))
            OR (period_from >= \(field.before.from) AND period_from <= \(field.before.to)))
        """)
  }
}
