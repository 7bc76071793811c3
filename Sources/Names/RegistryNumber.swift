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
    /// Kazakhstan's business or individual identification number: 12 digits.
    case bin = "BIN"
    /// Belarusian taxpayer's number: 9 characters.
    case unp = "UNP"
    /// Ukrainian register of enterprises (ЄДРПОУ): 8 digits.
    case edrpou = "EDRPOU"
    /// Turkish tax number: 10 digits.
    case vkn = "VKN"
    /// Turkish central trade register: 16 digits, of which no check is published.
    case mersis = "MERSIS"
    /// Hong Kong company number of the Companies Registry, as given until 26 December 2023: up to 7 digits, `F…` for a
    /// company from abroad. It has no check digit.
    case hongKongCompany = "HK-CR"
    /// Hong Kong business registration number, since 27 December 2023 the registry's own: 8 digits, no check digit.
    case hongKongBusiness = "HK-BR"

    /// Reads the names that registers and lists use, in any case.
    package init?(named name: String) {
      switch NameFolding.words(name).joined(separator: " ") {
      case "inn", "инн", "tax id no", "taxpayer id", "inn code", "tin": self = .inn
      case "ogrn", "огрн", "ogrnip", "огрнип": self = .ogrn
      case "kpp", "кпп": self = .kpp
      case "uscc", "uscc code", "unified social credit code", "unified social credit code uscc", "统一社会信用代码":
        self = .uscc
      case "lei", "legal entity identifier": self = .lei
      case "bin", "бин", "iin", "иин", "iin bin", "бин иин", "иин бин", "bsn", "жсн": self = .bin
      case "unp", "унп", "unn", "унн", "упн": self = .unp
      case "edrpou", "єдрпоу", "едрпоу", "код єдрпоу", "edrpou code": self = .edrpou
      case "vkn", "vergi no", "vergi kimlik no", "vergi kimlik numarası", "vergi numarası": self = .vkn
      case "mersis", "mersis no", "mersis numarası": self = .mersis
      case "hk cr", "cr no", "cr number", "hk company number", "hong kong company number", "company no hk",
        "hkcr", "公司編號", "公司编号":
        self = .hongKongCompany
      case "hk br", "br no", "brn", "hkbr", "ubi", "business registration no", "business registration number",
        "商業登記號碼", "商业登记号码":
        self = .hongKongBusiness
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
      case .bin: "KAZ"
      case .unp: "BLR"
      case .edrpou: "UKR"
      case .vkn, .mersis: "TUR"
      case .hongKongCompany, .hongKongBusiness: "HKG"
      case .lei: nil
      }
    }

    /// False when a wrong digit can't be found out.
    package var hasCheckDigit: Bool {
      switch self {
      case .inn, .ogrn, .uscc, .lei, .bin, .unp, .edrpou, .vkn: true
      case .kpp, .mersis, .hongKongCompany, .hongKongBusiness: false
      }
    }

    /// Kinds that a bare number is tried as: long ones, whose check digits leave little to chance.
    static let recognisable: [Self] = [.inn, .ogrn, .uscc, .lei]
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
    var kind = kind
    (kind, value) = kind.canonical(value)
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
    Kind.recognisable.compactMap { RegistryNumber($0, text) }
  }

  /// A natural person's number: a 12-digit INN, a 15-digit OGRN, a Kazakh number whose fifth digit belongs to a day of
  /// birth, a Belarusian one with letters.
  package var isOfPerson: Bool {
    switch kind {
    case .inn: value.utf8.count == 12
    case .ogrn: value.utf8.count == 15
    // In the number of a body the fifth digit is 4, 5 or 6; in a person's it is the first of a day, 0 to 3.
    case .bin: value.utf8.dropFirst(4).first.map { $0 < 0x34 } ?? false
    case .unp: value.utf8.contains { $0 >= 0x41 }
    default: false
    }
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
