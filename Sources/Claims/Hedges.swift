// SPDX-License-Identifier: Apache-2.0

/// What the hedging words of a reporter mean in numbers. This is the only place where it is written down.
package enum Hedges {
  package struct Hedge: Sendable {
    /// Spellings, the first one for display.
    package var words: [String]
    /// In numbers, for people; `x` is the number that follows.
    package var meaning: String
    /// For the magnitude of the number; see ``Hedges/table``.
    var range: @Sendable (Double) -> NumberRange
  }

  private static func hedge(
    _ words: [String], _ meaning: String, _ low: (factor: Double, included: Bool)?,
    _ high: (factor: Double, included: Bool)?
  ) -> Hedge {
    Hedge(words: words, meaning: meaning) { x in
      NumberRange(
        low: low.map { NumberRange.End(x * $0.factor, included: $0.included) },
        high: high.map { NumberRange.End(x * $0.factor, included: $0.included) })
    }
  }

  /// Hedging words in front of a number.
  package static let table: [Hedge] = [
    hedge(
      ["nearly", "almost", "close to", "just under"], "from 0.9 x up to, but not including, x", (0.9, true), (1, false)),
    hedge(
      ["about", "around", "roughly", "approximately", "some", "circa"], "from 0.9 x to 1.1 x", (0.9, true), (1.1, true)),
    hedge(
      ["more than", "over", "above", "greater than", "higher than", "upwards of", "exceeding", "in excess of"],
      "more than x", (1, false), nil),
    hedge(["at least", "no less than", "not less than", "no fewer than", "a minimum of"], "x or more", (1, true), nil),
    hedge(["less than", "under", "below", "fewer than", "lower than"], "less than x", nil, (1, false)),
    hedge(["at most", "no more than", "not more than", "up to", "a maximum of"], "x or less", nil, (1, true)),
  ]

  /// Hedging words behind a number.
  package static let suffixes: [Hedge] = [
    hedge(["or more", "and more", "or above"], "x or more", (1, true), nil),
    hedge(["or less", "or fewer", "or below"], "x or less", nil, (1, true)),
  ]

  /// What a number means that stands alone: all that rounds to it at the digits written ("11 times": from 10.5 up to,
  /// but not including, 11.5; "46.35 %": from 46.345 to 46.355).
  static func plain(_ value: Double, step: Double) -> NumberRange {
    NumberRange(low: .init(value - step / 2, included: true), high: .init(value + step / 2, included: false))
  }

  /// What "doubled", "tripled", "half" or "a quarter" means without a hedge: within 5 %.
  static func word(_ value: Double) -> NumberRange {
    NumberRange(low: .init(value * 0.95, included: true), high: .init(value * 1.05, included: true))
  }

  /// Rules beside ``table``, for the report: the words and what they mean.
  package static let rules: [(words: String, meaning: String)] = [
    ("a number alone", "what rounds to it at the digits written: 11 times is from 10.5 up to 11.5"),
    ("doubled, tripled, half, a third, a quarter alone", "within 5 % of it"),
    ("between x and y, x to y", "from x to y, both included"),
    ("a record", "more than the highest earlier period that is covered"),
  ]

  /// "over" a number is true of ten times the number, too, but misleads: beyond this factor the check says so.
  static let farAbove = 2.0
}
