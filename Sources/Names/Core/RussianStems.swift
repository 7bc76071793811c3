// SPDX-License-Identifier: Apache-2.0

/// Stems of Russian words and the endings of declension that may follow, both by sound, so that a word is known in Cyrillic
/// and in any transliteration.
struct RussianStems: Sendable {
  struct Stem: Sendable {
    var sound: [UInt8]
    var entry: LexicalEntry
  }

  /// By the first three letters, longest first.
  private var stems: [UInt64: [Stem]] = [:]

  private static func start(_ sound: [UInt8]) -> UInt64? {
    sound.count < 3 ? nil : UInt64(sound[0]) << 16 | UInt64(sound[1]) << 8 | UInt64(sound[2])
  }

  mutating func add(_ stem: String, _ entry: LexicalEntry) {
    var sound: [UInt8] = []
    SoundLetters.fold(CyrillicReading.latin(stem, ukrainian: false), into: &sound)
    guard let start = Self.start(sound) else { return }
    stems[start, default: []].append(Stem(sound: sound, entry: entry))
  }

  mutating func finish() {
    // Of stems of one length the one that was added first counts.
    for start in stems.keys {
      stems[start] = stems[start]?.enumerated().sorted { ($1.element.sound.count, $0.offset) < ($0.element.sound.count, $1.offset) }.map(\.element)
    }
  }

  /// Nouns and adjectives of all genders, numbers and cases, as they sound: -ий, -ая, -ого, -ых, -ами …
  private static let endings: Set<[UInt8]> = Set(
    [
      "", "a", "i", "e", "o", "u", "om", "oi", "ov", "am", "ami", "ah", "ei", "ia", "iu", "iam", "iah", "aia", "oe",
      "ogo", "ego", "omu", "emu", "ih", "im", "imi", "uu", "em", "ev", "ii", "oiu", "iei", "iem", "ost", "osti", "iami",
    ].map { $0.utf8.map(SoundLetters.code) })

  /// Short stems are trusted in Cyrillic only: `mor` (sea) would find English words.
  func entry(of sound: [UInt8], isCyrillic: Bool) -> LexicalEntry? {
    guard let start = Self.start(sound), let some = stems[start] else { return nil }
    for stem in some where stem.sound.count <= sound.count {
      let length = stem.sound.count
      guard length >= (isCyrillic ? 3 : 5), sound[..<length].elementsEqual(stem.sound) else { continue }
      let ending = Array(sound[length...])
      guard Self.endings.contains(ending) else { continue }
      return stem.entry
    }
    return nil
  }
}
