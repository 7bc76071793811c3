// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// Reads the days of a column: `2019-03-01` and `1.3.2019`. What can be read in two ways (`1/3/2019`) is told and not used.
package struct DayWords {
  private var unread = 0
  private var first: (row: Int, text: String)?

  package init() {}

  /// As `YYYY-MM-DD`.
  package mutating func day(_ text: String, row: Int) -> String? {
    // A time after the day says nothing here.
    let word = text.split(whereSeparator: { $0 == " " || $0 == "T" }).first.map(String.init) ?? text
    if let day = Day(word) ?? Self.dotted(word) { return day.description }
    unread += 1
    if first == nil { first = (row, text) }
    return nil
  }

  package var note: String? {
    first.map {
      "\(unread == 1 ? "1 day" : "\(unread) days") can't be read ('\($0.text)' in row \($0.row)); not used. Write 2019-03-01 or 01.03.2019."
    }
  }

  private static func dotted(_ text: String) -> Day? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[2].count == 4, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2])
    else { return nil }
    return Day(year: year, month: month, day: day)
  }
}
