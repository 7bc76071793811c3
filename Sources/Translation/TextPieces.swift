// SPDX-License-Identifier: Apache-2.0

import Names

/// A text cut into words of a script and what stands between them.
enum TextPiece: Hashable {
  /// Cyrillic, with the hyphens inside.
  case russian(String)
  case chinese(String)
  /// Latin words, numbers, punctuation: kept as written.
  case other(String)
  case space

  static func cut(_ text: String) -> [TextPiece] {
    var pieces: [TextPiece] = []
    var word = ""
    var script: Script?
    func close() {
      defer { (word, script) = ("", nil) }
      guard !word.isEmpty else { return }
      switch script {
      case .cyrillic:
        let hyphens = word.reversed().prefix { $0 == "-" }.count
        pieces.append(.russian(String(word.dropLast(hyphens))))
        if hyphens > 0 { pieces.append(.other(String(repeating: "-", count: hyphens))) }
      case .han: pieces.append(.chinese(word))
      default: pieces.append(.other(word))
      }
    }
    for character in text {
      if character.isWhitespace {
        close()
        if pieces.last != .space { pieces.append(.space) }
        continue
      }
      let own = character.unicodeScalars.first.flatMap(Script.of)
      let now: Script? = own == .cyrillic || own == .han ? own : .latin
      if script == .cyrillic, character == "-" {
        word.append(character)
        continue
      }
      // A sign is a piece of its own, so that groups of words end at it.
      let isSign = own == nil && !character.isNumber
      if now != script || isSign { close() }
      word.append(character)
      script = now
      if isSign { close() }
    }
    close()
    return pieces
  }
}
