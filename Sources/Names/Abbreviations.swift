// SPDX-License-Identifier: Apache-2.0

/// Words that stand before a name and are written short or long: `ТД` and `Торговый дом`. A key holds the short form.
enum Abbreviations {
  private static let short: [String: String] = {
    var table: [String: String] = [:]
    for row in NameData.rows(of: "abbreviations", columns: 2) {
      for spelling in NameData.spellings(row[1]) { table[NameFolding.words(spelling).joined(separator: " ")] = row[0] }
    }
    return table
  }()

  private static let longest = short.keys.map { $0.split(separator: " ").count }.max() ?? 0

  /// The words with a long form at the start made short, when a name follows it.
  static func shortened(_ words: [String]) -> [String] {
    guard words.count > 2 else { return words }
    for length in stride(from: min(longest, words.count - 1), through: 2, by: -1) {
      if let form = short[words.prefix(length).joined(separator: " ")] { return [form] + words.dropFirst(length) }
    }
    return words
  }
}
