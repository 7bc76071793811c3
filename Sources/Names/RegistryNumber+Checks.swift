// SPDX-License-Identifier: Apache-2.0

import Foundation

extension String {
  /// Full-width digits become plain ones.
  var precomposed: String { precomposedStringWithCompatibilityMapping }
}

extension RegistryNumber.Kind {
  /// Length, alphabet and check digits.
  func accepts(_ characters: [UInt8]) -> Bool {
    switch self {
    case .inn: Self.isINN(characters)
    case .ogrn: Self.isOGRN(characters)
    case .kpp: Self.isKPP(characters)
    case .uscc: Self.isUSCC(characters)
    case .lei: Self.isLEI(characters)
    }
  }

  private static func digits(_ characters: [UInt8]) -> [Int]? {
    var digits: [Int] = []
    for character in characters {
      guard (0x30...0x39).contains(character) else { return nil }
      digits.append(Int(character) - 0x30)
    }
    return digits
  }

  /// Weighted sums modulo 11, modulo 10, as the Federal Tax Service sets them.
  private static func isINN(_ characters: [UInt8]) -> Bool {
    guard let digits = digits(characters), digits.contains(where: { $0 != 0 }) else { return false }
    func check(_ weights: [Int]) -> Int { zip(weights, digits).map { $0 * $1 }.reduce(0, +) % 11 % 10 }
    switch digits.count {
    case 10: return check([2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[9]
    case 12:
      return check([7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[10]
        && check([3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == digits[11]
    default: return false
    }
  }

  /// The last digit is the rest by 11 (by 13 for traders) of the number before it, its last digit.
  private static func isOGRN(_ characters: [UInt8]) -> Bool {
    guard let digits = digits(characters), let last = digits.last, digits.first != 0 else { return false }
    let divisor: Int
    switch digits.count {
    case 13: divisor = 11
    case 15: divisor = 13
    default: return false
    }
    let number = digits.dropLast().reduce(0) { $0 * 10 + $1 }
    return number % divisor % 10 == last
  }

  private static func isKPP(_ characters: [UInt8]) -> Bool {
    guard characters.count == 9 else { return false }
    return characters.enumerated().allSatisfy { index, character in
      (0x30...0x39).contains(character) || ((4...5).contains(index) && (0x41...0x5A).contains(character))
    }
  }

  /// GB 32100-2015: weights are powers of 3 modulo 31 over an alphabet without I, O, S, V and Z.
  private static func isUSCC(_ characters: [UInt8]) -> Bool {
    guard characters.count == 18 else { return false }
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    var values: [Int] = []
    for character in characters {
      guard let value = alphabet.firstIndex(of: character) else { return false }
      values.append(value)
    }
    // Characters 3 to 8 are the region, in digits.
    guard values[2...7].allSatisfy({ $0 < 10 }) else { return false }
    var weight = 1
    var sum = 0
    for value in values.dropLast() {
      sum += value * weight
      weight = weight * 3 % 31
    }
    return (31 - sum % 31) % 31 == values[17]
  }

  /// ISO 7064 MOD 97-10, letters counted from A = 10.
  private static func isLEI(_ characters: [UInt8]) -> Bool {
    guard characters.count == 20, digits(Array(characters.suffix(2))) != nil else { return false }
    var rest = 0
    for character in characters {
      switch character {
      case 0x30...0x39: rest = (rest * 10 + Int(character) - 0x30) % 97
      case 0x41...0x5A: rest = (rest * 100 + Int(character) - 0x41 + 10) % 97
      default: return false
      }
    }
    return rest == 1
  }
}
