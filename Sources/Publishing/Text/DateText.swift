// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Days and periods as readers write them.
package enum DateText {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// "31 October 2023"
  package static func words(_ day: Day) -> String {
    let (year, month, number) = day.components
    return "\(number)\u{A0}\(months[month - 1])\u{A0}\(year)"
  }

  /// "2022", "September 2022", "January–October 2022", "September 2022 – January 2023", "24 September 2022"
  package static func words(_ period: Period) -> String {
    let (from, to) = (period.from.components, period.to.components)
    switch period.span {
    case .day: return words(period.from)
    case .year: return String(from.year)
    case .month: return "\(months[from.month - 1])\u{A0}\(from.year)"
    case .quarter, .other:
      guard period.isWholeMonths else { return "\(words(period.from)) – \(words(period.to))" }
      if from.month == 1, to.month == 12 { return "\(from.year)–\(to.year)" }
      if from.year == to.year { return "\(months[from.month - 1])–\(months[to.month - 1])\u{A0}\(from.year)" }
      return "\(months[from.month - 1])\u{A0}\(from.year) – \(months[to.month - 1])\u{A0}\(to.year)"
    }
  }
}
