// SPDX-License-Identifier: Apache-2.0

/// What the tables that come with the program say of a word as folded: looked up once for each distinct word.
struct LexicalEntry: BitwiseCopyable {
  var kind: UInt8 = WordKind.plain.rawValue
  var concept: UInt16 = 0
  /// The number of the word among words of legal forms, or -1.
  var formWord: Int32 = -1
  /// Which expansion it has (``Lexicon/expansions``), or -1.
  var expansion: Int16 = -1
  /// The number it says, plus one; digits are read elsewhere.
  var number: UInt32 = 0
  /// A title in front of a person's name.
  var isTitle = false
}

final class Lexicon: Sendable {
  static let standard = Lexicon()

  private let entries: [UInt64: LexicalEntry]
  private let stems: RussianStems
  /// Latin words of the tables by sound, for Cyrillic words that spell them by ear or letter by letter: Лимитед, Традинг.
  private let bySound: [UInt64: LexicalEntry]
  /// Concepts that are countries.
  let countries: Set<UInt16>
  /// Names of concepts; a concept's number is its place, plus one.
  let concepts: [String]
  /// Words in place of a short one: НИИ stands for scientific, research, institute.
  let expansions: [[String]]
  let forms: FormTrie
  let han: HanLexicon
  /// How often words occur in the names of public lists, by unit.
  let counts: [UInt64: Int32]
  let countedNames: Int
  /// Words of legal forms by length, for telling their misspellings.
  private let formLetters: [[(codes: [UInt8], mask: UInt64)]]

  private init() {
    var entries: [UInt64: LexicalEntry] = [:]
    var concepts: [String] = []
    func change(_ word: String, _ body: (inout LexicalEntry) -> Void) {
      body(&entries[Hash64.of(word), default: LexicalEntry()])
    }
    var countries: Set<UInt16> = []
    var han: [(word: String, concept: UInt16, kind: WordKind)] = []
    var latin: [(word: String, concept: UInt16, kind: WordKind)] = []
    for row in NameData.rows(of: "generic-words", columns: 3) {
      let kind: WordKind =
        switch row[0] {
        case "word": .generic
        case "place", "country": .place
        case "link": .link
        default: preconditionFailure("generic-words.tsv: '\(row[0])' is not a kind.")
        }
      concepts.append(row[1])
      let concept = UInt16(concepts.count)
      if row[0] == "country" { countries.insert(concept) }
      for spelling in NameData.spellings(row[2]) + [row[1]] {
        guard let word = NameFolding.words(spelling).first else { continue }
        let text = HanScript.simplified(word)
        if Script.dominant(in: text) == .han {
          han.append((text, concept, kind))
        } else if kind != .link, Script.dominant(in: word) == .latin, word.utf8.count >= 5 {
          latin.append((word, concept, kind))
        }
        change(text) {
          guard $0.concept == 0 else { return }
          $0.concept = concept
          $0.kind = kind.rawValue
        }
      }
    }
    var numbers = Dictionary(concepts.enumerated().map { ($0.element, UInt16($0.offset + 1)) }) { first, _ in first }
    var stems = RussianStems()
    var expansions: [[String]] = []
    for row in NameData.rows(of: "russian-words", columns: 3) {
      if row[0] == "many" {
        let entry = LexicalEntry(expansion: Int16(expansions.count))
        expansions.append(NameFolding.words(row[1]))
        for stem in NameData.spellings(row[2]) { stems.add(stem, entry) }
        continue
      }
      let kind: WordKind = row[0] == "place" || row[0] == "country" ? .place : .generic
      if numbers[row[1]] == nil {
        concepts.append(row[1])
        numbers[row[1]] = UInt16(concepts.count)
        // The concept's own name is a word of English.
        change(row[1]) {
          $0.concept = UInt16(concepts.count)
          $0.kind = kind.rawValue
        }
        if row[0] == "country" { countries.insert(UInt16(concepts.count)) }
        if row[1].utf8.count >= 5 { latin.append((row[1], UInt16(concepts.count), kind)) }
      }
      for stem in NameData.spellings(row[2]) { 
        stems.add(stem, LexicalEntry(kind: kind.rawValue, concept: numbers[row[1]] ?? 0))
      }
    }
    stems.finish()
    self.stems = stems
    forms = FormTrie()
    for (word, number) in forms.words { change(word) { $0.formWord = number } }
    for row in NameData.rows(of: "expansions", columns: 2) {
      let words = NameFolding.words(row[1])
      for short in NameData.spellings(row[0]) {
        guard let word = NameFolding.words(short).first else { continue }
        change(word) { $0.expansion = Int16(expansions.count) }
      }
      expansions.append(words)
    }
    for (word, number) in NumberWords.all { change(word) { $0.number = number + 1 } }
    for title in PersonTitles.all { change(title) { $0.isTitle = true } }
    var bySound: [UInt64: LexicalEntry] = [:]
    var sound: [UInt8] = []
    for (word, concept, kind) in latin {
      SoundLetters.fold(Array(word.utf8), into: &sound)
      let key = Hash64.of(sound, seed: 0x50)
      if bySound[key] == nil { bySound[key] = LexicalEntry(kind: kind.rawValue, concept: concept) }
    }
    // In one order: of words that sound alike the last one counts.
    for (word, number) in forms.words.sorted(by: { $0.key < $1.key }) where word.utf8.count >= 3 && Script.dominant(in: word) == .latin {
      SoundLetters.fold(Array(word.utf8), into: &sound)
      bySound[Hash64.of(sound, seed: 0x50), default: LexicalEntry()].formWord = number
    }
    self.bySound = bySound
    self.entries = entries
    self.concepts = concepts
    self.countries = countries
    self.expansions = expansions
    self.han = HanLexicon(han)
    var counts: [UInt64: Int32] = [:]
    var names = 0
    for row in NameData.rows(of: "word-counts", columns: 2) {
      guard let count = Int32(row[1]) else { continue }
      if row[0] == "*" {
        names = Int(count)
      } else if row[0].hasPrefix("#"), let concept = concepts.firstIndex(of: String(row[0].dropFirst())) {
        counts[WordPool.unit(ofConcept: UInt16(concept + 1))] = count
      } else {
        counts[WordPool.unit(ofSound: row[0].utf8.map(SoundLetters.code))] = count
      }
    }
    self.counts = counts
    countedNames = names
    var letters: [[(codes: [UInt8], mask: UInt64)]] = Array(repeating: [], count: 24)
    for word in Self.oftenMisspelt {
      let codes = word.utf8.map(SoundLetters.code)
      letters[codes.count].append((codes, Self.mask(codes)))
    }
    formLetters = letters
  }

  /// Words of forms that are long and frequent enough for their slips to be told from names.
  private static let oftenMisspelt = [
    "limited", "liability", "company", "corporation", "incorporated", "joint", "stock", "public", "closed",
    "partnership", "establishment", "sociedad", "anonima", "limitada", "societe", "anonyme", "gesellschaft",
    "aktiengesellschaft", "obshchestvo", "obschestvo", "ogranichennoi", "ogranichennoy", "otvetstvennostyu",
    "otvetstvennostiu", "aktsionernoe", "aktsionernoye", "publichnoe", "zakrytoe", "otkrytoe", "sirketi", "anonim",
  ]
  private static let shortForms = ["llc", "ltd", "jsc", "gmbh", "llp", "plc", "pjsc", "ojsc"].map {
    Array($0.utf8)
  }

  func entry(_ key: UInt64) -> LexicalEntry { entries[key] ?? LexicalEntry() }

  /// What a word that the tables do not hold as it is may still be, by how it sounds.
  func entry(ofSound sound: [UInt8], isCyrillic: Bool) -> LexicalEntry? {
    let stem = stems.entry(of: sound, isCyrillic: isCyrillic)
    guard isCyrillic, var found = bySound[Hash64.of(sound, seed: 0x50)] else { return stem }
    // A word of legal forms may be a word of its own, too: научно, производственное.
    if found.concept == 0, let stem {
      let formWord = found.formWord
      found = stem
      found.formWord = formWord
    }
    return found
  }

  /// `COMPAQY`: one slip from a form's word, two from a long one; `KLLC`: a short form with a consonant more.
  func isLikeForm(_ spelling: [UInt8]) -> Bool {
    guard (4...20).contains(spelling.count) else { return false }
    if spelling.count <= 5 {
      guard !spelling.contains(where: { SoundLetters.isVowel(SoundLetters.code($0)) && $0 != UInt8(ascii: "h") }) else {
        return false
      }
      return Self.shortForms.contains { form in
        form.count + 1 == spelling.count
          && spelling.indices.contains { left in
            var rest = spelling
            rest.remove(at: left)
            return rest == form
          }
      }
    }
    let codes = spelling.map(SoundLetters.code)
    let mask = Self.mask(codes)
    let slips = spelling.count >= 8 ? 2 : 1
    for length in (spelling.count - slips)...(spelling.count + slips) where length < formLetters.count {
      // A slip brings one letter and takes away another.
      for form in formLetters[length] where (form.mask ^ mask).nonzeroBitCount <= 2 * slips {
        if EditBits.distance(codes, form.codes, within: slips) <= slips { return true }
      }
    }
    return false
  }

  private static func mask(_ codes: [UInt8]) -> UInt64 { codes.reduce(0) { $0 | 1 << UInt64($1) } }
}
