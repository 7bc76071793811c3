// SPDX-License-Identifier: Apache-2.0

/// Numbers in words: ordinals and cardinals of English and Russian, Roman numerals.
enum NumberWords {
  static let all: [(String, UInt32)] = {
    var table: [(String, UInt32)] = []
    let english: [[String]] = [
      ["zero"], ["one", "first"], ["two", "second"], ["three", "third"], ["four", "fourth"], ["five", "fifth"],
      ["six", "sixth"], ["seven", "seventh"], ["eight", "eighth"], ["nine", "ninth"], ["ten", "tenth"],
      ["eleven", "eleventh"], ["twelve", "twelfth"], ["thirteen", "thirteenth"], ["fourteen", "fourteenth"],
      ["fifteen", "fifteenth"], ["sixteen", "sixteenth"], ["seventeen", "seventeenth"], ["eighteen", "eighteenth"],
      ["nineteen", "nineteenth"],
    ]
    for (number, words) in english.enumerated() { table += words.map { ($0, UInt32(number)) } }
    for (index, words) in [
      ["twenty", "twentieth"], ["thirty", "thirtieth"], ["forty", "fortieth", "fourty"], ["fifty", "fiftieth"],
      ["sixty", "sixtieth"], ["seventy", "seventieth"], ["eighty", "eightieth"], ["ninety", "ninetieth"],
    ].enumerated() {
      table += words.map { ($0, UInt32(index + 2) * 10) }
    }
    let russian: [[String]] = [
      ["первый", "первая", "первое", "pervyy", "pervaya", "pervoe"], ["второй", "вторая", "второе", "vtoroy", "vtoraya"],
      ["третий", "третья", "третье", "tretiy", "tretya"], ["четвертый", "четвертая", "четвертое"],
      ["пятый", "пятая", "пятое"], ["шестой", "шестая", "шестое"], ["седьмой", "седьмая", "седьмое"],
      ["восьмой", "восьмая", "восьмое"], ["девятый", "девятая", "девятое"], ["десятый", "десятая", "десятое"],
    ]
    for (index, words) in russian.enumerated() { table += words.map { ($0, UInt32(index + 1)) } }
    return table
  }()

  /// 2 … 39 in Roman numerals of two letters or more, and the single ones of funds and volumes.
  static func roman(_ word: UnsafePointer<UInt8>, _ count: Int) -> UInt32? {
    guard count <= 6 else { return nil }
    var total = 0
    var previous = 0
    for index in stride(from: count - 1, through: 0, by: -1) {
      let value: Int
      switch word[index] {
      case UInt8(ascii: "i"): value = 1
      case UInt8(ascii: "v"): value = 5
      case UInt8(ascii: "x"): value = 10
      default: return nil
      }
      total += value < previous ? -value : value
      previous = max(previous, value)
    }
    guard total > 0, total < 40 else { return nil }
    return spelled(total).utf8.elementsEqual(UnsafeBufferPointer(start: word, count: count)) ? UInt32(total) : nil
  }

  private static func spelled(_ number: Int) -> String {
    String(repeating: "x", count: number / 10)
      + ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][number % 10]
  }

  /// The number of a word such as 179, 179th or 53й (the ending folded with it).
  static func digits(_ word: UnsafePointer<UInt8>, _ count: Int) -> UInt32? {
    var value: UInt32 = 0
    var index = 0
    while index < count, (0x30...0x39).contains(word[index]) {
      guard index < 9 else { return nil }
      value = value * 10 + UInt32(word[index] - 0x30)
      index += 1
    }
    guard index > 0 else { return nil }
    let rest = String(decoding: UnsafeBufferPointer(start: word + index, count: count - index), as: UTF8.self)
    return endings.contains(rest) ? value : nil
  }

  private static let endings: Set<String> = [
    "", "st", "nd", "rd", "th", "й", "ый", "ой", "я", "ая", "е", "ое", "го", "му", "м", "х", "ти",
  ]

  /// An ending that a hyphen parts from its number: 53-й.
  static func isEnding(_ word: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    count > 0 && count <= 4
      && endings.contains(String(decoding: UnsafeBufferPointer(start: word, count: count), as: UTF8.self))
  }
}

/// Words before a person's name that are not part of it.
enum PersonTitles {
  static let all = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "lord", "lady", "sheikh", "shaykh", "shaikh", "haji",
    "hajji", "hadji", "mullah", "maulana", "maulavi", "mawlawi", "mufti", "sayyid", "general", "gen", "colonel", "col",
    "major", "maj", "captain", "capt", "lieutenant", "lt", "brigadier", "admiral", "eng", "engineer", "doctor", "jr",
    "sr", "г", "гр", "господин", "госпожа", "др", "проф", "академик", "генерал", "полковник",
  ]
}
