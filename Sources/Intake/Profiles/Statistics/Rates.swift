// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Rates of exchange, in a format of this project: what one unit of a currency was worth in US dollars on a day, or on
/// average over a month, quarter or year.
///
/// A value is converted by the rate of just the period that its record states: a day's by the day's, a month's by the
/// month's. Where the source declares `holds: within`, the average of a month, quarter or year stands for the shorter periods
/// inside of it, too, the shortest first, and what is converted so says it. There is no nearest rate.
package struct Rates: Profile {
  package let id = "rates"
  package let title = "Rates of exchange to the US dollar, in a small format of this project"
  package let version = 2
  package let grade: EvidenceGrade? = nil

  package let options = [
    SourceOption(
      name: "holds", kind: .oneOf(["exactly", "within"]),
      about: "Of which periods a rate holds: of exactly its own (unless said), or also of shorter ones within it.")
  ]

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
      ("is_within", SQL(text: settings.options["holds"] == "within" ? "TRUE" : "FALSE")),
    ])
    return .rows(builder.finished())
  }
}
