// SPDX-License-Identifier: Apache-2.0

import Trade

/// Dates as the EU's Official Journal prints them: `16.12.2022`, `2 December 1985`, `26 Feb. 2011`, `2011-02`, `2011`.
enum ListDate {
  private static let months = [
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
  ]

  static func period(_ text: String) -> Period? {
    if let period = Period(text), !text.contains("..") { return period }
    let dotted = text.split(separator: ".", omittingEmptySubsequences: false)
    if dotted.count == 3, let day = Int(dotted[0]), let month = Int(dotted[1]), dotted[2].count == 4,
      let year = Int(dotted[2]), let date = Day(year: year, month: month, day: day)
    {
      return Period(from: date, to: date)
    }
    let words = text.split(separator: " ")
    if words.count == 3, let day = Int(words[0]), let month = months[words[1].prefix(3).lowercased()],
      words[2].count == 4,
      let year = Int(words[2]), let date = Day(year: year, month: month, day: day)
    {
      return Period(from: date, to: date)
    }
    return nil
  }
}
