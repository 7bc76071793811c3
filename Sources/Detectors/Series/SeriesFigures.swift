// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// The figures under a finding about a series: value, quantity and price of one period against another, by measures.
struct SeriesFigures: Sendable {
  var publisher: SeriesPublisher
  var partner: String?
  var product: String

  init(_ publisher: SeriesPublisher, _ partner: String?, _ product: String) {
    self.publisher = publisher
    self.partner = partner
    self.product = product
  }

  var which: Selection { publisher.selection(partner: partner, product: product) }

  /// The rows of the series in some months.
  func rows(_ periods: [Period], asOf: Day) -> Stage {
    var conditions: [SQL] = [publisher.condition(asOf: asOf)]
    if let partner { conditions.append("\(fragment: publisher.partnerColumn) = \(partner)") }
    if product == SeriesBook.total {
      conditions.append("(goods_code IS NULL OR goods_code = 'TOTAL')")
    } else {
      conditions.append("substr(goods_code, 1, 6) = \(product)")
    }
    let times = periods.map { period -> SQL in "(period_from >= \(period.from) AND period_from <= \(period.to))" }
    conditions.append("(\(fragment: times.joined(separator: " OR ")))")
    return Stage(
      name: "series/rows", grain: "one row a record of the series",
      sql: "SELECT source, \"row\" FROM record WHERE \(fragment: conditions.joined(separator: " AND "))")
  }

  /// The amount in both periods and their multiple, by measures, or from the series where the measure refuses (then why is
  /// said in the caveats).
  @discardableResult
  func multiple(
    _ label: String, now: Period, then: Period, as value: Double, into sheet: inout FigureSheet, at desk: any Desk
  ) async throws -> Figure {
    let measure = Measure(of: publisher.unit.what, how: .multiple, which: which, period: now, against: then)
    do {
      let answer = try await desk.answer(measure)
      var figure = answer.figure
      figure.label = label
      sheet.add(figure)
      for (part, period) in zip(answer.parts, [now, then]) {
        var part = part
        part.label = "\(publisher.unit.what.rawValue) in \(Wording.time(period))"
        sheet.add(part)
      }
      return figure
    } catch let error as MeasureError {
      let stage = rows([now, then], asOf: desk.asOf)
      let figure = try await Figure.from(
        stage, label: label, value: value, unit: "times", at: desk,
        caveats: ["Of the records that state their \(publisher.unit.what.rawValue) only; a measure over all of them says: \(error.message)"])
      sheet.add(figure)
      return figure
    }
  }

  /// What became of quantity and price, in a sentence: a value can rise by either.
  func quantityAndPrice(now: Period, then: Period, into sheet: inout FigureSheet, at desk: any Desk) async throws -> String {
    guard case .money = publisher.unit else { return "Values are not stated, so that nothing can be said of prices." }
    for (what, label) in [(Measure.What.quantity, "quantity"), (.weight, "weight")] {
      guard
        let amount = try? await desk.answer(Measure(of: what, how: .multiple, which: which, period: now, against: then)),
        let times = amount.figure.value,
        let priceNow = try? await desk.answer(Measure(of: what, how: .unitValue, which: which, period: now)),
        let priceThen = try? await desk.answer(Measure(of: what, how: .unitValue, which: which, period: then)),
        let one = priceNow.figure.value, let other = priceThen.figure.value, other > 0, priceNow.figure.unit == priceThen.figure.unit
      else { continue }
      var (amountFigure, nowFigure, thenFigure) = (amount.figure, priceNow.figure, priceThen.figure)
      amountFigure.label = "\(label) multiple"
      nowFigure.label = "unit value in \(Wording.time(now))"
      thenFigure.label = "unit value in \(Wording.time(then))"
      for figure in [amountFigure, nowFigure, thenFigure] { sheet.add(figure) }
      return "By \(label) it is \(Route.times(times)) times as much, and a unit costs \(Route.times(one / other)) times what it did"
        + " (\(Wording.amount(nowFigure)) against \(Wording.amount(thenFigure)))."
    }
    return "Quantities are not stated in comparable units, so that more goods can't be told from dearer goods."
  }
}
