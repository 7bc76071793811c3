// SPDX-License-Identifier: Apache-2.0

package import Trade

/// A setting of a detector, with what it may be.
package struct ParameterDeclaration: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case whole(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case day(ClosedRange<Day>)
    case choice([String])
    /// ISO alpha-3 codes with commas between them.
    case countries
    /// ISO alpha-3.
    case country
  }

  package var name: String
  package var kind: Kind
  /// Nil for choices, days and plain ratios.
  package var unit: String?
  /// As one would write it in `case.yaml`.
  package var `default`: String
  package var about: String

  package init(name: String, kind: Kind, unit: String? = nil, default: String, about: String) {
    self.name = name
    self.kind = kind
    self.unit = unit
    self.default = `default`
    self.about = about
  }

  /// The values that are allowed, in words.
  package var range: String {
    switch kind {
    case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(Wording.number(range.lowerBound)) to \(Wording.number(range.upperBound))"
    case .day(let range): "a day from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let words): words.joined(separator: " or ")
    case .countries: "ISO alpha-3 codes, with commas"
    case .country: "a country in ISO alpha-3, such as RUS"
    }
  }

  func allows(_ text: String) -> Bool {
    switch kind {
    case .whole(let range): Int(text).map(range.contains) ?? false
    case .number(let range): Double(text).map(range.contains) ?? false
    case .day(let range): Day(text).map(range.contains) ?? false
    case .choice(let words): words.contains(text)
    case .countries: !Self.codes(text).isEmpty && Self.codes(text).allSatisfy { CountryName.of($0) != $0 }
    case .country: text.count == 3 && text.allSatisfy { $0.isASCII && $0.isUppercase && $0.isLetter }
    }
  }
}

extension ParameterDeclaration {
  /// `PRK, IRN` → `PRK`, `IRN`
  static func codes(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
  }

  /// How many findings are put into words. Each asks some measures, so a detector that flags half a register would
  /// otherwise take hours and help nobody.
  static let limit = ParameterDeclaration(
    name: "limit", kind: .whole(1...100_000), unit: "findings", default: "50",
    about: "How many findings are put into words, highest score first; each says how many leads were left out.")

  /// Which buyers or makers are looked at.
  static let goods = ParameterDeclaration(
    name: "goods", kind: .choice(["of-concern", "any"]), default: "of-concern",
    about: "Look only where goods of a listed class of concern are recorded, or at any goods.")
}
