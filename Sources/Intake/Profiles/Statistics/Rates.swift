// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Rates of exchange, in a format of this project: what one unit of a currency was worth in US dollars on a day, or on
/// average over a month, quarter or year.
///
/// A value is converted by the rate of just the period that its record states: a day's by the day's, a month's by the
/// month's. There is no nearest rate.
package struct Rates: Profile {
  package let id = "rates"
  package let title = "Rates of exchange to the US dollar, in a small format of this project"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    var builder = RecipeBuilder()
    let (date, currency) = (builder.column("date"), builder.column("currency"))
    let (usd, publisher) = (builder.column("usd"), builder.column("publisher", collapse: true))
    for column in [date, currency, usd, publisher] { builder.require(column) }
    let period = builder.word(.period(format: nil, asMonth: false), [date])
    // A rate has more places than an amount, which has three.
    let rate: SQL = "TRY_CAST(\(fragment: usd.sql) AS DOUBLE)"
    builder.check(
      "rate", "usd", "coalesce(\(fragment: rate), 0) <= 0",
      "A rate is a number above zero, with a point; correct it.")
    builder.rate([
      ("currency", "upper(\(fragment: currency.sql))"), ("day_from", period.from), ("day_to", period.to),
      ("usd", rate), ("publisher", publisher.sql),
    ])
    return .rows(builder.finished())
  }
}
