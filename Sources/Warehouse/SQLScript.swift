// SPDX-License-Identifier: Apache-2.0

/// Several statements in one text, as in a `.sql` file.
package enum SQLScript {
  /// The statements, without their semicolons and without comments that stand outside them.
  ///
  /// A semicolon in a quoted text or name, or in a comment, ends nothing.
  package static func statements(in text: String) -> [String] {
    var result: [String] = []
    var current = ""
    // Whether `current` holds more than blanks and comments.
    var hasWords = false
    let characters = Array(text.unicodeScalars)
    var index = 0

    func skip(from start: Int, to end: (Int) -> Bool) -> Int {
      var position = start
      while position < characters.count, !end(position) { position += 1 }
      return position
    }
    func take(through end: Int) {
      current.unicodeScalars.append(contentsOf: characters[index..<min(end, characters.count)])
      index = min(end, characters.count)
    }

    while index < characters.count {
      let character = characters[index]
      let next = index + 1 < characters.count ? characters[index + 1] : nil
      switch character {
      case "'", "\"":
        // A doubled quote closes and opens again at once, which comes to the same.
        hasWords = true
        take(through: skip(from: index + 1) { characters[$0] == character } + 1)
      case "-" where next == "-":
        index = skip(from: index) { characters[$0] == "\n" }
      case "/" where next == "*":
        var depth = 0
        repeat {
          let pair =
            index + 1 < characters.count ? (characters[index], characters[index + 1]) : (characters[index], " ")
          if pair == ("/", "*") {
            depth += 1
            index += 2
          } else if pair == ("*", "/") {
            depth -= 1
            index += 2
          } else {
            index += 1
          }
        } while depth > 0 && index < characters.count
        current.append(" ")
      case ";":
        if hasWords { result.append(current.trimmed) }
        (current, hasWords) = ("", false)
        index += 1
      default:
        if !character.properties.isWhitespace { hasWords = true }
        current.unicodeScalars.append(character)
        index += 1
      }
    }
    if hasWords { result.append(current.trimmed) }
    return result
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
