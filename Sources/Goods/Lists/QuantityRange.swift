// SPDX-License-Identifier: Apache-2.0

/// How much of something goods have: "over 3.5 t".
package struct QuantityRange: Sendable, Hashable {
  package enum Dimension: Sendable, Hashable {
    /// In kilograms.
    case mass
    /// In kilowatts.
    case power
  }

  /// As written.
  package var text: String
  package var dimension: Dimension
  /// More than that …
  package var over: Double?
  /// … and not more than that.
  package var upTo: Double?

  package func excludes(low: Double, high: Double) -> Bool {
    if let over, high <= over { return true }
    if let upTo, low > upTo { return true }
    return false
  }

  /// Spellings of units, lower case, and what one of them is.
  static let units: [String: (dimension: Dimension, factor: Double)] = {
    var units: [String: (Dimension, Double)] = [:]
    for (factor, words) in [
      (0.001, "g gram grams г гр грамм 克"), (1, "kg kgs kilogram kilograms кг килограмм килограммов 千克 公斤"),
      (1000, "t ton tons tonne tonnes т тн тонна тонн тонны 吨 公吨"),
    ] {
      for word in words.split(separator: " ") { units[String(word)] = (.mass, factor) }
    }
    for (factor, words) in [
      (0.001, "w watt watts вт ватт 瓦"), (1, "kw квт киловатт 千瓦"), (1000, "mw мвт 兆瓦"), (0.73549875, "hp лс л.с 马力"),
    ] {
      for word in words.split(separator: " ") { units[String(word)] = (.power, factor) }
    }
    return units
  }()
}

/// A quantity that texts may state, and between which bounds it lies for the goods.
package struct StatedQuantity: Sendable, Hashable {
  /// Words for what is measured.
  package var of: [TermPattern]
  package var range: QuantityRange
}
