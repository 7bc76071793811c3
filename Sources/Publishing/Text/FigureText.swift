// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Trade

/// A figure as readers see it: "USD 190.3 bn", "at least 54,000 pieces; 3 of 5 filings undisclosed", "6.21 times",
/// "46.35 %", "not disclosed".
///
/// What is rounded stays true: a lower bound is rounded down and an upper bound up. The exact value belongs beside it
/// (``exact(_:)``).
package struct FigureText: Sendable {
  /// What goes between a number and its unit.
  package enum Spaces: Sendable {
    /// No-break and narrow no-break spaces, for pages.
    case typographic
    /// Ordinary spaces, for plain text and exports.
    case plain
  }

  package var spaces: Spaces
  /// What the rows are called when some do not disclose: "filings".
  package var rows: String

  package init(spaces: Spaces = .plain, rows: String = "records") {
    self.spaces = spaces
    self.rows = rows
  }

  /// What a row of evidence of this grade is called, in the plural.
  package static func rows(of grade: EvidenceGrade?) -> String { grade == .filing ? "filings" : "records" }

  /// The figure in words, with what is not disclosed.
  package func words(_ figure: Figure) -> String {
    let text = amount(figure)
    guard let undisclosed = figure.undisclosed, undisclosed > 0, text != Self.notDisclosed else { return text }
    return "\(text); \(NumberText.grouped(undisclosed)) of \(NumberText.grouped(figure.evidence.count)) \(rows) undisclosed"
  }

  /// The figure in words, without a count of what is not disclosed.
  package func amount(_ figure: Figure) -> String {
    let (value, low, high) = (finite(figure.value), finite(figure.low), finite(figure.high))
    switch (value, low, high) {
    case (nil, nil, nil): return Self.notDisclosed
    case (nil, let low?, nil) where low == 0: return Self.notDisclosed
    case (_, let low?, nil): return "at least " + number(low, figure.unit, .down)
    case (nil, nil, let high?): return "at most " + number(high, figure.unit, .up)
    case (let value?, nil, let high?): return "\(number(value, figure.unit)), at most \(number(high, figure.unit, .up))"
    case (nil, let low?, let high?): return between(low, high, figure.unit)
    case (let value?, let low?, let high?) where low != value || high != value:
      return "\(number(value, figure.unit)), \(between(low, high, figure.unit))"
    case (let value?, _, _): return number(value, figure.unit)
    }
  }

  /// Value and bounds to the last digit, for whoever wants to check: "190312345678.9 USD; low 190312345678.9; high open".
  package static func exact(_ figure: Figure) -> String {
    var parts: [String] = []
    if let value = figure.value.flatMap(NumberText.exact) { parts.append("\(value) \(figure.unit)") }
    if let low = figure.low.flatMap(NumberText.exact), figure.low != figure.value || figure.high != figure.value {
      parts.append("low \(low)")
      if figure.high == nil { parts.append("high open") }
    }
    if let high = figure.high.flatMap(NumberText.exact), figure.low != figure.value || figure.high != figure.value {
      if figure.low == nil { parts.append("low open") }
      parts.append("high \(high)")
    }
    return parts.isEmpty ? notDisclosed : parts.joined(separator: "; ")
  }

  package static let notDisclosed = "not disclosed"

  /// A number with its unit, rounded for reading.
  package func number(_ value: Double, _ unit: String, _ rounding: FloatingPointRoundingRule = .toNearestOrEven) -> String {
    let text =
      if let currency = Self.currency(unit) {
        "\(currency)\u{A0}\(Self.large(value, rounding))"
      } else if let slash = unit.firstIndex(of: "/"), let currency = Self.currency(String(unit[..<slash])) {
        "\(currency)\u{A0}\(Self.plain(value, rounding))\u{A0}per\u{A0}\(Self.singular(String(unit[unit.index(after: slash)...])))"
      } else if unit == "kg", abs(value) >= 1_000_000 {
        Self.plain(value / 1000, rounding, decimals: 1) + "\u{202F}t"
      } else if unit.isEmpty {
        Self.plain(value, rounding)
      } else {
        Self.plain(value, rounding) + (unit == "%" || unit == "kg" ? "\u{202F}" : "\u{A0}")
          + (Self.plain(value, rounding) == "1" ? Self.singular(unit) : unit)
      }
    switch spaces {
    case .typographic: return text
    case .plain: return text.replacing("\u{202F}", with: " ").replacing("\u{A0}", with: " ")
    }
  }

  /// A unit that follows its number is written once.
  private func between(_ low: Double, _ high: Double, _ unit: String) -> String {
    let (first, last) = (number(low, unit, .down), number(high, unit, .up))
    let once = unit.isEmpty || unit == "kg" || Self.currency(unit) != nil || unit.contains("/") ? first : Self.plain(low, .down)
    return "between \(once) and \(last)"
  }

  private func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }

  /// Three capital letters are a currency.
  private static func currency(_ unit: String) -> String? {
    unit.utf8.count == 3 && unit.utf8.allSatisfy { (65...90).contains($0) } ? unit : nil
  }

  private static func singular(_ unit: String) -> String {
    ["pieces": "piece", "records": "record", "parties": "party", "months": "month", "filings": "filing", "days": "day"][
      unit, default: unit]
  }

  /// In billions or millions from a million on.
  private static func large(_ value: Double, _ rounding: FloatingPointRoundingRule) -> String {
    for (size, word) in [(1e9, "bn"), (1e6, "m")] {
      let scaled = value / size
      // 999.96 million would round to 1,000 million.
      guard abs(scaled) >= (rounding == .down ? 1 : 0.99995) else { continue }
      let decimals = abs(scaled) < 10 ? 2 : 1
      return NumberText.grouped(scaled, decimals: decimals, rounding: rounding) + "\u{202F}" + word
    }
    return plain(value, rounding, decimals: abs(value) < 1000 ? 2 : 0)
  }

  /// Two decimals, none from ten thousand on, and more for what is smaller than a hundredth.
  private static func plain(_ value: Double, _ rounding: FloatingPointRoundingRule, decimals: Int? = nil) -> String {
    if let decimals { return NumberText.grouped(value, decimals: decimals, rounding: rounding) }
    let size = abs(value)
    if size >= 10_000 { return NumberText.grouped(value, decimals: 0, rounding: rounding) }
    if size >= 0.01 || size == 0 { return NumberText.grouped(value, decimals: 2, rounding: rounding) }
    let places = min(12, Int((-log10(size)).rounded(.up)) + 1)
    return NumberText.grouped(value, decimals: places, rounding: rounding)
  }
}
