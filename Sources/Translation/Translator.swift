// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names

/// Gives Russian and Chinese texts an English rendering: a person's, else a service's, else the glossary's.
///
/// ```swift
/// Translator().rendering(of: "Экскаваторы гусеничные марки LIUGONG")?.english   // "Crawler excavators brand LIUGONG"
/// Translator().rendering(of: "Excavators")                                      // nil: nothing to render
/// ```
///
/// Pure and the same for the same text; about 5 µs a word. Nothing is sent anywhere.
package struct Translator: Sendable {
  private let book: TranslationBook

  /// - Parameter book: what persons and services have translated before.
  package init(_ book: TranslationBook = TranslationBook()) { self.book = book }

  /// True for a text that has Cyrillic or Chinese words.
  package static func isForeign(_ text: String) -> Bool {
    let scripts = Script.present(in: text)
    return scripts.contains(.cyrillic) || scripts.contains(.han)
  }

  /// Nil when there is nothing to translate.
  package func rendering(of text: String) -> Rendering? {
    guard Self.isForeign(text) else { return nil }
    return book.rendering(of: text) ?? Self.byGlossary(text, .standard)
  }

  private static func byGlossary(_ text: String, _ glossary: Glossary) -> Rendering {
    let pieces = TextPiece.cut(Self.withoutStress(text))
    // Words in capitals throughout say nothing by it.
    let shouts = !text.contains(where: \.isLowercase)
    var output = ""
    var words = 0
    var known = 0
    var index = 0
    while index < pieces.count {
      switch pieces[index] {
      case .russian(let word) where isCode(pieces, index):
        output += Transliteration.latin(word)
      case .russian:
        // A group: Russian words with nothing but spaces between.
        var group: [String] = []
        var end = index
        while end < pieces.count {
          if case .russian(let word) = pieces[end], !isCode(pieces, end) {
            group.append(word)
          } else if pieces[end] != .space {
            break
          }
          end += 1
        }
        var rendering = RussianRendering(glossary, followsYear: endsInYear(output), keepsCase: !shouts)
        rendering.add(group)
        words += rendering.words
        known += rendering.known
        output += rendering.english()
        if pieces[end - 1] == .space, end < pieces.count { output += " " }
        index = end
        continue
      case .chinese(let word):
        var rendering = ChineseRendering(glossary)
        if let last = output.last, last.isLetter || last.isNumber { output += " " }
        output += rendering.english(word)
        if index + 1 < pieces.count, case .other(let next) = pieces[index + 1],
          next.first?.isLetter == true || next.first?.isNumber == true
        {
          output += " "
        }
        words += rendering.words
        known += rendering.known
      case .other(let text): output += latinSigns[text] ?? text
      case .space: if !output.isEmpty, output.last != " " { output += " " }
      }
      index += 1
    }
    while output.last == " " { output.removeLast() }
    return Rendering(
      english: English.capitalised(output), origin: .glossary, known: words == 0 ? 1 : Double(known) / Double(words))
  }

  /// Letters that touch Latin letters or digits are part of a code: `В25П4F300`.
  private static func isCode(_ pieces: [TextPiece], _ index: Int) -> Bool {
    [index - 1, index + 1].contains { place in
      guard pieces.indices.contains(place), case .other(let text) = pieces[place], let first = text.first else {
        return false
      }
      // "10кг", "2023г": a unit behind a number is a word.
      if place < index, first.isNumber, case .russian(let word) = pieces[index],
        Self.units.contains(Glossary.folded(word))
      {
        return false
      }
      return first.isLetter || first.isNumber
    }
  }

  private static let units: Set<String> = [
    "г", "гг", "кг", "мг", "т", "л", "мл", "м", "см", "мм", "км", "шт", "вт", "квт", "гц", "в",
  ]

  /// Stress marks are for readers of the original.
  private static func withoutStress(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { (0x300...0x36F).contains($0.value) }) else { return text }
    let kept = text.precomposedStringWithCanonicalMapping.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }
    return String(String.UnicodeScalarView(kept))
  }

  private static func endsInYear(_ output: String) -> Bool {
    let digits = output.reversed().drop { $0 == " " }.prefix { $0.isNumber }
    return digits.count == 4 && (digits.last == "1" || digits.last == "2")
  }

  private static let latinSigns = [
    "，": ", ", "。": ". ", "、": ", ", "（": " (", "）": ")", "：": ": ", "；": "; ", "№": "No. ",
  ]
}
