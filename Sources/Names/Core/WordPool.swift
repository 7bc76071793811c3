// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The distinct words of many names, each worked out once: sounds, concept, number, kind. One thread fills a pool.
final class WordPool: @unchecked Sendable {
  let records = Grow<WordRecord>(capacity: 1024)
  /// The letters of all sounds (``SoundLetters``).
  let sounds = Grow<UInt8>(capacity: 16_384)
  let entries = Grow<LexicalEntry>(capacity: 1024)
  /// Up to four Chinese syllables that the word consists of, 16 bits each, by their numbers in `syllables`; 0 if none.
  let spoken = Grow<UInt64>(capacity: 1024)
  private(set) var syllables: [String] = [""]
  private var syllableNumbers: [String: UInt16] = [:]
  private var table = KeyTable(expecting: 1024)
  private let lexicon = Lexicon.standard
  let kind: NameKind

  private var sound: [UInt8] = []
  private var bones: [UInt8] = []

  init(kind: NameKind) { self.kind = kind }

  var count: Int { records.count }

  static func unit(ofConcept concept: UInt16) -> UInt64 { Hash64.mix(0xC0_0000 + UInt64(concept)) }
  static func unit(ofSound sound: [UInt8]) -> UInt64 { Hash64.of(sound, seed: 0x50) }

  /// The place of a folded word that is not Chinese.
  @inline(__always) func word(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let key = Hash64.of(bytes, count)
    let found = table.find(key)
    return found >= 0 ? Int(found) : add(Array(UnsafeBufferPointer(start: bytes, count: count)), key: key)
  }

  func word(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    let key = Hash64.of(bytes)
    let found = table.find(key)
    return found >= 0 ? Int(found) : add(bytes, key: key)
  }

  /// The place of a piece of a Chinese name: its characters, and how it is read in Latin letters.
  func chinese(_ text: ArraySlice<UInt16>, known: HanLexicon.Known?) -> Int {
    var key: UInt64 = 0xA5
    for scalar in text { key = Hash64.mix(key ^ UInt64(scalar)) &+ 0x9E37 }
    // A body's name is a known one only where it is the whole.
    if let known, known.kind == .plain { key = Hash64.mix(key ^ UInt64(known.concept)) }
    let found = table.find(key)
    if found >= 0 { return Int(found) }
    let reading = HanTable.standard.letters(HanTable.standard.reading(text, isPerson: kind == .person))
    var entry = LexicalEntry()
    if let known {
      entry.kind = known.kind.rawValue
      entry.concept = known.concept
    }
    return add(readings: [reading], letters: reading, key: key, entry: entry, flags: 0)
  }

  /// The place of a known word that was met by its syllables: `ke ji`.
  func spoken(_ syllables: [String], known: HanLexicon.Known) -> Int {
    let bytes = Array(syllables.joined().utf8)
    let key = Hash64.of(bytes, seed: 0x5B0)
    let found = table.find(key)
    if found >= 0 { return Int(found) }
    var entry = LexicalEntry()
    entry.kind = known.kind.rawValue
    entry.concept = known.concept
    return add(readings: [bytes], letters: bytes, key: key, entry: entry, flags: 0)
  }

  private func add(_ bytes: [UInt8], key: UInt64) -> Int {
    var entry = lexicon.entry(key)
    if kind == .person {
      entry = LexicalEntry(
        kind: entry.isTitle ? WordKind.link.rawValue : WordKind.plain.rawValue, isTitle: entry.isTitle)
    }
    var flags: UInt8 = 0
    let isASCII = bytes.allSatisfy { $0 < 0x80 }
    var readings: [[UInt8]]
    // One Latin letter for each letter of the word, as acronyms are made.
    var initials = bytes
    var script = Script.latin
    if isASCII {
      readings = [bytes]
    } else {
      let text = String(decoding: bytes, as: UTF8.self)
      script = Script.dominant(in: text) ?? .other
      switch script {
      case .cyrillic:
        readings = [CyrillicReading.latin(text, ukrainian: false)]
        initials = text.unicodeScalars.compactMap { CyrillicReading.latin(String($0), ukrainian: false).first }
        if kind == .organisation, let chinese = Palladius.syllables(text)?.joined() {
          readings.append(Array(chinese.utf8))
        } else if CyrillicReading.isUkrainian(text) {
          readings.append(CyrillicReading.latin(text, ukrainian: true))
        }
      case .latin: readings = [bytes]
      case .arabic, .hebrew:
        flags |= WordRecord.noVowels
        readings = script == .arabic ? Self.arabic(text) : [Self.romanised(text)]
      case .hangul:
        readings = [KoreanReading.latin(text, isPopular: false), KoreanReading.latin(text, isPopular: true)]
        if readings[0].isEmpty { readings = [Self.romanised(text)] }
      default: readings = [Self.romanised(text)]
      }
    }
    if bytes.contains(where: { (0x30...0x39).contains($0) }) {
      flags |= WordRecord.hasDigit
      let number = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.flatMap { NumberWords.digits($0, buffer.count) }
      }
      if let number { entry.number = number + 1 }
    }
    if script == .latin, let soft = Self.softly(bytes) { readings.append(soft) }
    return add(
      readings: readings, letters: initials, key: key, entry: entry, flags: flags, isCyrillic: script == .cyrillic,
      isLatin: script == .latin)
  }

  /// `c` before e, i and y as `s`, and without a silent `e` at the end: Service is also written as it is heard, Сервис.
  private static func softly(_ word: [UInt8]) -> [UInt8]? {
    let (c, e) = (UInt8(ascii: "c"), UInt8(ascii: "e"))
    guard word.count >= 4, word.contains(c) else { return nil }
    var result = word
    for index in 0..<(word.count - 1) where word[index] == c && [e, UInt8(ascii: "i"), UInt8(ascii: "y")].contains(word[index + 1]) {
      result[index] = UInt8(ascii: "s")
    }
    guard result != word else { return nil }
    if result.count >= 5, result.last == e { result.removeLast() }
    return result
  }

  /// Other scripts by ICU's general rules; one call a distinct word.
  private static func romanised(_ text: String) -> [UInt8] {
    let latin = text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII; Lower"), reverse: false) ?? text
    let letters = latin.utf8.filter { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    return letters.isEmpty ? Array(text.utf8) : Array(letters)
  }

  /// Without the article, and with و and ي between consonants as the vowels that they stand for: النور is Nur. With the
  /// article, too, as some run it together: Alnur.
  private static func arabic(_ text: String) -> [[UInt8]] {
    let hasArticle = text.hasPrefix("ال") && text.count >= 5
    var letters = romanised(hasArticle ? String(text.dropFirst(2)) : text)
    let vowels = Set("aeiou".utf8)
    for index in letters.indices.dropFirst() where !vowels.contains(letters[index - 1]) {
      if index + 1 < letters.count, vowels.contains(letters[index + 1]) { continue }
      if letters[index] == UInt8(ascii: "w") { letters[index] = UInt8(ascii: "u") }
      if letters[index] == UInt8(ascii: "y") { letters[index] = UInt8(ascii: "i") }
    }
    return hasArticle ? [letters, Array("al".utf8) + letters] : [letters]
  }

  private func add(
    readings: [[UInt8]], letters spelled: [UInt8], key: UInt64, entry given: LexicalEntry, flags: UInt8,
    isCyrillic: Bool = false, isLatin: Bool = false
  ) -> Int {
    var record = WordRecord()
    var entry = given
    let first = readings[0]
    SoundLetters.fold(first, into: &sound)
    if kind == .organisation, isCyrillic || isLatin, entry.concept == 0, entry.expansion < 0, entry.number == 0,
      let heard = lexicon.entry(ofSound: sound, isCyrillic: isCyrillic)
    {
      let formWord = entry.formWord >= 0 ? entry.formWord : heard.formWord
      let startsKnown = entry.startsKnown
      entry = heard
      entry.formWord = formWord
      entry.startsKnown = startsKnown
    }
    record.key = key
    record.concept = entry.concept
    record.kind = entry.kind
    record.flags = isLatin ? flags | WordRecord.isLatin : flags
    if lexicon.countries.contains(entry.concept) { record.flags |= WordRecord.isCountry }
    record.number = entry.number
    if record.number > 0 && kind == .organisation { record.kind = WordKind.number.rawValue }
    record.letterCount = UInt8(min(255, spelled.count))
    record.start = UInt32(sounds.count)
    record.length = UInt8(sound.count)
    record.letters = letters(of: sound)
    for code in sound { sounds.append(code) }
    record.sound = Hash64.of(sound, seed: 0x50)
    SoundLetters.skeleton(sound, into: &bones)
    if !bones.isEmpty { record.skeleton = UInt32(truncatingIfNeeded: Hash64.of(bones, seed: 0x5E)) | 1 }
    if flags & WordRecord.hasDigit == 0, let length = SoundLetters.stemLength(sound) {
      record.stem = UInt32(truncatingIfNeeded: Hash64.of(Array(sound.prefix(length)), seed: 0x57)) | 1
    }
    let plain = spelled.prefix(9).map(SoundLetters.code)
    if (2...8).contains(spelled.count), flags & WordRecord.hasDigit == 0 {
      record.acronym = UInt32(truncatingIfNeeded: Hash64.of(plain, seed: 0xAC)) | 1
    }
    if let first = spelled.first { record.initial = SoundLetters.code(first) + 1 }
    if spelled.count == 1 { record.flags |= WordRecord.isLetter }
    if readings.count > 1 {
      SoundLetters.fold(readings[1], into: &sound)
      let other = Hash64.of(sound, seed: 0x50)
      if other != record.sound {
        record.otherLength = UInt8(sound.count)
        for code in sound { sounds.append(code) }
        record.otherSound = other
      }
    }
    if kind == .organisation, record.kind == WordKind.plain.rawValue, entry.concept == 0, entry.formWord < 0,
      first.allSatisfy({ (0x61...0x7A).contains($0) }), lexicon.isLikeForm(first)
    {
      record.flags |= WordRecord.likeForm
    }
    if record.number == 0, record.otherLength == 0,
      record.flags & (WordRecord.hasDigit | WordRecord.noVowels | WordRecord.isLetter) == 0
    {
      record.flags |= WordRecord.isSimple
    }
    var packed: UInt64 = 0
    if kind == .organisation, flags & WordRecord.hasDigit == 0, let parts = Pinyin.parse(first) {
      for (place, part) in parts.enumerated() { packed |= UInt64(number(ofSyllable: part)) << UInt64(16 * place) }
    }
    let place = records.count
    records.append(record)
    entries.append(entry)
    spoken.append(packed)
    table.insert(key, Int32(place))
    return place
  }

  private func number(ofSyllable syllable: String) -> UInt16 {
    if let known = syllableNumbers[syllable] { return known }
    let new = UInt16(syllables.count)
    syllables.append(syllable)
    syllableNumbers[syllable] = new
    return new
  }

  private func letters(of sound: [UInt8]) -> UInt64 { sound.reduce(0) { $0 | 1 << UInt64($1 & 63) } }
}
