// SPDX-License-Identifier: Apache-2.0

import Names

/// A party's name as a heading has room for it: without its legal form, and never without anything.
enum ShortName {
  /// Longer names are cut at a word.
  static let most = 60

  /// `НЕОТЕК` of `Общество с ограниченной ответственностью "НЕОТЕК"`, `SZ DJI Technology` of `SZ DJI Technology Co., Ltd.`
  static func of(_ name: String) -> String {
    var words = name.split(whereSeparator: \.isWhitespace).map(String.init)[...]
    var isShorter = true
    while isShorter, words.count > 1 {
      isShorter = false
      for length in stride(from: min(8, words.count - 1), through: 1, by: -1) {
        if isForm(words.prefix(length)) {
          words = words.dropFirst(length)
          isShorter = true
          break
        }
        if isForm(words.suffix(length)) {
          words = words.dropLast(length)
          isShorter = true
          break
        }
      }
    }
    let bare = trimmed(words.joined(separator: " "))
    return cut(bare.isEmpty ? name : bare)
  }

  private static func isForm(_ words: ArraySlice<String>) -> Bool {
    // A form stands outside of quotes: ООО of «ООО» would be a name.
    guard !words.contains(where: { $0.contains(where: quotes.contains) }) else { return false }
    let folded = NameFolding.words(words.joined(separator: " "))
    return !folded.isEmpty && LegalForms.standard.form(of: folded) != nil
  }

  private static let quotes: Set<Character> = ["\"", "«", "»", "“", "”", "„", "'"]

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while let last = rest.last, last == "," || last == ";" || last == " " { rest = rest.dropLast() }
    // Two apostrophes are a quote, and one that is opened and not closed says nothing.
    if rest.hasPrefix("''") { rest = rest.dropFirst(2) }
    if rest.hasSuffix("''") { rest = rest.dropLast(2) }
    if rest.first == "\"", rest.filter({ $0 == "\"" }).count % 2 == 1 { rest = rest.dropFirst() }
    // Quotes that enclose all of it say nothing more.
    while let first = rest.first, let last = rest.last, rest.count > 2, quotes.contains(first), quotes.contains(last) {
      let inner = rest.dropFirst().dropLast()
      if inner.contains(where: quotes.contains), first != "\"" || last != "\"" || inner.filter({ $0 == "\"" }).count % 2 == 1 { break }
      rest = inner
    }
    return String(rest)
  }

  private static func cut(_ name: String) -> String {
    guard name.count > most else { return name }
    let head = name.prefix(most)
    guard let space = head.lastIndex(of: " "), head.distance(from: head.startIndex, to: space) > most / 2 else { return head + "…" }
    return head[..<space] + " …"
  }
}
