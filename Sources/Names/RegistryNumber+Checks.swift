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
    case .bin: Self.isBIN(characters)
    case .unp: Self.isUNP(characters)
    case .edrpou: Self.isEDRPOU(characters)
    case .vkn: Self.isVKN(characters)
    case .mersis: characters.count == 16 && Self.someDigits(characters) != nil && characters[0] == 0x30
    case .hongKongCompany: Self.isHongKongCompany(characters)
    case .hongKongBusiness: characters.count == 8 && Self.someDigits(characters) != nil
    }
  }

  /// One way of writing for each number.
  func canonical(_ text: String) -> (Self, String) {
    switch self {
    case .hongKongCompany:
      // Since the change of 2023 what papers call a company number can be the business number.
      if text.utf8.count == 8, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !text.hasPrefix("0") {
        return (.hongKongBusiness, text)
      }
      let letters = text.prefix { $0.isLetter }
      let digits = text.dropFirst(letters.count).drop { $0 == "0" }
      guard digits.utf8.count <= 7 else { return (self, text) }
      return (self, letters + String(repeating: "0", count: 7 - digits.utf8.count) + digits)
    case .hongKongBusiness where text.utf8.count > 8:
      // Of `12345678-000-01-24-5` the first eight digits name the business; branch and year follow.
      return (self, String(text.prefix(8)))
    case .unp:
      // Ten Cyrillic capitals look like Latin ones, and papers have either.
      return (self, String(text.map { Self.lookalikes[$0] ?? $0 }))
    default: return (self, text)
    }
  }

  private static let lookalikes: [Character: Character] = [
    "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C", "Т": "T",
  ]

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

  /// Digits, not all of them zero.
  private static func someDigits(_ characters: [UInt8]) -> [Int]? {
    digits(characters).flatMap { $0.contains { $0 != 0 } ? $0 : nil }
  }

  /// Weights 1…11 modulo 11; where that gives 10, weights 3…11, 1, 2. A number for which both give 10 is not issued.
  private static func isBIN(_ characters: [UInt8]) -> Bool {
    guard characters.count == 12, let digits = someDigits(characters) else { return false }
    func check(_ weights: [Int]) -> Int { zip(weights, digits).map { $0 * $1 }.reduce(0, +) % 11 }
    let first = check(Array(1...11))
    return (first < 10 ? first : check(Array(3...11) + [1, 2])) == digits[11]
  }

  /// Weights 29, 23, 19, 17, 13, 7, 5, 3 modulo 11 over digits and letters (A = 10); of two letters in front, which mark
  /// a person, the second counts by its place among those in use.
  private static func isUNP(_ characters: [UInt8]) -> Bool {
    guard characters.count == 9, let tail = digits(Array(characters[2...])) else { return false }
    let letters = Array("ABCEHKMOPT".utf8)
    let head: [Int]
    if let both = digits(Array(characters[..<2])) {
      guard (1...7).contains(both[0]) else { return false }
      head = both
    } else {
      guard letters.prefix(7).contains(characters[0]), let second = letters.firstIndex(of: characters[1]) else {
        return false
      }
      head = [Int(characters[0]) - 0x41 + 10, second]
    }
    let sum = zip([29, 23, 19, 17, 13, 7, 5, 3], head + tail).map { $0 * $1 }.reduce(0, +)
    return sum % 11 == tail[6]
  }

  /// Weights 1…7 (7, 1…6 for numbers that begin with 3, 4 or 5) modulo 11; where that gives 10, all weights plus 2.
  private static func isEDRPOU(_ characters: [UInt8]) -> Bool {
    guard characters.count == 8, let digits = someDigits(characters) else { return false }
    let weights = (3...5).contains(digits[0]) ? [7, 1, 2, 3, 4, 5, 6] : [1, 2, 3, 4, 5, 6, 7]
    func check(_ weights: [Int]) -> Int { zip(weights, digits).map { $0 * $1 }.reduce(0, +) % 11 }
    let first = check(weights)
    return (first < 10 ? first : check(weights.map { $0 + 2 }) % 10) == digits[7]
  }

  private static func isVKN(_ characters: [UInt8]) -> Bool {
    guard characters.count == 10, let digits = someDigits(characters) else { return false }
    var sum = 0
    for place in 1...9 {
      let shifted = (digits[9 - place] + place) % 10
      if shifted == 0 { continue }
      let rest = shifted * (1 << place) % 9
      sum += rest == 0 ? 9 : rest
    }
    return (10 - sum % 10) % 10 == digits[9]
  }

  private static func isHongKongCompany(_ characters: [UInt8]) -> Bool {
    let digits = characters.drop { (0x41...0x5A).contains($0) }
    return characters.count - digits.count <= 2 && digits.count == 7 && someDigits(Array(digits)) != nil
  }
}
