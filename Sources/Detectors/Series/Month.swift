// SPDX-License-Identifier: Apache-2.0

import Trade

/// A calendar month as a number that counts on: year × 12 + month − 1, as the stages give it.
struct Month: Sendable, Hashable, Comparable {
  var number: Int

  init(_ number: Int) { self.number = number }

  init(of day: Day) { number = day.year * 12 + day.month - 1 }

  var year: Int { number.quotientAndRemainder(dividingBy: 12).quotient }
  /// 0 … 11.
  var season: Int { number % 12 }

  var period: Period? { Period.month(year, season + 1) }

  static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  func adding(_ months: Int) -> Month { Month(number + months) }

  /// From the first day of one month to the last of another; nil when they are in the wrong order.
  static func period(_ first: Month, _ last: Month) -> Period? {
    guard let from = first.period?.from, let to = last.period?.to else { return nil }
    return Period(from: from, to: to)
  }

  /// The first month that begins on that day or later.
  init(onOrAfter day: Day) {
    let month = Month(of: day)
    self = day.components.day > 1 ? month.adding(1) : month
  }
}
