// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// Which rate of exchange a record gets: that of just its period; else, where a source declares that its rates hold within
/// their periods, that of the shortest period which holds the record's. Rates of one period that disagree are not used,
/// and no longer period takes their place.
enum RateChoice {
  // Grain: one row a currency and period of records. span is NULL for a rate of just the period. Of periods that hold one
  // another - day, month, quarter, year - the shortest begins last, and of those that begin on one day ends first.
  static let stage: SQL = """
    CREATE TABLE \(identifier: Staging.rates) AS
    WITH asked AS (
      SELECT DISTINCT currency, period_from, period_to FROM record
      WHERE currency IN (SELECT currency FROM exchange_rate) AND period_from IS NOT NULL AND period_to IS NOT NULL
    ),
    fitting AS (
      SELECT a.currency, a.period_from, a.period_to, x.day_from, x.day_to, min(x.usd) AS low, max(x.usd) AS high
      FROM asked a JOIN exchange_rate x ON x.currency = a.currency AND x.day_from <= a.period_from AND x.day_to >= a.period_to
      WHERE x.is_within OR (x.day_from = a.period_from AND x.day_to = a.period_to)
      GROUP BY a.currency, a.period_from, a.period_to, x.day_from, x.day_to
    ),
    placed AS (
      SELECT *, row_number() OVER (PARTITION BY currency, period_from, period_to ORDER BY day_from DESC, day_to) AS place
      FROM fitting
    )
    SELECT currency, period_from, period_to, high AS usd,
      CASE WHEN day_from < period_from OR day_to > period_to
        THEN \(fragment: RecipeBuilder.span(from: "day_from", to: "day_to")) END AS span
    FROM placed WHERE place = 1 AND low = high
    """

  static let update: [SQL] = [
    "UPDATE record SET usd_rate = NULL, usd_rate_span = NULL WHERE usd_rate IS NOT NULL",
    """
    UPDATE record SET usd_rate = (\(fragment: chosen("usd"))), usd_rate_span = (\(fragment: chosen("span")))
    WHERE currency IN (SELECT currency FROM \(identifier: Staging.rates))
    """,
  ]

  private static func chosen(_ column: String) -> SQL {
    """
    SELECT max(x.\(fragment: SQL(text: column))) FROM \(identifier: Staging.rates) x
    WHERE x.currency = record.currency AND x.period_from = record.period_from AND x.period_to = record.period_to
    """
  }
}
