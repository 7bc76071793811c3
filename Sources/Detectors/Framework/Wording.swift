// SPDX-License-Identifier: Apache-2.0

package import Trade

/// How findings put numbers, days and grades into words; the same on every machine and in every locale.
package enum Wording {
  /// `1234567` → `1,234,567`; at most two decimals.
  package static func number(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return String(value) }
    let hundredths = Int((value.magnitude * 100).rounded())
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    var digits = ""
    for (index, digit) in String(whole).reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { digits = "," + digits }
      digits = String(digit) + digits
    }
    if rest > 0 { digits += rest.isMultiple(of: 10) ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)" }
    return value < 0 && hundredths > 0 ? "-" + digits : digits
  }

  /// With so many decimals: `0.040`.
  package static func decimal(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let units = Int((value.magnitude * scale).rounded())
    let digits = String(repeating: "0", count: max(0, places + 1 - String(units).count)) + String(units)
    let text = places == 0 ? digits : "\(digits.dropLast(places)).\(digits.suffix(places))"
    return value < 0 && units > 0 ? "-" + text : text
  }

  package static func number(_ value: Int) -> String { number(Double(value)) }

  /// `1 filing`, `2,000 filings`.
  package static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(self.number(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// The figure's number with its bounds: `100,000 pieces`, `at least 54,000 pieces`, `5 to 6 months`, `undisclosed`.
  package static func amount(_ figure: Figure) -> String {
    let unit = figure.unit == "records" || figure.unit == "parties" ? "" : " " + figure.unit
    switch (figure.value, figure.low, figure.high) {
    case (_, let low?, nil): return "at least \(number(low))\(unit)"
    case (let value?, nil, nil): return number(value) + unit
    case (_, let low?, let high?) where low == high: return number(low) + unit
    case (let value?, let low?, let high?):
      return value == low || value == high || low == high
        ? "\(number(low)) to \(number(high))\(unit)" : "about \(number(value))\(unit) (\(number(low)) to \(number(high)))"
    case (nil, let low?, let high?): return "\(number(low)) to \(number(high))\(unit)"
    case (_, nil, let high?): return "at most \(number(high))\(unit)"
    case (nil, nil, nil): return "undisclosed"
    }
  }

  /// `12 March 2023`, `March 2023`, `2023`, `September 2022 to January 2023`.
  package static func time(_ period: Period) -> String {
    switch period.span {
    case .day: return day(period.from)
    case .month: return month(period.from)
    case .quarter: return "the \(["first", "second", "third", "fourth"][(period.from.month - 1) / 3]) quarter of \(period.from.year)"
    case .year: return String(period.from.year)
    case .other:
      return period.isWholeMonths
        ? "\(month(period.from)) to \(month(period.to))" : "\(day(period.from)) to \(day(period.to))"
    }
  }

  /// `on 12 March 2023`, `in March 2023`, `between September 2022 and January 2023`.
  package static func when(_ period: Period) -> String {
    switch period.span {
    case .day: return "on \(day(period.from))"
    case .month, .quarter, .year: return "in \(time(period))"
    case .other: return "between " + time(period).replacing(" to ", with: " and ")
    }
  }

  package static func day(_ day: Day) -> String { "\(day.components.day) \(month(day))" }

  private static func month(_ day: Day) -> String { "\(months[day.month - 1]) \(day.year)" }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]

  /// Sentences one after another; a name that ends in a stop (`Co., Ltd.`) does not double it, and one that begins with
  /// "the" (`the Netherlands`) has a capital.
  package static func text(_ sentences: [String]) -> String {
    sentences.map { $0.hasPrefix("the ") ? sentence($0) : $0 }.joined(separator: " ").replacing("..", with: ".")
  }

  /// What a record of that grade is called.
  package static func noun(_ grade: EvidenceGrade) -> String {
    switch grade {
    case .customs: "customs record"
    case .statistic: "statistical entry"
    case .filing: "filing"
    case .sighting: "sighting"
    case .statement: "statement"
    }
  }

  package static func nouns(_ grade: EvidenceGrade) -> String {
    grade == .statistic ? "statistical entries" : noun(grade) + "s"
  }

  /// `1 filing registers`, `3 filings register`.
  package static func says(_ number: Int, _ grade: EvidenceGrade) -> String {
    let verb = number == 1 ? grade.verb : String(grade.verb.dropLast())
    return "\(count(number, noun(grade), nouns(grade))) \(verb)"
  }

  /// Countries by name: `China and Hong Kong`.
  package static func places(_ codes: [String], most: Int = 5) -> String { list(codes.map(CountryName.of), most: most) }

  /// A country by name: `the Netherlands`.
  package static func place(_ code: String) -> String { CountryName.of(code) }

  /// `China's`, `the Netherlands'`.
  package static func whose(_ code: String) -> String {
    let name = place(code)
    return name.hasSuffix("s") ? name + "'" : name + "'s"
  }

  /// A route at the beginning of a heading: `United States to Russia`.
  package static func route(_ origin: String, _ destination: String) -> String {
    "\(CountryName.alone(origin)) to \(place(destination))"
  }

  /// The sentence with a capital first letter.
  package static func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }

  /// `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`.
  package static func list(_ words: [String], most: Int = 5) -> String {
    guard words.count > most else {
      guard let last = words.last, words.count > 1 else { return words.first ?? "" }
      return words.dropLast().joined(separator: ", ") + " and " + last
    }
    return words.prefix(most).joined(separator: ", ") + " and \(words.count - most) more"
  }
}
