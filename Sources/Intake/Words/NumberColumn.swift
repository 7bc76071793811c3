// SPDX-License-Identifier: Apache-2.0

/// Decides over all values of a column how its numbers are written: which mark is the decimal one, and what stands
/// between thousands.
///
/// Values come as shapes, with a 9 for each digit, so that millions of numbers are a few hundred shapes. `9.999,99` says
/// that the comma is decimal, `99.9` that the point is, `9,99,999` that commas group as in India. `9.999` alone says
/// nothing: a column that has no better is ambiguous, and a thousandfold error is what guessing would cost.
struct NumberColumn {
  /// Texts of one shape.
  struct Shape {
    var text: String
    /// The text begins with a zero before its mark: `0,123` can't be a number of thousands.
    var hasLeadingZero: Bool
    var count: Int
  }

  enum Mark: Hashable {
    case decimal(Character)
    case thousands(Character)
    /// Either of them.
    case unclear(Character)
  }

  /// How the column is read; nil when no value decides.
  private(set) var decimal: Character?
  /// Values that can be read in one way only, by the decimal mark that they show.
  private(set) var evidence: [Character: Int] = [:]
  /// Values that could be read in two ways, by their mark.
  private(set) var unclear: [Character: Int] = [:]
  /// Thousands are marked somewhere, by a point, a comma, a space or an apostrophe.
  private(set) var hasGroups = false

  init(_ shapes: [Shape]) {
    for shape in shapes {
      // A value counts once, though both of its marks may say the same.
      var says: Set<Character> = []
      for mark in NumberColumn.marks(shape.text, hasLeadingZero: shape.hasLeadingZero) ?? [] {
        switch mark {
        case .decimal(let mark): says.insert(mark)
        case .thousands(let mark):
          hasGroups = true
          if mark == "." || mark == "," { says.insert(mark == "." ? "," : ".") }
        case .unclear(let mark): unclear[mark, default: 0] += shape.count
        }
      }
      for mark in says { evidence[mark, default: 0] += shape.count }
    }
    let (point, comma) = (evidence["."] ?? 0, evidence[","] ?? 0)
    if point != comma { decimal = point > comma ? "." : "," }
  }

  /// Both marks are decimal in some values: the rarer way is refused.
  var isMixed: Bool { (evidence["."] ?? 0) > 0 && (evidence[","] ?? 0) > 0 }

  /// No value decides, and some depend on it.
  var isAmbiguous: Bool { decimal == nil && !unclear.isEmpty }

  /// What the marks of a number are; nil for a text that is no number at all.
  static func marks(_ shape: String, hasLeadingZero: Bool = false) -> [Mark]? {
    var text = shape.filter { !isSpace($0) }
    if text.hasPrefix("("), text.hasSuffix(")") { text = String(text.dropFirst().dropLast()) }
    if let first = text.first, first == "-" || first == "+" || first == "−" { text.removeFirst() }
    var marks: [Mark] = []
    if shape.contains(where: isSpace) { marks.append(.thousands(" ")) }
    if text.contains(where: isApostrophe) {
      guard !text.contains(where: { $0 == "," || $0 == "." }) || isGrouped(text.prefix { $0 != "." && $0 != "," })
      else { return nil }
      marks.append(.thousands("'"))
      text = text.filter { !isApostrophe($0) }
    }
    // 1.5E+06
    if let exponent = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      let power = text[text.index(after: exponent)...].drop { $0 == "+" || $0 == "-" }
      let mantissa = text[..<exponent]
      guard !power.isEmpty, power.allSatisfy({ $0 == "9" }), let head = mantissa.first, head == "9" else { return nil }
      guard let mark = mantissa.first(where: { $0 != "9" }) else { return marks }
      guard mark == "." || mark == ",", mantissa.filter({ $0 != "9" }).count == 1 else { return nil }
      return marks + [.decimal(mark)]
    }
    guard text.contains("9"), text.allSatisfy({ $0 == "9" || $0 == "." || $0 == "," }) else { return nil }
    let found = text.filter { $0 != "9" }
    guard let last = found.last else { return marks }
    if Set(found).count == 2 {
      // The mark that comes last is the decimal one, and stands once.
      let groups = text[..<(text.lastIndex(of: last) ?? text.endIndex)]
      guard found.filter({ $0 == last }).count == 1, isGrouped(groups), let other = found.first else { return nil }
      return marks + [.decimal(last), .thousands(other)]
    }
    if found.count > 1 { return isGrouped(text[...]) ? marks + [.thousands(last)] : nil }
    let parts = text.split(separator: last, omittingEmptySubsequences: false)
    let isGroup = parts[1].count == 3 && (1...3).contains(parts[0].count) && !hasLeadingZero
    // Where a space or an apostrophe groups, a mark is decimal.
    return marks + [isGroup && marks.isEmpty ? .unclear(last) : .decimal(last)]
  }

  /// Groups of three, or as in India: three at the end and two before.
  private static func isGrouped(_ text: Substring) -> Bool {
    let groups = text.split(whereSeparator: { $0 != "9" }).map(\.count)
    guard groups.count > 1, groups.last == 3, let first = groups.first else { return false }
    let inner = groups.dropFirst().dropLast()
    return (inner.allSatisfy { $0 == 3 } && first <= 3) || (inner.allSatisfy { $0 == 2 } && first <= 2)
  }

  static let spaces: [Character] = [" ", "\u{A0}", "\u{202F}", "\u{2009}", "\u{2007}"]
  static let apostrophes: [Character] = ["'", "’", "ʼ", "`"]
  private static func isSpace(_ character: Character) -> Bool { spaces.contains(character) }
  private static func isApostrophe(_ character: Character) -> Bool { apostrophes.contains(character) }
}
