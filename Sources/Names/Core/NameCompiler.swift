// SPDX-License-Identifier: Apache-2.0

/// Makes a name into words of a pool: folded, legal forms found and taken out, abbreviations written out, numbers read,
/// Chinese cut into words.
final class NameCompiler {
  let pool: WordPool
  let folding: ByteFolding
  let lexicon = Lexicon.standard
  /// The words of the name compiled last (``Token``).
  let tokens = Grow<UInt32>(capacity: 64)
  let places = Grow<Int32>(capacity: 64)
  let run = Grow<UInt8>(capacity: 128)
  /// The letters of the name compiled last, run together (``NameLetters``).
  let letters = Grow<UInt8>(capacity: NameLetters.most)
  private var characters: [[UInt16]] = []
  var forms = FormTrie.none
  var hasTrader = false
  var formWords: UInt32 = 0
  /// For explanations: the text of each word of `tokens`, only while `keepsTexts`.
  var keepsTexts = false
  var texts: [String] = []
  var formTexts: [String] = []
  var afterNumberWord = false
  /// Letters of the word that was added to ``run`` last.
  var lastLength = 0
  var initials = [UInt8](repeating: 0, count: 8)
  /// The maker or body that several words of the name are known as, and which.
  var maker: UInt16 = 0
  var makerWords: UInt32 = 0

  private static let chinese: Int32 = -2

  init(pool: WordPool) {
    self.pool = pool
    folding = ByteFolding(mergesInitials: pool.kind == .organisation, cutsKorean: pool.kind == .organisation)
  }

  func compile(_ name: String) -> NameRecord {
    folding.fold(name)
    tokens.truncate(to: 0)
    places.truncate(to: 0)
    characters.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    formTexts.removeAll(keepingCapacity: true)
    forms = FormTrie.none
    hasTrader = false
    formWords = 0
    (maker, makerWords) = (0, 0)
    let count = min(64, folding.count)
    for index in 0..<count {
      if isChinese(index) {
        places.append(Self.chinese - Int32(characters.count))
        characters.append(simplified(index))
      } else {
        places.append(Int32(pool.word(folding.bytes.base + folding.start(index), folding.length(index))))
      }
    }
    let isForm = pool.kind == .organisation ? formPositions(count) : 0
    let before = tokens.count
    emit(count, without: isForm, withLinks: false)
    if tokens.count == before { emit(count, without: 0, withLinks: true) }
    if pool.kind == .organisation {
      let before = tokens.count
      joinSyllables()
      // Words that were cut anew are others.
      if tokens.count != before { (maker, makerWords) = (0, 0) }
    }
    return record(count)
  }

  func put(_ place: Int, _ text: @autoclosure () -> String) {
    guard tokens.count < NameRecord.mostWords else { return }
    tokens.append(UInt32(place))
    if keepsTexts { texts.append(text()) }
  }

  /// Of the words from one place to before another.
  static func bits(_ start: Int, _ end: Int) -> UInt32 {
    (start..<max(start, end)).reduce(0) { $1 < NameRecord.mostWords ? $0 | 1 << UInt32($1) : $0 }
  }

  private func emit(_ count: Int, without isForm: UInt64, withLinks: Bool) {
    var isFirst = true
    var lastPlain = -1
    for index in 0..<count where isForm & 1 << UInt64(index) == 0 { lastPlain = index }
    var makerEnd = 0
    for index in 0..<count where isForm & 1 << UInt64(index) == 0 {
      let before = tokens.count
      defer { if index < makerEnd { makerWords |= Self.bits(before, tokens.count) } }
      let place = Int(places[index])
      if place <= Int(Self.chinese) {
        chinese(characters[Int(Self.chinese) - place])
        isFirst = false
        continue
      }
      let record = pool.records[place]
      let entry = pool.entries[place]
      if record.kind == WordKind.link.rawValue, !withLinks { continue }
      if entry.startsKnown, maker == 0, let found = known(from: index, count, isForm) { (maker, makerEnd) = found }
      // Part of a legal form whose other words are missing, misspelt or elsewhere: JOINT STOCK COMPAY.
      if pool.kind == .organisation, entry.formWord >= 0, record.concept == 0, record.length >= 4, !withLinks {
        formWords |= 1 << UInt32(entry.formWord & 31)
        continue
      }
      let bytes = folding.bytes.base + folding.start(index)
      let size = folding.length(index)
      if pool.kind == .organisation {
        if entry.expansion >= 0 {
          for word in lexicon.expansions[Int(entry.expansion)] {
            let next = pool.word(word)
            // scientific research institute: one concept said twice is said once
            if tokens.count > 0, pool.records[Token.word(tokens[tokens.count - 1])].unit == pool.records[next].unit {
              continue
            }
            put(next, word)
          }
          isFirst = false
          continue
        }
        if record.number > 0 {
          number(record.number - 1, isWord: record.flags & WordRecord.hasDigit == 0)
          isFirst = false
          continue
        }
        if bytes[0] >= 0x80, size <= 8, isAfterDigits(index), NumberWords.isEnding(bytes, size) { continue }
        if !isFirst, size >= 2 || index == lastPlain, let roman = NumberWords.roman(bytes, size) {
          number(roman, isWord: false)
          continue
        }
      }
      let isEdge = isFirst || index == lastPlain || record.length >= 6
      put(place, folding.word(index))
      if isEdge, record.has(WordRecord.likeForm), tokens.count > 0 { tokens[tokens.count - 1] |= Token.likeForm }
      isFirst = false
    }
  }
}
