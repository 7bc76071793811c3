// SPDX-License-Identifier: Apache-2.0

/// Chinese characters: their simplified form and their reading. ICU's tables know both (``HanTable``).
package enum HanScript {
  /// The text in simplified characters, character by character.
  package static func simplified(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { HanTable.range.contains(Int($0.value)) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let plain = UInt16(exactly: scalar.value).map { HanTable.standard.simplified($0) }
      result.append(plain.flatMap { Unicode.Scalar($0) } ?? scalar)
    }
    return String(result)
  }

  /// The syllables of a text of Chinese characters in pinyin without tones; anything else is nil.
  package static func syllables(_ text: some StringProtocol) -> [String]? {
    let characters = Array(text)
    var result: [String] = []
    var index = 0
    while index < characters.count {
      if index + 1 < characters.count, let pair = phrases[String(characters[index...index + 1])] {
        result += pair
        index += 2
        continue
      }
      guard let syllable = reading(characters[index]) else { return nil }
      result.append(syllable)
      index += 1
    }
    return result
  }

  static func isHan(_ character: Character) -> Bool {
    character.unicodeScalars.first.flatMap(Script.of) == .han
  }

  private static func reading(_ character: Character) -> String? {
    guard isHan(character), let scalar = character.unicodeScalars.first, let code = UInt16(exactly: scalar.value)
    else { return nil }
    let letters = HanTable.standard.letters(HanTable.standard.reading([code][...]))
    return letters.isEmpty ? nil : String(decoding: letters, as: UTF8.self)
  }

  /// Words whose characters are read in another way than ICU reads them one by one (han-readings.tsv).
  static let phrases: [String: [String]] = readings(of: "word")

  /// The reading that names have where dictionaries put another one first.
  static let companyReadings: [String: [String]] = readings(of: "alone")

  /// As they are read at the beginning of a person's name: 单 is Shan there, and *dan* elsewhere.
  static let surnames: [String: [String]] = readings(of: "surname")

  private static func readings(of kind: String) -> [String: [String]] {
    let rows = NameData.rows(of: "han-readings", columns: 3).filter { $0[0] == kind }
    return Dictionary(rows.map { ($0[1], $0[2].split(separator: " ").map(String.init)) }) { first, _ in first }
  }
}
