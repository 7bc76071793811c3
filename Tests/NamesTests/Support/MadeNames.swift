// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names

/// Names made of syllables, generic words and legal forms, and slips in them: seeded, so that a failure can be repeated.
struct MadeNames {
  var random: Seeded

  init(seed: UInt64) { random = Seeded(seed: seed) }

  private static let syllables = [
    "ka", "lo", "mir", "ven", "tor", "sal", "dre", "pol", "gan", "rus", "tek", "bor", "nim", "zav", "ash", "ur", "kel", "fo",
  ]
  private static let generic = [
    "Trading", "Technology", "Group", "International", "Logistics", "Electronics", "Shenzhen", "Moscow", "Service",
  ]
  private static let forms = ["LLC", "Ltd", "Co., Ltd.", "JSC", "GmbH", "Inc", "Limited Liability Company", ""]
  private static let russian = ["Торговый", "Завод", "Группа", "Технологии"]
  private static let cyrillic = ["кам", "лор", "мир", "вен", "тор", "саль", "дре", "пол", "ган", "рус", "тек", "бор"]

  mutating func name() -> String {
    if Int.random(in: 0..<5, using: &random) == 0 {
      let word = (0..<Int.random(in: 2...3, using: &random)).map { _ in random.pick(Self.cyrillic) }.joined()
      return "ООО «\(random.pick(Self.russian)) \(word)»"
    }
    var words = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      (0..<Int.random(in: 2...4, using: &random)).map { _ in random.pick(Self.syllables) }.joined().capitalized
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) { words.append(random.pick(Self.generic)) }
    if Int.random(in: 0..<6, using: &random) == 0 { words.append(String(Int.random(in: 1...99, using: &random))) }
    return (words + [random.pick(Self.forms)]).joined(separator: " ")
  }

  mutating func names(_ count: Int) -> [String] { (0..<count).map { _ in name() } }

  /// One letter left out, doubled, changed, or two swapped.
  mutating func slip(in name: String) -> String {
    var letters = Array(name)
    guard letters.count > 5 else { return name }
    let place = Int.random(in: 1..<letters.count - 2, using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: letters.remove(at: place)
    case 1: letters.insert(letters[place], at: place)
    case 2: letters[place] = "x"
    default: letters.swapAt(place, place + 1)
    }
    return String(letters)
  }
}
