// SPDX-License-Identifier: Apache-2.0

import Trade

/// A figure in a sentence: "6.21489 times", "at least 54,000 pieces".
enum FigureText {
  static func text(_ figure: Figure) -> String {
    func number(_ value: Double) -> String { Wording.amount(value, ExpectationFit.unit(figure.unit)) }
    switch (figure.value, figure.low, figure.high) {
    case (let value?, nil, nil): return number(value)
    case (_, let low?, nil): return "at least \(number(low))"
    case (_, nil, let high?): return "at most \(number(high))"
    case (_, let low?, let high?): return "between \(number(low)) and \(number(high))"
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
    case let code where code.count == 3 && code.allSatisfy({ $0.isASCII && $0.isUppercase }): .currency(code)
    default: .other(figureUnit)
    }
  }
}
