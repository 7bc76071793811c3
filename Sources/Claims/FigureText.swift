// SPDX-License-Identifier: Apache-2.0

import Trade

/// A figure in a sentence: "6.21489 times", "at least 54,000 pieces".
enum FigureText {
  static func text(_ figure: Figure) -> String {
    func number(_ value: Double) -> String { Wording.number(value) + ExpectationFit.unit(figure.unit).suffix }
    switch (figure.value, figure.low, figure.high) {
    case (let value?, nil, nil): return number(value)
    case (_, let low?, nil): return "at least \(number(low))"
    case (_, nil, let high?): return "at most \(number(high))"
    case (_, let low?, let high?): return "between \(Wording.number(low)) and \(number(high))"
    case (nil, nil, nil): return "not disclosed"
    }
  }
}

extension ExpectationFit {
  /// The unit of a figure as one that can be expected.
  static func unit(_ figureUnit: String) -> ExpectedUnit {
    switch figureUnit {
    case "%": .percent
    case "times": .times
    case "": ExpectedUnit.none
    default: .other(figureUnit)
    }
  }
}
