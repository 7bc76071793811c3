// SPDX-License-Identifier: Apache-2.0

/// A code of the Harmonised System or of a tariff built on it: 2 to 10 digits, with its leading zero.
///
/// ```swift
/// HSCode("8542.31")?.digits     // "854231"
/// HSCode("1012100")?.digits     // "01012100": a spreadsheet had eaten the zero
/// ```
public struct HSCode: Sendable, Hashable, Codable {
  /// 2, 4, 6, 8 or 10 digits.
  public let digits: String

  /// Reads a code as written: points, spaces and dashes inside it are dropped. Codes come in pairs of digits, so an odd
  /// number of them means that a leading zero was lost on the way, and it is put back. Nil for anything else
  /// (`TOTAL`, an empty text, more than ten digits).
  public init?(_ text: String) {
    var digits = ""
    for character in text.unicodeScalars {
      switch character {
      case "0"..."9": digits.unicodeScalars.append(character)
      case ".", " ", "-", "\u{A0}": continue
      default: return nil
      }
    }
    if !digits.count.isMultiple(of: 2) { digits = "0" + digits }
    guard (2...10).contains(digits.count) else { return nil }
    self.digits = digits
  }

  /// The two digits that all codes of the chapter begin with.
  public var chapter: String { String(digits.prefix(2)) }

  /// Four digits, or nil for a chapter.
  public var heading: String? { digits.count >= 4 ? String(digits.prefix(4)) : nil }

  /// The six digits that all countries share, or nil for a shorter code.
  public var hs6: String? { digits.count >= 6 ? String(digits.prefix(6)) : nil }

  /// Whether every good of this code is also of `prefix`. A shorter code never is: it holds more than the prefix does.
  public func begins(with prefix: HSCode) -> Bool { digits.hasPrefix(prefix.digits) }
}

extension HSCode: CustomStringConvertible {
  public var description: String { digits }
}

extension HSCode: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.digits < right.digits }
}
