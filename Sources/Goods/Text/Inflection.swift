// SPDX-License-Identifier: Apache-2.0

/// The forms of a Russian noun or adjective given as a dictionary has it, and the plural of an English noun.
///
/// Regular paradigms only. A form too many does no harm (no text holds `потк`, the false stem of `поток`), a form too
/// few would lose a text, so stems with and without the fleeting vowel are both taken.
enum Inflection {
  /// What a form says about the thing's part in the sentence.
  enum Grammar: UInt8, Comparable {
    /// Subject or object: the thing itself.
    case direct
    /// `платы`: of the board, or several boards.
    case either
    /// Of the thing, or so many of them: `комплект подшипников`.
    case genitive
    /// To, by, in the thing: never what is declared.
    case oblique

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  struct Form: Hashable {
    var text: String
    var grammar: Grammar
  }

  static func forms(of word: String) -> [Form] {
    let word = word.lowercased().replacing("ё", with: "е")
    guard let last = word.unicodeScalars.last else { return [] }
    if last.value < 0x250 { return english(word) }
    if isAdjective(word) { return adjective(word) }
    // A form may stand in two paradigms or cases: what is not oblique in one of them is not.
    var least: [String: Grammar] = [:]
    for form in noun(word) { least[form.text] = least[form.text].map { min($0, form.grammar) } ?? form.grammar }
    return least.keys.sorted().compactMap { text in least[text].map { Form(text: text, grammar: $0) } }
  }

  private static func english(_ word: String) -> [Form] {
    let plural =
      if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("ch") || word.hasSuffix("sh") {
        word + "es"
      } else if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
        String(word.dropLast()) + "ies"
      } else {
        word + "s"
      }
    return [word, plural].map { Form(text: $0, grammar: .direct) }
  }

  private static func isAdjective(_ word: String) -> Bool {
    ["ый", "ий", "ой"].contains { word.hasSuffix($0) } && word.count > 4
  }

  private static let adjectiveEndings = [
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ей", "ому", "ему", "ую", "юю", "ым", "им", "ом",
    "ем", "ых", "их", "ыми", "ими", "ою",
  ]

  private static func adjective(_ word: String) -> [Form] {
    let stem = word.dropLast(2)
    return adjectiveEndings.map { Form(text: stem + $0, grammar: .direct) }
  }

  private static func noun(_ word: String) -> [Form] {
    func make(
      _ stem: some StringProtocol, _ direct: [String], either: [String] = [], _ genitive: [String], _ oblique: [String]
    ) -> [Form] {
      [(direct, Grammar.direct), (either, .either), (genitive, .genitive), (oblique, .oblique)].flatMap { endings, grammar in
        endings.map { Form(text: stem + $0, grammar: grammar) }
      }
    }
    func plural(_ stem: some StringProtocol) -> [Form] {
      fleeting(stem).map { Form(text: $0, grammar: .genitive) }
    }
    let soft = ["ям", "ями", "ях"]
    let hard = ["ам", "ами", "ах"]
    let stem = word.dropLast()
    if word.hasSuffix("ия") {
      return make(word.dropLast(2), ["ия", "ию"], either: ["ии"], ["ий"], ["ией"] + soft.map { "и" + $0 })
    }
    if word.hasSuffix("ие") {
      return make(word.dropLast(2), ["ие"], either: ["ия"], ["ий"], ["ию", "ием", "ии"] + soft.map { "и" + $0 })
    }
    if word.hasSuffix("а") {
      return make(stem, ["а", "у"], either: ["ы", "и"], [""], ["е", "ой", "ою", "ей"] + hard) + plural(stem)
    }
    if word.hasSuffix("я") { return make(stem, ["я", "ю"], either: ["и"], ["ь", "й"], ["е", "ей"] + soft) }
    if word.hasSuffix("о") { return make(stem, ["о"], either: ["а"], [""], ["у", "ом", "е"] + hard) + plural(stem) }
    if word.hasSuffix("е") { return make(stem, ["е"], either: ["я", "а"], ["ей"], ["ю", "ем"] + soft) }
    if word.hasSuffix("ы") || word.hasSuffix("и") {
      return make(stem, ["ы", "и"], ["ов", "ев", "ей", ""], hard + soft) + plural(stem)
    }
    if word.hasSuffix("й") { return make(word.dropLast(), ["й", "и"], ["я", "ев"], ["ю", "ем", "е"] + soft) }
    if masculineSoft.contains(where: word.hasSuffix) {
      return make(stem, ["ь", "и"], ["я", "ей"], ["ю", "ем", "е"] + soft)
    }
    if word.hasSuffix("ь") { return make(stem, ["ь"], either: ["и"], ["ей", "я"], ["ю", "ем", "е", "ью"] + soft) }
    var forms = make(word, ["", "ы", "и"], ["а", "ов", "ев", "ей"], ["у", "ом", "ем", "е"] + hard)
    for (ending, short) in [("ок", "к"), ("ек", "к"), ("ец", "ц"), ("ел", "л")] where word.hasSuffix(ending) {
      let stem = word.dropLast(2) + short
      forms += make(stem, ["ы", "и"], ["а", "ов", "ев"], ["у", "ом", "ем", "е"] + hard)
    }
    return forms
  }

  /// Endings in -ь that are masculine; other words in -ь are feminine.
  private static let masculineSoft = ["тель", "дизель", "модуль", "бинокль", "фонарь", "шпиндель", "вексель"]

  /// `каск` → `касок`, `батареек`, `чашек`.
  private static func fleeting(_ stem: some StringProtocol) -> [String] {
    guard let last = stem.last, "кнлцр".contains(last), let before = stem.dropLast().last, !"аеиоуыэюя".contains(before)
    else { return [] }
    let front = stem.dropLast()
    if before == "ь" || before == "й" { return [front.dropLast() + "е" + String(last)] }
    return [front + "о" + String(last), front + "е" + String(last)]
  }
}
