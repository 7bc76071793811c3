// SPDX-License-Identifier: Apache-2.0

/// Names in Latin letters, for readers.
///
/// Russian follows the practice of English-language news agencies (BGN/PCGN without apostrophes, `-ий` as `-y`),
/// Ukrainian the national system of 2010, Chinese is pinyin without tones, word by word as far as the words are known.
/// Long legal forms become their short ones: `Общество с ограниченной ответственностью "Нева"` → `OOO "Neva"`.
/// Scripts that Tallyman does not read stay as they are.
package enum Transliteration {
  /// - Parameter chinese: the name is known to be of China, so Cyrillic words that are Chinese syllables are read as
  ///   such: `Цзянсу` → `Jiangsu`. Without it only words that can be nothing else are.
  package static func latin(_ name: String, chinese: Bool = false) -> String {
    let scripts = Script.present(in: name)
    guard scripts.contains(.cyrillic) || scripts.contains(.han) else { return name }
    let text = withShortForms(name)
    let ukrainian = text.unicodeScalars.contains { "іїєґІЇЄҐ".unicodeScalars.contains($0) }
    var result = ""
    var word = ""
    var wordScript: Script?
    let around = Homoglyphs.surroundings([text])
    func close() {
      switch wordScript {
      case .cyrillic:
        result += cyrillic(Homoglyphs.repaired(word, among: around), ukrainian: ukrainian, chinese: chinese)
      case .han: result += han(word, after: result.last)
      default: result += word
      }
      word = ""
      wordScript = nil
    }
    for character in text {
      let script = character.unicodeScalars.first.flatMap(Script.of)
      let isMixed = script == .latin && wordScript == .cyrillic || script == .cyrillic && wordScript == .latin
      if script == nil {
        close()
        result.append(character)
      } else {
        if script != wordScript && !isMixed { close() }
        // A word that mixes Latin and Cyrillic is one word with lookalikes in it.
        wordScript = isMixed ? .cyrillic : script
        word.append(character)
      }
    }
    close()
    return result.replacing("（", with: " (").replacing("）", with: ")").trimmed
  }

  /// One Cyrillic word.
  static func cyrillic(_ word: String, ukrainian: Bool, chinese: Bool) -> String {
    if let place = exonyms[word.lowercased()] { return Casing.of(word).applied(to: place) }
    if chinese || hasChineseClusters(word), let syllables = Palladius.syllables(word.lowercased()) {
      return Casing.of(word).applied(to: syllables.joined())
    }
    var result = ""
    let letters = Array(word)
    for (index, letter) in letters.enumerated() {
      let small = Character(letter.lowercased())
      let atStart = index == 0
      var latin =
        (ukrainian ? ukrainianStart(small, atStart) : nil) ?? (ukrainian ? ukrainianTable[small] : nil)
        ?? table[small] ?? String(letter)
      if !ukrainian, small == "е", let before = atStart ? nil : letters[index - 1].lowercased(), "ьъ".contains(before) {
        latin = "ye"
      }
      // Нижний, Красный: -y
      if !ukrainian, small == "й", index == letters.count - 1, index > 1, "иы".contains(letters[index - 1].lowercased())
      {
        if letters[index - 1].lowercased() == "и" { result.removeLast() } else { latin = "" }
      }
      guard letter != small else {
        result += latin
        continue
      }
      let next = index + 1 < letters.count ? letters[index + 1] : (index > 0 ? letters[index - 1] : letter)
      let allCapitals = next.isUppercase && letters.count > 1
      result += allCapitals ? latin.uppercased() : latin.prefix(1).uppercased() + latin.dropFirst()
    }
    return result
  }

  private static func hasChineseClusters(_ word: String) -> Bool {
    let word = word.lowercased()
    return word.contains("чж") || word.contains("цз")
  }

  private static func ukrainianStart(_ letter: Character, _ atStart: Bool) -> String? {
    guard !atStart else { return nil }
    switch letter {
    case "є": return "ie"
    case "ї", "й": return "i"
    case "ю": return "iu"
    case "я": return "ia"
    default: return nil
    }
  }

  static let ukrainianTable: [Character: String] = [
    "г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "yi", "є": "ye", "й": "y",
  ]

  static let table: [Character: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "i", "є": "ye", "ґ": "g", "ў": "w", "қ": "q", "ң": "n", "ғ": "g", "ү": "u", "ұ": "u",
    "һ": "h", "ө": "o", "ә": "a", "ҳ": "h", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѕ": "dz",
    "ѓ": "g", "ќ": "k",
  ]

  /// Places of China that Russian does not spell by syllables.
  private static let exonyms = [
    "пекин": "beijing", "нанкин": "nanjing", "харбин": "harbin", "гонконг": "hong kong", "макао": "macao",
    "шэнчжэнь": "shenzhen", "шеньжень": "shenzhen", "шэньжэнь": "shenzhen", "гуанджоу": "guangzhou",
  ]

  /// Chinese characters, known words apart, the legal form as its short form.
  private static func han(_ word: String, after last: Character?) -> String {
    var rest = HanScript.simplified(word)
    var form: String?
    if let whole = LegalForms.standard.form(of: [rest]) {
      rest = ""
      form = whole.code
    } else if let (stem, found) = LegalForms.standard.suffix(of: rest) {
      rest = stem
      form = found.code
    }
    var parts = Lexicon.standard.han.segments(rest).map { part -> String in
      guard let syllables = HanScript.syllables(part) else { return part }
      let joined = syllables.joined()
      return joined.prefix(1).uppercased() + joined.dropFirst()
    }
    if let form { parts.append(form) }
    let text = parts.joined(separator: " ")
    let needsSpace = last.map { $0.isLetter || $0.isNumber || $0 == ")" || $0 == "）" } ?? false
    return needsSpace ? " " + text : text
  }

  /// The long Russian and Ukrainian forms at either end, as the short ones that readers know.
  private static func withShortForms(_ name: String) -> String {
    var pieces = name.split(separator: " ").map(String.init)
    for atStart in [true, false] {
      for length in stride(from: min(9, pieces.count - 1), through: 2, by: -1) {
        let part = atStart ? pieces.prefix(length) : pieces.suffix(length)
        // A quote inside means that the form ends before it.
        let inner = atStart ? part.dropFirst().joined() + part.prefix(1).joined() : part.joined()
        guard !inner.contains(where: { "\"«»“”„".contains($0) }),
          let form = LegalForms.standard.form(of: NameFolding.words(part.joined(separator: " "))),
          ["ru", "uk"].contains(form.language)
        else { continue }
        if atStart {
          pieces.replaceSubrange(..<length, with: [form.code])
        } else {
          pieces.replaceSubrange((pieces.count - length)..., with: [form.code])
        }
        break
      }
    }
    return pieces.joined(separator: " ")
  }
}

/// How a word is written, so that its Latin form is written likewise.
enum Casing {
  case lower, capital, capitals

  static func of(_ word: String) -> Casing {
    guard word.first?.isUppercase == true else { return .lower }
    return word.count > 1 && word.dropFirst().allSatisfy({ !$0.isLowercase }) ? .capitals : .capital
  }

  func applied(to word: String) -> String {
    switch self {
    case .lower: word
    case .capital: word.prefix(1).uppercased() + word.dropFirst()
    case .capitals: word.uppercased()
    }
  }
}

extension String {
  var trimmed: String {
    let kept = drop(while: \.isWhitespace)
    guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(kept[...last])
  }
}
