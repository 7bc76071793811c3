// SPDX-License-Identifier: Apache-2.0

/// A number with its unit, in digits or words: `54,000`, `190.271 bn USD`, `three times`, `a quarter`, `sixfold`.
struct SpokenNumber {
  var value: Double
  /// The value of one unit of the last digit written.
  var step: Double
  /// Thousand, million, … that was written.
  var scale: Double
  var unit: ExpectedUnit
  /// "double", "half": a word that stands for a number and its unit.
  var isWord = false

  private static let ones: [String: Double] = [
    "no": 0, "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]
  private static let scales: [String: Double] = [
    "thousand": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6, "mln": 1e6, "m": 1e6, "billion": 1e9,
    "billions": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "tn": 1e12,
  ]
  private static let multiples: [String: Double] = [
    "double": 2, "doubled": 2, "twice": 2, "a doubling": 2, "doubling": 2, "triple": 3, "tripled": 3, "trebled": 3,
    "quadruple": 4, "quadrupled": 4,
  ]
  private static let parts: [String: Double] = [
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "sixth": 6, "tenth": 10,
    "tenths": 10,
  ]

  static func parse(_ text: String, in written: String) throws(ExpectationError) -> SpokenNumber {
    func failure(_ message: String) -> ExpectationError { ExpectationError(description: "'\(written)': \(message)") }
    var text = text.trimmed
    var currency: String?
    if text.hasPrefix("us$") {
      currency = "USD"
      text = String(text.dropFirst(3)).trimmed
    } else if let first = text.first, let code = ExpectedUnit.currency(symbol: first) {
      currency = code
      text = String(text.dropFirst()).trimmed
    } else if text.hasPrefix("usd ") || text.hasPrefix("eur ") {
      currency = text.prefix(3).uppercased()
      text = String(text.dropFirst(4)).trimmed
    }
    if let multiple = multiples[text] {
      return SpokenNumber(value: multiple, step: 1, scale: 1, unit: .times, isWord: true)
    }
    if let fraction = fraction(text) {
      return SpokenNumber(value: fraction, step: 1, scale: 1, unit: .fraction, isWord: true)
    }
    guard var number = digits(&text) ?? words(&text) else {
      throw failure(
        "no number can be read in '\(text)'; write one in digits or words, such as 'over 350 %' or 'nearly half'.")
    }
    takeScale(&text, &number, currency: currency)
    if text.hasPrefix("-") { text = String(text.dropFirst()) }
    if text.hasPrefix("times ") || text.hasPrefix("% ") || text.hasPrefix("percent ") || text.hasPrefix("per cent ") {
      let words = text.split(separator: " ").map(String.init)
      if let last = words.last, ["more", "higher", "larger", "greater", "bigger"].contains(last) {
        guard text.hasPrefix("times") else {
          number.unit = .percent
          return number
        }
        throw failure(
          "'\(last)' leaves open whether the first amount is counted in; write '\(Wording.number(number.value)) times' as a multiple, or the growth in %."
        )
      }
    }
    guard let unit = ExpectedUnit.named(text) else { throw failure("'\(text)' is no unit that is known.") }
    if let currency {
      guard unit == .none || unit == .currency(currency) else { throw failure("it names two units.") }
      number.unit = .currency(currency)
    } else {
      number.unit = unit
    }
    return number
  }

  private static func takeScale(_ text: inout String, _ number: inout SpokenNumber, currency: String?) {
    let word = text.prefix { $0.isLetter }
    guard let scale = scales[String(word)] else { return }
    let behind = text.dropFirst(word.count)
    // "500 m" are metres; "500m", "500 m USD" and "$500 m" are millions.
    let isAttached = number.endsAttached
    if ["m", "k", "b"].contains(word), !isAttached, behind.isEmpty, currency == nil { return }
    guard behind.isEmpty || behind.first == " " else { return }
    number.value *= scale
    number.step *= scale
    number.scale = scale
    text = String(behind).trimmed
  }

  /// A scale follows the digits without a space.
  private var endsAttached = false

  private init(
    value: Double, step: Double, scale: Double, unit: ExpectedUnit, isWord: Bool = false, attached: Bool = false
  ) {
    self.value = value
    self.step = step
    self.scale = scale
    self.unit = unit
    self.isWord = isWord
    endsAttached = attached
  }

  private static func fraction(_ text: String) -> Double? {
    let words = text.split(separator: " ").map(String.init)
    let plain = words.last == "of" ? Array(words.dropLast()) : words
    guard let last = plain.last, let part = parts[last], plain.count <= 2 else { return nil }
    guard plain.count == 2 else { return plain.count == 1 && last == "half" ? 0.5 : nil }
    return ones[plain[0]].map { $0 / part }
  }

  /// Digits with thousands apart by commas or spaces, and a decimal point; takes them off the text.
  private static func digits(_ text: inout String) -> SpokenNumber? {
    var rest = text[...]
    var sign = 1.0
    if rest.first == "-" || rest.first == "+" {
      if rest.first == "-" { sign = -1 }
      rest = rest.dropFirst()
    }
    var whole = rest.prefix { $0.isASCII && $0.isNumber }
    guard !whole.isEmpty else { return nil }
    rest = rest.dropFirst(whole.count)
    var all = String(whole)
    if whole.count <= 3 {
      while let separator = rest.first,
        separator == "," || separator == " " || separator == "\u{202f}" || separator == "\u{a0}"
      {
        let group = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard group.count == 3 else { break }
        all += group
        rest = rest.dropFirst(4)
        whole = group
      }
    }
    var step = 1.0
    if rest.first == "." {
      let decimals = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard !decimals.isEmpty else { return nil }
      all += "." + decimals
      rest = rest.dropFirst(decimals.count + 1)
      for _ in decimals { step /= 10 }
    }
    // What is left over would be silently dropped: "1.234.567", "12,34".
    if let next = rest.first, next == "." || next == "," || next.isNumber { return nil }
    guard let value = Double(all) else { return nil }
    let attached = rest.first?.isLetter ?? false
    text = String(rest).trimmed
    return SpokenNumber(value: sign * value, step: step, scale: 1, unit: .none, attached: attached)
  }

  /// Words up to "two hundred and fifty thousand", and "sixfold"; takes them off the text.
  private static func words(_ text: inout String) -> SpokenNumber? {
    var tokens = text.replacing("-", with: " ").split(separator: " ").map(String.init)
    if let first = tokens.first, first.hasSuffix("fold"), first.count > 4, let number = ones[String(first.dropLast(4))]
    {
      text = "times"
      return SpokenNumber(value: number, step: 1, scale: 1, unit: .none)
    }
    var value = 0.0
    var any = false
    while let token = tokens.first {
      if let number = ones[token] {
        value += number
      } else if token == "hundred" {
        value = max(value, 1) * 100
      } else if token == "dozen" {
        value = max(value, 1) * 12
      } else if token == "and", any, tokens.count > 1, ones[tokens[1]] != nil {
      } else {
        break
      }
      any = true
      tokens.removeFirst()
    }
    guard any else { return nil }
    text = tokens.joined(separator: " ")
    return SpokenNumber(value: value, step: 1, scale: 1, unit: .none)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
