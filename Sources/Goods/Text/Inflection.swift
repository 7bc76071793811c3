// SPDX-License-Identifier: Apache-2.0

/// The forms of a Russian noun or adjective given as a dictionary has it, and the plural of an English noun.
///
/// Regular paradigms only. A form too many does no harm (no text holds `потк`, the false stem of `поток`), a form too
/// few would lose a text, so stems with and without the fleeting vowel are both taken.
enum Inflection {
  struct Form: Hashable {
    var text: String
    /// A form that no subject has: of, to, by the thing. Forms that may be either count as direct.
    var isOblique: Bool
  }

  static func forms(of word: String) -> [Form] {
    let word = word.lowercased().replacing("ё", with: "е")
    guard let last = word.unicodeScalars.last else { return [] }
    if last.value < 0x250 { return english(word) }
    if isAdjective(word) { return adjective(word) }
    let found = noun(word)
    // A form that is direct in one paradigm is not oblique.
    let direct = Set(found.filter { !$0.isOblique }.map(\.text))
    var seen: Set<String> = []
    return found.compactMap { form in
      guard seen.insert(form.text).inserted else { return nil }
      return Form(text: form.text, isOblique: form.isOblique && !direct.contains(form.text))
    }
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
    return [word, plural].map { Form(text: $0, isOblique: false) }
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
    return adjectiveEndings.map { Form(text: stem + $0, isOblique: false) }
  }

  private static func noun(_ word: String) -> [Form] {
    func make(_ stem: some StringProtocol, _ direct: [String], _ oblique: [String]) -> [Form] {
      direct.map { Form(text: stem + $0, isOblique: false) } + oblique.map { Form(text: stem + $0, isOblique: true) }
    }
    let soft = ["ям", "ями", "ях"]
    let hard = ["ам", "ами", "ах"]
    if word.hasSuffix("ия") { return make(word.dropLast(2), ["ия", "ию", "ии"], ["ией", "ий"] + soft.map { "и" + $0 }) }
    if word.hasSuffix("ие") {
      return make(word.dropLast(2), ["ие", "ия"], ["ию", "ием", "ии", "ий"] + soft.map { "и" + $0 })
    }
    if word.hasSuffix("а") {
      let stem = word.dropLast()
      return make(stem, ["а", "у", "ы", "и"], ["е", "ой", "ою", "ей", ""] + hard)
        + fleeting(stem).map { Form(text: $0, isOblique: true) }
    }
    if word.hasSuffix("я") { return make(word.dropLast(), ["я", "ю", "и"], ["е", "ей", "ь", "й"] + soft) }
    if word.hasSuffix("о") {
      let stem = word.dropLast()
      return make(stem, ["о", "а"], ["у", "ом", "е", ""] + hard) + fleeting(stem).map { Form(text: $0, isOblique: true) }
    }
    if word.hasSuffix("е") { return make(word.dropLast(), ["е", "я", "а"], ["ю", "ем", "ей"] + soft) }
    if word.hasSuffix("ы") || word.hasSuffix("и") {
      let stem = word.dropLast()
      return make(stem, ["ы", "и"], ["ов", "ев", "ей", ""] + hard + soft)
        + fleeting(stem).map { Form(text: $0, isOblique: true) }
    }
    if word.hasSuffix("й") { return make(word.dropLast(), ["й", "и"], ["я", "ю", "ем", "е", "ев"] + soft) }
    if word.hasSuffix("ь") { return make(word.dropLast(), ["ь", "и"], ["я", "ю", "ем", "е", "ей", "ью"] + soft) }
    var forms = make(word, ["", "ы", "и"], ["а", "у", "ом", "ем", "е", "ов", "ев", "ей"] + hard)
    for (ending, short) in [("ок", "к"), ("ек", "к"), ("ец", "ц"), ("ел", "л")] where word.hasSuffix(ending) {
      let stem = word.dropLast(2) + short
      forms += make(stem, ["ы", "и"], ["а", "у", "ом", "ем", "е", "ов", "ев"] + hard)
    }
    return forms
  }

  /// `каск` → `касок`, `батареек`, `чашек`.
  private static func fleeting(_ stem: some StringProtocol) -> [String] {
    guard let last = stem.last, "кнлцр".contains(last), let before = stem.dropLast().last, !"аеиоуыэюя".contains(before)
    else { return [] }
    let front = stem.dropLast()
    if before == "ь" || before == "й" { return [front.dropLast() + "е" + String(last)] }
    return [front + "о" + String(last), front + "е" + String(last)]
  }
}
