// SPDX-License-Identifier: Apache-2.0

/// Cyrillic letters in Latin ones, for sounds only: what tells one transliteration from another is folded away later.
enum CyrillicReading {
  private static let base: UInt32 = 0x400
  private static let russian: [[UInt8]] = table(ukrainian: false)
  private static let ukrainian: [[UInt8]] = table(ukrainian: true)

  private static func table(ukrainian: Bool) -> [[UInt8]] {
    (0..<0x130).map { offset in
      guard let scalar = Unicode.Scalar(base + UInt32(offset)) else { return [] }
      let letter = Character(scalar)
      if ukrainian, let own = Transliteration.ukrainianTable[letter] { return Array(own.utf8) }
      return Array((Transliteration.table[letter] ?? "").utf8)
    }
  }

  static func latin(_ word: String, ukrainian isUkrainian: Bool) -> [UInt8] {
    let table = isUkrainian ? ukrainian : russian
    var result: [UInt8] = []
    for scalar in word.unicodeScalars {
      if scalar.value < 0x80 {
        result.append(UInt8(scalar.value))
      } else if scalar.value >= base, scalar.value < base + UInt32(table.count) {
        result += table[Int(scalar.value - base)]
      } else {
        result += Array(String(scalar).utf8)
      }
    }
    return result
  }

  /// Letters that Ukrainian and Belarusian have and Russian has not.
  static func isUkrainian(_ word: String) -> Bool {
    word.unicodeScalars.contains { "іїєґў".unicodeScalars.contains($0) }
  }
}
