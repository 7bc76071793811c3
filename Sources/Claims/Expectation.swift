// SPDX-License-Identifier: Apache-2.0

/// What a reporter expects of a figure, in the words of the sentence: "more than three times", "nearly half",
/// "190.271 bn USD", "not found". What the words mean in numbers stands in ``Hedges``.
package struct Expectation: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case number(NumberRange, ExpectedUnit)
    /// A period above all earlier ones, or not.
    case record(Bool)
    /// A finding, or a record of what is asked for, is there, or not.
    case found(Bool)
  }

  /// As written.
  package var words: String
  package var kind: Kind
  /// The number that "over" was said of, to tell an understatement.
  var overstep: Double?

  /// The words and what they mean: "over 350 % (more than 350 %)".
  package var explained: String {
    switch kind {
    case .found(true): "\(words) (there is at least one)"
    case .found(false): "\(words) (there is none)"
    case .record(true): "\(words) (more than the highest earlier period that is covered)"
    case .record(false): "\(words) (not more than the highest earlier period that is covered)"
    case .number(let range, let unit): "\(words) (\(Self.text(range, unit)))"
    }
  }

  static func text(_ range: NumberRange, _ unit: ExpectedUnit) -> String {
    func number(_ end: NumberRange.End) -> String {
      // An end such as 6.214885 must not read as 6.21489.
      unit == .fraction ? Wording.number(end.value * 100) + " %" : Wording.amount(end.value, unit, digits: 10)
    }
    switch (range.low, range.high) {
    case (let low?, nil): return low.isIncluded ? "\(number(low)) or more" : "more than \(number(low))"
    case (nil, let high?): return high.isIncluded ? "\(number(high)) or less" : "less than \(number(high))"
    case (let low?, let high?):
      let start = low.isIncluded ? "\(number(low)) or more" : "more than \(number(low))"
      return "\(start), \(high.isIncluded ? "\(number(high)) or less" : "under \(number(high))")"
    case (nil, nil): return "any"
    }
  }
}

/// Numbers for sentences.
enum Wording {
  /// With its unit: `190.271 bn USD`, `1 record`, `46.35 %`.
  static func amount(_ value: Double, _ unit: ExpectedUnit, digits: Int = 6) -> String {
    switch unit {
    case .currency(let code) where abs(value) >= 1e9: return "\(number(value / 1e9, digits: digits)) bn \(code)"
    case .currency(let code) where abs(value) >= 1e6: return "\(number(value / 1e6, digits: digits)) million \(code)"
    case .other("records") where value == 1: return "1 record"
    case .other("parties") where value == 1: return "1 party"
    default: return number(value, digits: digits) + unit.suffix
    }
  }

  /// With thousands apart, and cut at so many significant digits behind the point: `1,234,567`, `6.21489`, `0.24`.
  static func number(_ value: Double, digits: Int = 6) -> String {
    guard value.isFinite else { return "\(value)" }
    let magnitude = abs(value)
    var decimals = digits
    var limit = 1.0
    while decimals > 0, magnitude >= limit {
      decimals -= 1
      limit *= 10
    }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (magnitude * scale).rounded()
    guard scaled < 9e15, scale < 9e15 else { return "\(value)" }
    let whole = Int(scaled) / Int(scale)
    var fraction = String(Int(scaled) % Int(scale))
    fraction = String(repeating: "0", count: max(0, decimals - fraction.count)) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    if decimals == 0 { fraction = "" }
    var digits = ""
    for (index, digit) in String(whole).reversed().enumerated() {
      if index > 0, index % 3 == 0 { digits.append(",") }
      digits.append(digit)
    }
    let sign = value < 0 && scaled > 0 ? "−" : ""
    return sign + String(digits.reversed()) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
