// SPDX-License-Identifier: Apache-2.0

import Intake
package import Trade

/// What Comtrade is asked for.
package struct ComtradeQuestion: Sendable, Hashable {
  package enum Frequency: String, Sendable, CaseIterable {
    case month, year
    var letter: String { self == .month ? "M" : "A" }
  }

  package enum Flow: String, Sendable, CaseIterable {
    case export, `import`, both
    var letters: String { self == .export ? "X" : self == .import ? "M" : "X,M" }
  }

  /// ISO alpha-3.
  package var reporter: String
  package var partner: String
  /// Codes of two, four or six digits, or `TOTAL`.
  package var goods: [String]
  package var flow: Flow
  package var frequency: Frequency
  /// `202201`, or `2022`.
  package var periods: [String]

  /// - Throws: ``FetchError`` for a country, code or period that Comtrade can't be asked for.
  package init(reporter: String, partner: String, goods: [String], flow: Flow, frequency: Frequency, period: Period) throws {
    self.reporter = reporter.uppercased()
    self.partner = partner.uppercased()
    for country in [self.reporter, self.partner] { _ = try Self.number(country) }
    self.goods = try goods.map { code in
      if code.uppercased() == "TOTAL" { return "TOTAL" }
      guard [2, 4, 6].contains(code.count), code.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        throw FetchError(.badQuestion, "'\(code)' is no code of the Harmonized System; write two, four or six digits, or TOTAL.")
      }
      return code
    }
    if goods.isEmpty { throw FetchError(.badQuestion, "Name the goods: --goods 8542,8541, or TOTAL.") }
    self.flow = flow
    self.frequency = frequency
    periods = Self.periods(period, frequency)
    guard !periods.isEmpty else {
      throw FetchError(.badQuestion, "\(period) holds no whole \(frequency.rawValue); write 2022-01..2023-06, or 2019..2022 with --frequency year.")
    }
  }

  /// Comtrade's own number of a country, which is not ISO's for a few (UN Statistics Division, Comtrade reference tables).
  static func number(_ country: String) throws -> Int {
    if country == "WLD" { return 0 }
    let own: Set = [842, 699, 251, 757, 579, 381, 490]
    let numbers = CountryWords.numbers(of: country)
    guard let number = numbers.first(where: own.contains) ?? numbers.first else {
      throw FetchError(.badQuestion, "'\(country)' is no country; write ISO's three letters, such as CHN or RUS, or WLD.")
    }
    return number
  }

  private static func periods(_ period: Period, _ frequency: Frequency) -> [String] {
    (period.from.year...period.to.year).flatMap { year -> [String] in
      let steps = frequency == .year ? [(Period.year(year), "\(year)")] : (1...12).map { month in
        (Period.month(year, month), "\(year)" + (month < 10 ? "0\(month)" : "\(month)"))
      }
      return steps.compactMap { step, name in
        step.flatMap { $0.from >= period.from && $0.to <= period.to ? name : nil }
      }
    }
  }

  func query(_ periods: [String]) throws -> [(String, String)] {
    [
      ("reporterCode", String(try Self.number(reporter))), ("partnerCode", String(try Self.number(partner))),
      ("period", periods.joined(separator: ",")), ("cmdCode", goods.joined(separator: ",")), ("flowCode", flow.letters),
      ("partner2Code", "0"), ("customsCode", "C00"), ("motCode", "0"), ("includeDesc", "TRUE"),
    ]
  }

  /// The same for the same question.
  func name(_ periods: [String]) -> String {
    let codes = goods.count <= 4 ? goods.joined(separator: "-") : "\(goods.count)-codes-\(Self.digest(goods))"
    let time = periods.count > 1 ? "\(periods[0])to\(periods[periods.count - 1])" : periods[0]
    return "comtrade_\(reporter)_\(partner)_\(flow.rawValue)_\(frequency.letter)_\(time)_\(codes)"
  }

  /// FNV-1a over the codes, in letters.
  private static func digest(_ words: [String]) -> String {
    let hash = words.sorted().joined(separator: ",").utf8.reduce(14_695_981_039_346_656_037 as UInt64) {
      ($0 ^ UInt64($1)) &* 1_099_511_628_211
    }
    let letters = Array("abcdefghijklmnop")
    return String((0..<8).map { letters[Int(hash >> (4 * UInt64($0)) & 15)] })
  }
}
