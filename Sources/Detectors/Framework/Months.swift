// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// Months as numbers, year × 12 + month − 1, so that engines count them alike.
enum Months {
  /// The number of the month that a column's day lies in.
  static func of(_ column: String) -> SQL {
    SQL(text: "(CAST(extract(year FROM \(column)) AS INTEGER) * 12 + CAST(extract(month FROM \(column)) AS INTEGER) - 1)")
  }

  static func number(_ day: Day) -> Int { day.year * 12 + day.month - 1 }

  static func period(_ number: Int) -> Period? { Period.month(number / 12, number % 12 + 1) }

  /// From the first of these months to the last.
  static func period(_ first: Int, _ last: Int) -> Period? { Period(period(first)?.from, period(last)?.to) }
}
