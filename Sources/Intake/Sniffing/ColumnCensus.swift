// SPDX-License-Identifier: Apache-2.0

import Trade

/// What the cells of a column are, whatever its heading says.
package struct ColumnCensus: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case empty, text, integer, number, date
    case goodsCode = "goods-code"
    case country, currency, unit
    /// The number of a customs declaration or of a declaration of conformity.
    case declaration
  }

  /// Cells with anything in them.
  package private(set) var filled = 0
  package private(set) var rows = 0
  /// Of the filled: those that say that they do not say.
  package private(set) var undisclosed = 0
  package var zeros: Int { point.zeros }
  /// Different texts; counted up to ``mostDistinct``.
  package private(set) var distinct = 0
  package private(set) var examples: [String] = []
  /// The shortest and longest, or lowest and highest, by what the column is.
  package private(set) var range: (low: String, high: String)? {
    get { low.flatMap { low in high.map { (low, $0) } } }
    set { (low, high) = (newValue?.low, newValue?.high) }
  }
  private var low: String?
  private var high: String?

  private var words: [String: Int] = [:]
  private var numbers = 0
  private var integers = 0
  private var shapes: [String: NumberColumn.Shape] = [:]
  private var point = Extent()
  private var comma = Extent()
  /// The decimal mark that the numbers show; nil when none of them decides.
  private(set) var decimal: Character?
  /// No number decides between two ways of reading, and some depend on it.
  private(set) var isAmbiguous = false
  /// Shares of the disclosed cells, by different words weighed by their count.
  private(set) var shares: [Kind: Double] = [:]

  static let mostDistinct = 5000

  package static func == (one: ColumnCensus, other: ColumnCensus) -> Bool {
    one.filled == other.filled && one.rows == other.rows && one.examples == other.examples && one.shares == other.shares
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(filled)
    hasher.combine(examples)
  }

  mutating func add(_ cell: String?) {
    rows += 1
    guard let cell else { return }
    filled += 1
    if UndisclosedWords.contains(cell) {
      undisclosed += 1
      return
    }
    if words.count < ColumnCensus.mostDistinct || words[cell] != nil { words[cell, default: 0] += 1 }
    if examples.count < 3, !examples.contains(cell) { examples.append(cell) }
    let shape = String(cell.map { $0.isASCII && $0.isNumber ? "9" : $0 })
    guard NumberColumn.marks(shape) != nil else { return }
    numbers += 1
    shapes[shape + (cell.hasPrefix("0") ? "0" : ""), default: NumberColumn.Shape(text: shape, hasLeadingZero: cell.hasPrefix("0"), count: 0)]
      .count += 1
    if !cell.contains(where: { $0 == "." || $0 == "," }) { integers += 1 }
    point.add(cell, thousands: ",")
    comma.add(cell, thousands: ".")
  }

  /// The lowest and highest of the numbers, if the mark of thousands is the one told.
  private struct Extent: Sendable {
    var zeros = 0
    var lowest: (value: Double, text: String) = (.infinity, "")
    var highest: (value: Double, text: String) = (-.infinity, "")

    mutating func add(_ cell: String, thousands: Character) {
      let plain = cell.filter { $0.isASCII && !$0.isWhitespace && $0 != "'" && $0 != thousands }.replacing(",", with: ".")
      guard let value = Double(plain) else { return }
      if value == 0 { zeros += 1 }
      if value < lowest.value { lowest = (value, cell) }
      if value > highest.value { highest = (value, cell) }
    }
  }

  /// Called once all cells are in.
  mutating func finish() {
    distinct = words.count
    let disclosed = max(1, filled - undisclosed)
    let counted = max(1, words.values.reduce(0, +))
    shares[.number] = Double(numbers) / Double(disclosed)
    shares[.integer] = Double(integers) / Double(disclosed)
    let dates = DateColumn(Array(words.keys))
    var found: [Kind: Int] = [:]
    for (word, count) in words {
      if ColumnCensus.isDate(word, dates) { found[.date, default: 0] += count }
      if ColumnCensus.isCode(word) { found[.goodsCode, default: 0] += count }
      if ColumnCensus.isDeclaration(word) { found[.declaration, default: 0] += count }
      if !word.contains(where: \.isNumber), CountryWords.code(word) != nil || AggregateWords.contains(word) {
        found[.country, default: 0] += count
      }
      if ColumnCensus.currencies.contains(word.uppercased()) { found[.currency, default: 0] += count }
      if !word.allSatisfy(\.isNumber), UnitWords.unit(word) != nil { found[.unit, default: 0] += count }
    }
    for (kind, count) in found { shares[kind] = Double(count) / Double(counted) }
    let marks = NumberColumn(Array(shapes.values))
    (decimal, isAmbiguous) = (marks.decimal, marks.isAmbiguous)
    let extent = decimal == "," ? comma : point
    if numbers > 0, (shares[.number] ?? 0) > 0.5, extent.lowest.value <= extent.highest.value {
      range = (extent.lowest.text, extent.highest.text)
    } else if let first = words.keys.min(), let last = words.keys.max() {
      range = (first, last)
    }
  }

  func share(_ kind: Kind) -> Double { shares[kind] ?? 0 }

  /// What the cells are, where nine of ten agree.
  package var kind: Kind {
    if filled == undisclosed { return .empty }
    if share(.date) >= 0.9, share(.number) < 0.9 { return .date }
    if share(.country) >= 0.9 { return .country }
    if share(.currency) >= 0.9 { return .currency }
    if share(.unit) >= 0.9 { return .unit }
    if share(.goodsCode) >= 0.95 { return .goodsCode }
    if share(.declaration) >= 0.9 { return .declaration }
    if share(.integer) >= 0.9 { return .integer }
    return share(.number) >= 0.9 ? .number : .text
  }

  /// Amounts of more than zero, of those that are numbers.
  var positive: Double { numbers == 0 ? 0 : Double(numbers - zeros) / Double(numbers) }

  /// The most frequent word, with its share.
  var usual: (word: String, share: Double)? {
    words.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, Double($0.value) / Double(max(1, filled - undisclosed))) }
  }

  var allWords: [String] { words.keys.sorted() }

  private static func isDate(_ word: String, _ dates: DateColumn) -> Bool {
    guard word.count >= 4, word.count <= 40 else { return false }
    if Period(word) != nil { return true }
    let read = dates.read(word)
    return read.period != nil || read.problem?.contains("may be day and month") == true
  }

  /// `10702070/010323/0001234`, the office, the day and the running number of a customs declaration of the Eurasian Economic
  /// Union or Uzbekistan; or `ЕАЭС N RU Д-CN.РА01.В.12345/23` of a registry of conformity.
  private static func isDeclaration(_ word: String) -> Bool {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    if (3...4).contains(parts.count), (5...8).contains(parts[0].count), parts[1].count == 6, (4...8).contains(parts[2].count),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } })
    {
      return true
    }
    return word.contains("RU Д-") || word.contains("RU С-")
  }

  /// Six digits or more that begin with a chapter of the Harmonised System.
  private static func isCode(_ word: String) -> Bool {
    let digits = word.filter { $0 != "." && $0 != " " }
    guard (6...12).contains(digits.count) || digits.count == 4 || digits.count == 5,
      digits.allSatisfy({ $0.isASCII && $0.isNumber }), let value = GoodsCodes.meaning(of: word).value
    else { return false }
    return (Int(value.prefix(2)).map { (1...97).contains($0) && $0 != 77 || $0 == 98 || $0 == 99 }) ?? false
  }

  /// ISO 4217, those in which trade is invoiced.
  static let currencies: Set<String> = [
    "USD", "EUR", "CNY", "RUB", "RUR", "GBP", "JPY", "CHF", "TRY", "INR", "KZT", "UAH", "UZS", "KGS", "BYN", "BYR", "AMD",
    "GEL", "AZN", "TJS", "TMT", "MDL", "PLN", "CZK", "HUF", "RON", "BGN", "SEK", "NOK", "DKK", "HKD", "TWD", "KRW", "SGD",
    "MYR", "THB", "VND", "IDR", "PHP", "PKR", "BDT", "LKR", "AED", "SAR", "QAR", "KWD", "IRR", "ILS", "EGP", "ZAR", "NGN",
    "KES", "GHS", "XOF", "XAF", "MAD", "TND", "DZD", "ETB", "TZS", "UGX", "RWF", "ZMW", "NAD", "BWP", "MXN", "BRL", "ARS",
    "CLP", "COP", "PEN", "UYU", "PYG", "BOB", "VES", "CRC", "NIO", "GTQ", "HNL", "DOP", "PAB", "CAD", "AUD", "NZD", "MNT",
    "CNH", "ISK", "RSD", "MKD", "ALL", "BAM",
  ]
}
