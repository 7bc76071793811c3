// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// The leads of a detector that are put into words, with what all of them need for that, asked for at once: names, rows,
/// and what is said of the leads left out. However many leads there are, it takes a fixed number of queries.
struct LeadShelf<Lead: Sendable>: Sendable {
  /// The highest scores, as many as `limit`.
  let leads: [Lead]
  let book: PartyBook
  let rows: RowBook
  let caveats: [String]
  let asOf: Day

  /// - Parameters:
  ///   - rank: the score; ties go by key, so that the same leads are chosen on every run.
  ///   - naming: parties whose names the words need.
  ///   - picked: for some leads, their rows with the columns `lead`, `part` and `rec`, as in ``RowBook``.
  init(
    _ leads: [Lead], limit: Int, deals: Deals, at desk: any Desk, rank: (Lead) -> (score: Double, key: String),
    naming: (Lead) -> [String], picked: ([Lead]) -> SQL
  ) async throws {
    let chosen = Chosen(leads, limit: limit, by: rank)
    self.leads = chosen.leads
    caveats = chosen.caveats
    book = try await PartyBook(chosen.leads.flatMap(naming), at: desk)
    rows = try await RowBook(chosen.leads, deals, at: desk, picked: picked)
    asOf = desk.asOf
  }
}
