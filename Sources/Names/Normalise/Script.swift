// SPDX-License-Identifier: Apache-2.0

/// A writing system, as far as names need to tell them apart.
package enum Script: String, Sendable, CaseIterable, Hashable {
  case latin, cyrillic, han, kana, hangul, greek, arabic, hebrew, armenian, georgian, thai, other

  /// The script of a letter; nil for digits, marks, punctuation and spaces, which belong to no script.
  package static func of(_ scalar: Unicode.Scalar) -> Script? {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A: return .latin
    case 0x00...0x7F: return nil
    case 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA722...0xA7FF,
      0xAB30...0xAB64:
      return .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: return scalar.properties.isAlphabetic ? .greek : nil
    case 0x400...0x481, 0x48A...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: return .cyrillic
    case 0x531...0x556, 0x560...0x588: return .armenian
    case 0x5D0...0x5EA: return .hebrew
    case 0x620...0x64A, 0x66E...0x6D3, 0x750...0x77F: return .arabic
    case 0xE01...0xE30: return .thai
    case 0x10A0...0x10FF, 0x1C90...0x1CBF: return .georgian
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x31F0...0x31FF: return .kana
    case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: return .han
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: return .hangul
    default: return scalar.properties.isAlphabetic ? .other : nil
    }
  }

  /// The scripts of the letters of a text.
  package static func present(in text: some StringProtocol) -> Set<Script> {
    var found: Set<Script> = []
    for scalar in text.unicodeScalars {
      if let script = of(scalar) { found.insert(script) }
    }
    return found
  }

  /// The script that most letters of a text are of; nil when there are no letters. On a tie, the earlier case.
  package static func dominant(in text: some StringProtocol) -> Script? {
    var counts: [Script: Int] = [:]
    for scalar in text.unicodeScalars {
      if let script = of(scalar) { counts[script, default: 0] += 1 }
    }
    guard let most = counts.values.max() else { return nil }
    return allCases.first { counts[$0] == most }
  }

  /// True for scripts that write words without spaces between them.
  var runsWordsTogether: Bool { self == .han || self == .kana }
}
