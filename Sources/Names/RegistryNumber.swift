// SPDX-License-Identifier: Apache-2.0

/// A number under which a register knows somebody, with its check digits verified.
///
/// ```swift
/// RegistryNumber("INN:7707083893")?.description     // "INN 7707083893"
/// RegistryNumber(.uscc, "91440300708461136T")       // valid
/// RegistryNumber(.inn, "7707083894")                // nil: the check digit is wrong
/// ```
package struct RegistryNumber: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable {
    /// Russian tax number: 10 digits of an organisation, 12 of a natural person.
    case inn = "INN"
    /// Russian state register: 13 digits of an organisation, 15 of a trader (OGRNIP).
    case ogrn = "OGRN"
    /// Russian tax registration at an office: 9 characters, no check digit, shared by many. Identifies nobody alone.
    case kpp = "KPP"
    /// China's Unified Social Credit Code, GB 32100-2015: 18 characters.
    case uscc = "USCC"
    /// Legal Entity Identifier, ISO 17442: 20 characters.
    case lei = "LEI"

    /// Reads the names that registers and lists use, in any case.
    package init?(named name: String) {
      switch NameFolding.words(name).joined(separator: " ") {
      case "inn", "инн", "tax id no", "taxpayer id", "inn code", "tin": self = .inn
      case "ogrn", "огрн", "ogrnip", "огрнип": self = .ogrn
      case "kpp", "кпп": self = .kpp
      case "uscc", "uscc code", "unified social credit code", "unified social credit code uscc", "统一社会信用代码":
        self = .uscc
      case "lei", "legal entity identifier": self = .lei
      default: return nil
      }
    }

    /// True when no two bodies carry the same number of this kind.
    package var identifies: Bool { self != .kpp }

    /// ISO alpha-3 of the register; nil for the worldwide one.
    package var country: String? {
      switch self {
      case .inn, .ogrn, .kpp: "RUS"
      case .uscc: "CHN"
      case .lei: nil
      }
    }
  }

  package let kind: Kind
  /// Without spaces or dashes, capital letters.
  package let value: String

  /// Nil when the number can't be one of that kind: a wrong length, a wrong character, a check digit that does not fit.
  package init?(_ kind: Kind, _ text: String) {
    var value = ""
    for scalar in text.precomposed.unicodeScalars where !Self.separators.contains(scalar) {
      value.unicodeScalars.append(scalar)
    }
    value = value.uppercased()
    guard !value.isEmpty, value.utf8.allSatisfy({ $0 < 0x80 }), kind.accepts(Array(value.utf8)) else { return nil }
    self.kind = kind
    self.value = value
  }

  /// Reads `INN:7707083893`, `ИНН 7707083893`, `USCC 9144…`.
  package init?(_ text: String) {
    guard let end = text.firstIndex(where: { $0 == ":" || $0 == " " }), let kind = Kind(named: String(text[..<end]))
    else { return nil }
    self.init(kind, String(text[text.index(after: end)...]))
  }

  /// True when the text says that it is a number (`INN:…`), right or wrong.
  package static func isMeant(by text: String) -> Bool {
    guard let end = text.firstIndex(where: { $0 == ":" || $0 == " " }) else { return false }
    guard Kind(named: String(text[..<end])) != nil else { return false }
    return text[text.index(after: end)...].contains(where: \.isNumber)
  }

  /// The identifying numbers that the bare characters can be, in order of kinds: a list's "Tax ID" says no more.
  package static func candidates(_ text: String) -> [RegistryNumber] {
    Kind.allCases.filter(\.identifies).compactMap { RegistryNumber($0, text) }
  }

  /// A natural person's number: a 12-digit INN or a 15-digit OGRN.
  package var isOfPerson: Bool {
    (kind == .inn && value.utf8.count == 12) || (kind == .ogrn && value.utf8.count == 15)
  }

  private static let separators: Set<Unicode.Scalar> = [" ", "\u{A0}", "-", "\t", "\u{2011}", "\u{2013}"]
}

extension RegistryNumber: CustomStringConvertible {
  package var description: String { "\(kind.rawValue) \(value)" }
}

extension RegistryNumber: Comparable {
  /// By kind in order of declaration, then by value.
  package static func < (left: Self, right: Self) -> Bool {
    let order = Kind.allCases
    let (a, b) = (order.firstIndex(of: left.kind) ?? 0, order.firstIndex(of: right.kind) ?? 0)
    return (a, left.value) < (b, right.value)
  }
}
