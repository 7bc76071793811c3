// SPDX-License-Identifier: Apache-2.0

import Trade

/// A stretch of numbers; an end that is nil is open to infinity.
package struct NumberRange: Sendable, Hashable {
  package struct End: Sendable, Hashable {
    package var value: Double
    package var isIncluded: Bool

    package init(_ value: Double, included: Bool) {
      self.value = value
      isIncluded = included
    }
  }

  package var low: End?
  package var high: End?

  package init(low: End?, high: End?) {
    self.low = low
    self.high = high
  }

  /// The same stretch of magnitudes below zero.
  var mirrored: NumberRange {
    NumberRange(
      low: high.map { End(-$0.value, included: $0.isIncluded) },
      high: low.map { End(-$0.value, included: $0.isIncluded) })
  }

  /// - Parameter convert: must not fall.
  func mapped(_ convert: (Double) -> Double) -> NumberRange {
    NumberRange(
      low: low.map { End(convert($0.value), included: $0.isIncluded) },
      high: high.map { End(convert($0.value), included: $0.isIncluded) })
  }

  /// What is known of a figure; nil when nothing is. Records that do not disclose theirs hold something, so a figure
  /// that is "at least" a number is above it.
  init?(_ figure: Figure) {
    switch (figure.value, figure.low, figure.high) {
    case (let value?, nil, nil): self.init(low: End(value, included: true), high: End(value, included: true))
    case (_, let low?, nil): self.init(low: End(low, included: false), high: nil)
    case (_, nil, let high?): self.init(low: nil, high: End(high, included: true))
    case (_, let low?, let high?): self.init(low: End(low, included: true), high: End(high, included: true))
    case (nil, nil, nil): return nil
    }
  }

  enum Relation { case inside, outside, partly }

  /// Where the true number, known to lie in this range, stands to the range that is expected.
  func relation(to expected: NumberRange) -> Relation {
    if Self.isAbove(low, expected.low), Self.isBelow(high, expected.high) { return .inside }
    if Self.isApart(high, below: expected.low) || Self.isApart(expected.high, below: low) { return .outside }
    return .partly
  }

  /// All numbers from `own` up satisfy the lower end that is expected.
  private static func isAbove(_ own: End?, _ expected: End?) -> Bool {
    guard let expected else { return true }
    guard let own else { return false }
    if equal(own.value, expected.value) { return expected.isIncluded || !own.isIncluded }
    return own.value > expected.value
  }

  private static func isBelow(_ own: End?, _ expected: End?) -> Bool {
    guard let expected else { return true }
    guard let own else { return false }
    if equal(own.value, expected.value) { return expected.isIncluded || !own.isIncluded }
    return own.value < expected.value
  }

  private static func isApart(_ high: End?, below low: End?) -> Bool {
    guard let high, let low else { return false }
    if equal(high.value, low.value) { return !(high.isIncluded && low.isIncluded) }
    return high.value < low.value
  }

  /// Equal but for the rounding of binary fractions.
  static func equal(_ left: Double, _ right: Double) -> Bool {
    abs(left - right) <= 1e-9 * max(abs(left), abs(right), 1e-9)
  }
}
