// SPDX-License-Identifier: Apache-2.0

/// The letters that terms are compared in: Latin without accents, digits, Russian Cyrillic with ё as е, all lower
/// case; every other letter is one and the same. Chinese characters stand for themselves.
package enum Alphabet {
  /// Below ``size`` a letter or digit, else the code of a Chinese character.
  package typealias Symbol = UInt32

  static let firstDigit: UInt8 = 27
  static let firstCyrillic: UInt8 = 37
  /// A letter of no alphabet that terms are written in.
  static let otherLetter: UInt8 = 69
  static let size = 70

  /// Not a letter: ends a word.
  static let separator: UInt8 = 0
  /// Part of a word, but of no meaning: accents set apart, soft hyphens.
  static let ignored: UInt8 = 255

  /// Symbols of U+0000 to U+052F.
  static let table: [UInt8] = (0..<0x530).map { fold(UInt32($0)) }

  static func isHan(_ scalar: UInt32) -> Bool {
    (0x4E00...0x9FFF).contains(scalar) || (0x3400...0x4DBF).contains(scalar) || (0x20000...0x3FFFF).contains(scalar)
      || (0xF900...0xFAFF).contains(scalar)
  }

  /// Anything but a Chinese character.
  static func symbol(_ scalar: UInt32) -> UInt8 { scalar < 0x530 ? table[Int(scalar)] : foldRare(scalar) }

  private static func fold(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x61...0x7A: return UInt8(scalar - 0x60)
    case 0x41...0x5A: return UInt8(scalar - 0x40)
    case 0x30...0x39: return firstDigit + UInt8(scalar - 0x30)
    case 0x430...0x44F: return firstCyrillic + UInt8(scalar - 0x430)
    case 0x410...0x42F: return firstCyrillic + UInt8(scalar - 0x410)
    case 0x451, 0x401: return firstCyrillic + 5  // ё is е
    case 0x300...0x36F, 0xAD: return ignored
    case 0xC0...0xFF:
      // À … ÿ in the order of the code page; a dot is a sign (× ÷) or a letter with no plain form.
      let plain = Array("aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y".utf8)[Int(scalar - 0xC0)]
      if plain != UInt8(ascii: ".") { return plain - 0x60 }
      return scalar == 0xD7 || scalar == 0xF7 ? separator : otherLetter
    case 0x100...0x2AF, 0x370...0x373, 0x376...0x377, 0x37B...0x37D, 0x386, 0x388...0x3FF, 0x400...0x481, 0x48A...0x52F:
      return otherLetter
    default: return separator
    }
  }

  private static func foldRare(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x2080...0x2089: firstDigit + UInt8(scalar - 0x2080)  // O₃
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: table[Int(scalar - 0xFEE0)]  // full width
    case 0x200B...0x200D, 0x2060, 0xFEFF: ignored
    case 0x530...0x58F, 0x5D0...0x1FFF, 0x3041...0x30FF, 0xAC00...0xD7AF: otherLetter
    default: separator
    }
  }

  /// For Latin letters that look like a Cyrillic one, that one; else 0.
  static let cyrillicTwin: [UInt8] = {
    var twins = [UInt8](repeating: 0, count: size)
    for (latin, cyrillic) in zip("aceopxykmthb".unicodeScalars, "асеорхукмтнв".unicodeScalars) {
      twins[Int(symbol(latin.value))] = symbol(cyrillic.value)
    }
    return twins
  }()

  /// The words of a text, as they are compared.
  static func words(in text: String) -> [[Symbol]] {
    var text = text
    return text.withUTF8 { bytes in
      var reader = WordReader(bytes)
      var words: [[Symbol]] = []
      while reader.next() {
        words.append(reader.han != 0 ? [reader.han] : reader.symbols.map(Symbol.init))
      }
      return words
    }
  }
}
