// SPDX-License-Identifier: Apache-2.0

import Measures

/// Brings what is expected to the unit of a figure, where that can be done in one way only.
enum ExpectationFit {
  /// What kind of number a measure gives, as far as that is known before it is answered.
  enum Kind: Hashable {
    /// +130 %: how much more.
    case growth
    /// A part of a whole.
    case share
    case times
    case money, weight, quantity, records, parties
    /// Money, weight or quantity per unit, or what a publisher states.
    case open
  }

  static func kind(of measure: Measure) -> Kind {
    switch measure.how {
    case .growth, .yearToDate: return .growth
    case .share, .partOfYear: return .share
    case .multiple, .record: return .times
    case .runRate where measure.against != nil: return .times
    case .unitValue: return .open
    case .total, .runRate:
      switch measure.of {
      case .value: return .money
      case .weight: return .weight
      case .quantity: return .quantity
      case .records: return .records
      case .parties: return .parties
      case .indicator: return .open
      }
    }
  }

  /// Why the words can't be held against what the measure gives; nil when they can.
  static func problem(_ expectation: Expectation, _ measure: Measure) -> String? {
    let kind = kind(of: measure)
    switch expectation.kind {
    case .found:
      return [.records, .parties].contains(kind)
        ? nil : "'\(expectation.words)' is for findings, and for measures of records or parties."
    case .record:
      return kind == .times && measure.how != .multiple
        ? nil : "'\(expectation.words)' is for how: record, or for a run-rate with 'against'."
    case .number(let range, let unit):
      do {
        _ = try convert(range, unit, to: kind, unit: nil)
        return nil
      } catch {
        return error.description
      }
    }
  }

  /// The range in the figure's unit, and what was done to it, for people.
  /// - Parameter figureUnit: nil before the measure is answered.
  static func convert(_ range: NumberRange, _ unit: ExpectedUnit, to kind: Kind, unit figureUnit: String?)
    throws(ExpectationError) -> (range: NumberRange, note: String?)
  {
    func fail(_ message: String) -> ExpectationError { ExpectationError(description: message) }
    switch (kind, unit) {
    case (.growth, .percent), (.share, .percent), (.times, .times): return (range, nil)
    case (.growth, .times):
      return (range.mapped { ($0 - 1) * 100 }, "as growth, x times is 100 (x − 1) %")
    case (.growth, .fraction): throw fail("A fraction of what? The measure gives growth in %; write a percentage.")
    case (.share, .fraction): return (range.mapped { $0 * 100 }, nil)
    case (.share, .times): throw fail("The measure gives a part of a whole in %; 'times' does not go with it.")
    case (.times, .fraction): return (range, nil)
    case (.times, .percent):
      throw fail(
        "The measure gives a multiple, and a percentage can mean the growth or the ratio; write times, or how: growth.")
    case (.growth, _), (.share, _), (.times, _):
      throw fail("The measure gives \(kind == .times ? "times" : "%"); the expectation must be in that.")
    case (.money, .currency(let code)):
      guard figureUnit == nil || figureUnit == code else {
        throw fail(
          "The figure is in \(figureUnit?.isEmpty == false ? figureUnit ?? "" : "no stated currency"), the expectation in \(code)."
        )
      }
      return (range, nil)
    case (.money, _): throw fail("The measure gives money; write the currency, as in '190 bn USD'.")
    case (.records, .other("records")), (.parties, .other("parties")), (.records, .none), (.parties, .none):
      return (range, nil)
    case (.records, _): throw fail("The measure counts records; write a number of records.")
    case (.parties, _): throw fail("The measure counts parties; write a number of parties.")
    case (.weight, .other(let text)), (.quantity, .other(let text)), (.open, .other(let text)):
      return try amount(range, text, figureUnit: figureUnit)
    case (.weight, _): throw fail("The measure gives a weight; write kg or tonnes.")
    case (.quantity, _): throw fail("The measure gives a quantity; write its unit, such as pieces.")
    case (.open, .percent):
      guard figureUnit == nil || figureUnit == "%" else {
        throw fail("The figure is in \(figureUnit ?? ""), the expectation in %.")
      }
      return (range, nil)
    case (.open, .times):
      guard figureUnit == nil || figureUnit == "times" else {
        throw fail("The figure is in \(figureUnit ?? ""), the expectation in times.")
      }
      return (range, nil)
    case (.open, .currency(let code)):
      guard figureUnit == nil || figureUnit == code else {
        throw fail("The figure is in \(figureUnit ?? ""), the expectation in \(code).")
      }
      return (range, nil)
    case (.open, .fraction):
      guard figureUnit == nil || figureUnit == "%" else {
        throw fail("The figure is in \(figureUnit ?? ""); a fraction does not go with it.")
      }
      return (range.mapped { $0 * 100 }, nil)
    case (.open, .none):
      throw fail("The expectation has no unit; write the one of the figure\(figureUnit.map { ", \($0)" } ?? "").")
    }
  }

  /// Days to the mean month of the Gregorian calendar.
  private static let daysAMonth = 30.436875

  private static func amount(_ range: NumberRange, _ text: String, figureUnit: String?) throws(ExpectationError)
    -> (range: NumberRange, note: String?)
  {
    guard let figureUnit else { return (range, nil) }
    let (wanted, given) = (Units.common(text).lowercased(), Units.common(figureUnit).lowercased())
    if wanted == given { return (range, nil) }
    let factor: Double? =
      switch (wanted, given) {
      case ("tonnes", "kg"): 1000
      case ("kg", "tonnes"): 0.001
      case ("years", "months"): 12
      case ("months", "years"): 1.0 / 12
      case ("months", "days"): daysAMonth
      case ("days", "months"): 1 / daysAMonth
      case ("years", "days"): daysAMonth * 12
      case ("weeks", "days"): 7
      default: nil
      }
    guard let factor else {
      throw ExpectationError(description: "The figure is in \(figureUnit), the expectation in \(text).")
    }
    return (range.mapped { $0 * factor }, "in \(figureUnit)")
  }
}
