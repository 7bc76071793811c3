// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Chinese characters: their simplified form and their reading. ICU's tables know both; a character is looked up once.
package enum HanScript {
  private static let simple = Mutex<[Character: Character]>([:])
  private static let readings = Mutex<[Character: String]>([:])

  /// The text in simplified characters, character by character.
  package static func simplified(_ text: String) -> String {
    String(
      text.map { character in
        guard isHan(character) else { return character }
        return simple.withLock { known in
          if let found = known[character] { return found }
          let answer = String(character).applyingTransform(StringTransform("Hant-Hans"), reverse: false)
          let found = answer?.count == 1 ? (answer?.first ?? character) : character
          known[character] = found
          return found
        }
      })
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
    guard isHan(character) else { return nil }
    if let common = companyReadings[character] { return common }
    return readings.withLock { known in
      if let found = known[character] { return found }
      let found = String(character).applyingTransform(StringTransform("Han-Latin; Latin-ASCII"), reverse: false)?
        .lowercased().filter { ("a"..."z").contains($0) }
      guard let found, !found.isEmpty else { return nil }
      known[character] = found
      return found
    }
  }

  /// Places whose characters are read in another way than ICU reads them one by one.
  static let phrases: [String: [String]] = [
    "厦门": ["xia", "men"], "西藏": ["xi", "zang"], "重庆": ["chong", "qing"], "六安": ["lu", "an"],
    "乐清": ["yue", "qing"], "乐山": ["le", "shan"], "台州": ["tai", "zhou"], "番禺": ["pan", "yu"],
    "蚌埠": ["beng", "bu"], "银行": ["yin", "hang"], "成长": ["cheng", "zhang"],
  ]

  /// The reading that company names use where dictionaries put another one first.
  static let companyReadings: [Character: String] = ["长": "chang", "厦": "sha", "行": "hang", "都": "du"]
}
