// SPDX-License-Identifier: Apache-2.0

import Measures

/// What an expected number counts.
package enum ExpectedUnit: Sendable, Hashable {
  case percent
  case times
  /// Half, a third: of a whole.
  case fraction
  /// ISO 4217.
  case currency(String)
  /// As a figure would name it: `records`, `parties`, `kg`, `months`, `rounds/day`.
  case other(String)
  /// None was written.
  case none

  private static let currencies: [String: String] = [
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "us dollars": "USD",
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pounds": "GBP",
    "₽": "RUB", "rub": "RUB", "rouble": "RUB", "roubles": "RUB", "rubles": "RUB",
    "¥": "CNY", "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "jpy": "JPY", "yen": "JPY", "chf": "CHF", "try": "TRY",
    "inr": "INR", "kzt": "KZT", "amd": "AMD", "kgs": "KGS", "aed": "AED", "hkd": "HKD",
  ]

  private static let words: [String: ExpectedUnit] = [
    "%": .percent, "percent": .percent, "per cent": .percent, "pct": .percent,
    "times": .times, "time": .times, "x": .times, "×": .times, "fold": .times, "-fold": .times,
    "times as much": .times, "times as many": .times, "times as high": .times, "times that": .times,
    "record": .other("records"), "records": .other("records"), "filing": .other("records"),
    "filings": .other("records"), "declaration": .other("records"), "declarations": .other("records"),
    "shipment": .other("records"), "shipments": .other("records"), "rows": .other("records"),
    "party": .other("parties"), "parties": .other("parties"), "company": .other("parties"),
    "companies": .other("parties"), "firm": .other("parties"), "firms": .other("parties"),
    "buyers": .other("parties"), "sellers": .other("parties"), "makers": .other("parties"),
    "month": .other("months"), "months": .other("months"), "year": .other("years"), "years": .other("years"),
    "day": .other("days"), "days": .other("days"), "week": .other("weeks"), "weeks": .other("weeks"),
  ]

  /// Nil when the words are no unit that can be told from a slip: anything with a digit, or several words.
  static func named(_ text: String) -> ExpectedUnit? {
    let text = text.lowercased()
    if text.isEmpty { return ExpectedUnit.none }
    if let currency = currencies[text] { return .currency(currency) }
    if let unit = words[text] { return unit }
    guard !text.contains(where: \.isNumber), !text.contains(" ") else { return nil }
    return .other(Units.common(text))
  }

  static func currency(symbol: Character) -> String? { currencies[String(symbol)] }

  /// Behind a number: " %", " times", " USD".
  var suffix: String {
    switch self {
    case .percent: " %"
    case .times: " times"
    case .fraction, .none: ""
    case .currency(let code): " \(code)"
    case .other(let unit): " \(unit)"
    }
  }
}
