// SPDX-License-Identifier: Apache-2.0

import Names

/// Renders Chinese by the longest words of the glossary; what it does not know is pinyin in brackets.
struct ChineseRendering {
  private let glossary: Glossary
  private(set) var words = 0
  private(set) var known = 0

  init(_ glossary: Glossary) { self.glossary = glossary }

  mutating func english(_ text: String) -> String {
    let characters = Array(HanScript.simplified(text))
    var output: [String] = []
    var unknown = ""
    func pinyin() -> String { "[\(Transliteration.latin(unknown).lowercased())]" }
    var index = 0
    while index < characters.count {
      var found: (length: Int, english: String)?
      for length in stride(from: min(glossary.longestChinese, characters.count - index), through: 1, by: -1) {
        if let english = glossary.chinese[String(characters[index..<index + length])] {
          found = (length, english)
          break
        }
      }
      guard let found else {
        unknown.append(characters[index])
        words += 1
        index += 1
        continue
      }
      if !unknown.isEmpty {
        output.append(pinyin())
        unknown = ""
      }
      // Counted by character, since only the glossary says where a word ends.
      words += found.length
      known += found.length
      if !found.english.isEmpty { output.append(found.english) }
      index += found.length
    }
    if !unknown.isEmpty { output.append(pinyin()) }
    return output.joined(separator: " ")
  }
}
