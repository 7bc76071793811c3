// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Statistics
import Trade
import Warehouse

extension MirrorGap {
  struct Lead: Sendable {
    enum Kind: Sendable {
      /// The silent side, the sum of the other since, and the ratio (silent over speaking) of before.
      case stopped(silent: MirrorPair.Side, last: Month, sum: Double, ratio: Double)
      /// Gap of the last common year, of the year before, the middle of all months before and their number, and robust z.
      case apart(gap: Double, before: Double, usual: Double, months: Int, z: Double)
      /// Gap of a product, the median of the others, robust z, and how many others.
      case goods(gap: Double, centre: Double, z: Double, others: Int)
    }

    var pair: MirrorPair
    var kind: Kind
    var product: String?
    var period: Period
    var value: Double
    var low: Double?
    var high: Double?

    var key: String {
      let name =
        switch kind {
        case .stopped: "stopped"
        case .apart: "apart"
        case .goods: "goods"
        }
      return [pair.exports, pair.imports, pair.origin, pair.destination, name, product ?? "all"].joined(separator: ":")
    }

    var score: Double {
      func far(_ z: Double) -> Double { 0.7 + 0.3 * min(1, z.magnitude / 10) }
      let weight =
        switch kind {
        case .stopped: 0.8
        case .apart(_, _, _, _, let z): 0.6 * far(z)
        case .goods(_, _, let z, _): 0.5 * far(z)
        }
      return pair.grade.weight * weight * min(1, 0.6 + Double(pair.common.count) / 60)
    }

    var sides: [MirrorPair.Side] {
      if case .stopped(let silent, _, _, _) = kind { return [silent == .exporter ? .importer : .exporter] }
      return [.exporter, .importer]
    }

    var label: String {
      switch kind {
      case .stopped: "what the silent side would have stated, by the ratio of before"
      case .apart, .goods: "imports over exports, freight and insurance taken out"
      }
    }

    var unit: String { if case .stopped = kind { pair.currency } else { "times" } }

    func title(name: String?) -> String {
      let (origin, destination) = (Wording.place(pair.origin), Wording.place(pair.destination))
      let route = Wording.route(pair.origin, pair.destination)
      return switch kind {
      case .stopped(let silent, _, _, _):
        "\(route): \(silent == .exporter ? origin : destination) stopped publishing; \(silent == .exporter ? destination : origin) shows what passed since"
      case .apart(let gap, _, let usual, _, _):
        "\(route): the two sides' figures \(gap.magnitude > usual.magnitude ? "drift apart" : "have come closer than they used to be")"
      case .goods: "\(route), \(name ?? ""): the two sides differ as for few other goods"
      }
    }

    func sentences(name: String?, cif: Double) -> [String] {
      let unit = SeriesPublisher.Unit.money(pair.currency)
      let common = pair.common
      let (origin, destination) = (Wording.place(pair.origin), Wording.place(pair.destination))
      let overlap = Month.period(common[0], common[common.count - 1]).map { Wording.time($0) } ?? ""
      switch kind {
      case .stopped(let silent, let last, let sum, let ratio):
        let (quiet, loud) = silent == .exporter ? (origin, destination) : (destination, origin)
        let whose = Wording.whose(silent == .exporter ? pair.origin : pair.destination)
        let flow = silent == .exporter ? "imports from" : "exports to"
        var text = [
          "\(whose) own figures of the trade from \(pair.words) end with \(last.period.map { Wording.time($0) } ?? ""); seen through \(loud), its \(flow) \(quiet) came to \(Route.amount(sum, unit)) in \(Wording.time(period)).",
          "In the \(Wording.number(common.count)) months that both stated (\(overlap)) \(quiet) stated \(Route.times(ratio)) times what \(loud) did;",
        ]
        text[1] += " by that it would have stated about \(Route.amount(value, unit))"
        if let low, let high { text[1] += " (\(Route.amount(low, unit)) to \(Route.amount(high, unit)), the middle 80 % of the ratios)" }
        text[1] += "."
        return text
      case .apart(let gap, let before, let usual, let months, let z):
        return [
          "From \(pair.words), \(destination) states \(Route.times(exp(gap))) times what \(origin) states in \(Wording.time(period)) (freight and insurance taken out), against \(Route.times(exp(before))) in the same months a year before and \(Route.times(exp(usual))) in the middle of the \(Wording.number(months)) months before.",
          "That is \(Wording.number(z.magnitude)) robust standard errors from these earlier months; the two sides' common months are of \(overlap).",
        ]
      case .goods(let gap, let centre, let z, let others):
        return [
          "From \(pair.words), of \(name ?? "these goods") \(destination) states \(Route.times(exp(gap))) times what \(origin) states in \(Wording.time(period)) (freight and insurance taken out); for the route's \(Wording.number(others)) other kinds of goods it is \(Route.times(exp(centre))) in the middle.",
          "That is \(Wording.number(z.magnitude)) robust standard deviations away.",
        ]
      }
    }
  }

  /// One side's figures end, and the other's go on.
  func stopped(_ pair: MirrorPair) -> Lead? {
    guard let out = pair.exported.keys.max(), let into = pair.imported.keys.max(), (out.number - into.number).magnitude >= ahead else {
      return nil
    }
    let silent: MirrorPair.Side = out < into ? .exporter : .importer
    let last = min(out, into)
    let since = (silent == .exporter ? pair.imported : pair.exported).filter { $0.key > last }
    // Months that the speaking side lacks, too, would be taken for nothing.
    guard let end = since.keys.max(), since.count == end.number - last.number, let period = Month.period(last.adding(1), end) else { return nil }
    let ratios = ratios(pair, silent: silent)
    guard let middle = Descriptive.median(ratios), let low = Descriptive.quantile(ratios, 0.1), let high = Descriptive.quantile(ratios, 0.9)
    else { return nil }
    let sum = since.values.reduce(0, +)
    return Lead(
      pair: pair, kind: .stopped(silent: silent, last: last, sum: sum, ratio: middle), period: period, value: sum * middle,
      low: sum * low, high: sum * high)
  }

  /// Silent over speaking side, by year from three years on, else by month; as stated, with freight and insurance left in.
  private func ratios(_ pair: MirrorPair, silent: MirrorPair.Side) -> [Double] {
    func ratio(_ months: [Month]) -> Double? {
      guard let gap = pair.gap(months) else { return nil }
      let ratio = exp(gap) * pair.adjustment
      return silent == .importer ? ratio : 1 / ratio
    }
    let years = Dictionary(grouping: pair.common, by: \.year).filter { $0.value.count == 12 }
    return years.count >= 3 ? years.sorted { $0.key < $1.key }.compactMap { ratio($0.value) } : pair.common.compactMap { ratio([$0]) }
  }

  func apart(_ pair: MirrorPair) -> Lead? {
    let common = pair.common
    guard common.count >= 24, let last = common.last else { return nil }
    let recent = (0..<12).map { last.adding(-$0) }.reversed() as [Month]
    let before = recent.map { $0.adding(-12) }
    guard recent.allSatisfy({ pair.exported[$0] != nil && pair.imported[$0] != nil }),
      before.allSatisfy({ pair.exported[$0] != nil && pair.imported[$0] != nil }),
      let gap = pair.gap(recent), let then = pair.gap(before), let period = Month.period(recent[0], last),
      max(recent.reduce(0) { $0 + (pair.exported[$1] ?? 0) }, recent.reduce(0) { $0 + (pair.imported[$1] ?? 0) }) >= minimum
    else { return nil }
    // What the route is used to, month by month; months that follow each other tell less than as many apart.
    let usual = common.filter { $0 < recent[0] }.compactMap { pair.gap([$0]) }
    let now = recent.compactMap { pair.gap([$0]) }
    guard usual.count >= 24, now.count == 12, let scale = RobustScale(usual), let mean = Descriptive.mean(now) else { return nil }
    let score = (mean - scale.centre) / (scale.spread * Self.error(of: usual))
    guard score.magnitude >= z, (mean - scale.centre).magnitude >= 0.1 else { return nil }
    return Lead(
      pair: pair, kind: .apart(gap: gap, before: then, usual: scale.centre, months: usual.count, z: score), period: period, value: exp(gap))
  }

  /// The standard error of the mean of twelve months less the median of the earlier ones, in standard deviations of a month:
  /// √((1 + r)/(1 − r) · (1/12 + π/2m)), with r the first-order correlation of the m earlier months, corrected for its bias.
  static func error(of earlier: [Double]) -> Double {
    let m = Double(earlier.count)
    let mean = Descriptive.mean(earlier) ?? 0
    let found = BreakTest.correlation(earlier.map { $0 - mean })
    let r = min(0.9, max(0, found + (1 + 3 * found) / m))
    return ((1 + r) / (1 - r) * (1.0 / 12 + Double.pi / (2 * m))).squareRoot()
  }

  /// Products of the route's last common year that are apart as few others are.
  func goods(_ pair: MirrorPair, products names: ProductBook, at desk: any Desk) async throws -> [Lead] {
    // Twelve months that both sides have: a month of one side only would pass for a gap in all goods.
    let common = Set(pair.common)
    guard let digits = pair.digits, let last = common.max(), (0..<12).allSatisfy({ common.contains(last.adding(-$0)) }),
      let period = Month.period(last.adding(-11), last)
    else { return [] }
    func side(_ side: MirrorPair.Side) -> SQL {
      let source = side == .exporter ? pair.exports : pair.imports
      return """
        SELECT substr(goods_code, 1, \(digits)) AS product, sum(value) AS amount, min(coalesce(hs_edition, '')) AS first_edition,
          max(coalesce(hs_edition, '')) AS last_edition FROM record
        WHERE \(fragment: MirrorPair.usable(asOf: desk.asOf)) AND flow = \(side == .exporter ? "export" : "import")
          AND (source = \(source) OR source LIKE \(source + "/%")) AND origin = \(pair.origin) AND destination = \(pair.destination)
          AND goods_code <> 'TOTAL' AND length(goods_code) >= \(digits) AND period_from >= \(period.from) AND period_from <= \(period.to)
        GROUP BY 1
        """
    }
    let table = try await desk.table(
      """
      SELECT e.product, e.amount AS exported, i.amount AS imported,
        CASE WHEN e.first_edition = i.first_edition AND e.last_edition = i.last_edition AND e.first_edition = e.last_edition THEN 1 ELSE 0 END AS same
      FROM (\(fragment: side(.exporter))) AS e JOIN (\(fragment: side(.importer))) AS i ON i.product = e.product
      WHERE e.amount > 0 AND i.amount > 0 AND (e.amount >= \(minimum) OR i.amount >= \(minimum)) ORDER BY e.product
      """)
    let (products, same) = (try table.words("product"), try table.counts("same"))
    let (imported, exported) = (try table.doubles("imported"), try table.doubles("exported"))
    // A heading that holds other goods in the edition of the other side is no gap.
    let rows = products.indices.filter { same[$0] == 1 || !names.isMoved(products[$0]) }
    let codes = rows.map { products[$0] }
    let gaps = rows.map { log((imported[$0] ?? 1) / pair.adjustment / (exported[$0] ?? 1)) }
    guard codes.count >= 10, let scale = RobustScale(gaps) else { return [] }
    return zip(codes, gaps).compactMap { code, gap in
      let score = scale.z(gap)
      guard score.magnitude >= z else { return nil }
      return Lead(
        pair: pair, kind: .goods(gap: gap, centre: scale.centre, z: score, others: codes.count - 1), product: code, period: period,
        value: exp(gap))
    }
  }
}
