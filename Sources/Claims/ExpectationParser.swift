// SPDX-License-Identifier: Apache-2.0

/// Why the words of an expectation can't be read.
package struct ExpectationError: Error, Sendable, Hashable, CustomStringConvertible {
  package var description: String
}

extension Expectation {
  /// Reads the words of an expectation.
  /// - Throws: ``ExpectationError`` for words that mean nothing, or more than one thing.
  package init(_ words: String) throws(ExpectationError) {
    let written = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let text = written.lowercased()
    switch text {
    case "":
      throw ExpectationError(
        description: "An expectation is empty; write what the sentence says, such as 'over 350 %'.")
    case "found", "yes": self.init(words: written, kind: .found(true))
    case "not found", "none", "none found", "no": self.init(words: written, kind: .found(false))
    case "record", "a record", "the record", "a new record", "the highest", "a record high":
      self.init(words: written, kind: .record(true))
    case "not a record", "no record": self.init(words: written, kind: .record(false))
    default:
      var parser = ExpectationParser(text, written: written)
      self = try parser.parse()
    }
  }
}

struct ExpectationParser {
  private var rest: String
  private let written: String

  init(_ text: String, written: String) {
    rest = text.replacing("−", with: "-")
    self.written = written
  }

  private func failure(_ message: String) -> ExpectationError {
    ExpectationError(description: "'\(written)': \(message)")
  }

  mutating func parse() throws(ExpectationError) -> Expectation {
    let direction = takeDirection()
    if take("between") || take("from") {
      for separator in [" and ", " to ", "–", "-"] {
        if let range = try parseRange(separator, direction: direction) { return range }
      }
      throw failure("write both ends, as in 'between 45 and 50 %'.")
    }
    let hedge = takeHedge()
    let direction2 = direction ?? takeDirection()
    if hedge == nil {
      for separator in ["–", " to ", " - "] {
        if let range = try parseRange(separator, direction: direction2) { return range }
      }
      if let range = try parseHyphenRange(direction: direction2) { return range }
    }
    let suffix = takeSuffix()
    if hedge != nil, suffix != nil { throw failure("it is hedged twice.") }
    let number = try SpokenNumber.parse(rest, in: written)
    let magnitude = abs(number.value)
    let range =
      if let hedge = hedge ?? suffix { hedge.range(magnitude) } else if number.isWord { Hedges.word(magnitude) } else {
        Hedges.plain(magnitude, step: number.step)
      }
    let sign = direction2 ?? (number.value < 0 ? .down : nil)
    var expectation = Expectation(words: written, kind: .number(Self.directed(range, sign), number.unit))
    if range.high == nil, sign != .down { expectation.overstep = magnitude }
    return expectation
  }

  enum Direction { case up, down }

  /// A direction that is said keeps a stretch on its side of zero.
  private static func directed(_ range: NumberRange, _ direction: Direction?) -> NumberRange {
    guard let direction else { return range }
    var magnitude = range
    if magnitude.low == nil { magnitude.low = .init(0, included: true) }
    return direction == .up ? magnitude : magnitude.mirrored
  }

  private mutating func takeDirection() -> Direction? {
    if rest.hasPrefix("up to ") { return nil }
    let up = ["up by", "up", "rose by", "rose", "grew by", "growth of", "a rise of", "plus", "+"]
    let down = ["down by", "down", "fell by", "fell", "dropped by", "a fall of", "a drop of", "minus"]
    for word in down + up where take(word) { return down.contains(word) ? .down : .up }
    return nil
  }

  private mutating func takeHedge() -> Hedges.Hedge? {
    let all = Hedges.table.flatMap { hedge in hedge.words.map { ($0, hedge) } }.sorted { $0.0.count > $1.0.count }
    for (word, hedge) in all where take(word) { return hedge }
    return nil
  }

  private mutating func takeSuffix() -> Hedges.Hedge? {
    for hedge in Hedges.suffixes {
      for word in hedge.words where rest.hasSuffix(" " + word) {
        rest = String(rest.dropLast(word.count + 1))
        return hedge
      }
    }
    return nil
  }

  private mutating func take(_ word: String) -> Bool {
    guard rest.hasPrefix(word) else { return false }
    let behind = rest.dropFirst(word.count)
    guard word == "+" || behind.isEmpty || behind.first == " " else { return false }
    rest = String(behind.drop { $0 == " " })
    return true
  }

  /// "45-50 %": a hyphen between digits.
  private func parseHyphenRange(direction: Direction?) throws(ExpectationError) -> Expectation? {
    let characters = Array(rest)
    for index in characters.indices.dropFirst().dropLast()
    where characters[index] == "-" && characters[index - 1].isNumber && characters[index + 1].isNumber {
      return try range(
        String(characters[..<index]), String(characters[(index + 1)...]), direction: direction)
    }
    return nil
  }

  private func parseRange(_ separator: String, direction: Direction?) throws(ExpectationError) -> Expectation? {
    guard let place = rest.firstRange(of: separator) else { return nil }
    if rest[place.upperBound...].contains(separator) {
      throw failure("it is not plain which are the two ends; write them in digits.")
    }
    return try range(
      String(rest[..<place.lowerBound]), String(rest[place.upperBound...]), direction: direction)
  }

  private func range(_ left: String, _ right: String, direction: Direction?) throws(ExpectationError) -> Expectation {
    var first = try SpokenNumber.parse(left, in: written)
    let second = try SpokenNumber.parse(right, in: written)
    // "between 45 and 50 %", "1 to 2 bn USD": unit and scale stand once, behind the second.
    if first.unit == .none {
      first.unit = second.unit
      if first.scale == 1 { first.value *= second.scale }
    }
    guard first.unit == second.unit else { throw failure("the two ends have different units.") }
    guard first.value < second.value else { throw failure("the first end must be the smaller one.") }
    let range = NumberRange(
      low: .init(first.value, included: true), high: .init(second.value, included: true))
    return Expectation(words: written, kind: .number(direction == .down ? range.mirrored : range, first.unit))
  }
}
