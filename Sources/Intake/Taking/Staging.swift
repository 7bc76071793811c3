// SPDX-License-Identifier: Apache-2.0

/// Tables that hold a source while it is being taken in.
enum Staging {
  static let rows = "raw_row"
  /// Rows that are not accepted.
  static let refused = "raw_refused"
  /// Ways in which somebody is named in a mention.
  static let identity = "raw_identity"
  /// Of these, who is named in rows that are not accepted, and nowhere else.
  static let unnamed = "raw_unnamed"
  /// Edges between owners and what they own, of a file of entities.
  static let ownership = "raw_ownership"
  static let rejection = "raw_rejection"
  static let dates = "raw_listing_dates"
  /// The rate of exchange of each currency and period of records.
  static let rates = "raw_rate"
  static let lists = ["listing", "listing_name", "listing_number", "listing_address", "listing_stated"]
  static func list(_ table: String) -> String { "raw_\(table)" }
  /// What words mean.
  static let words = "raw_word"
  /// Who is named in the rows: one table a tuple.
  static func tuple(_ index: Int) -> String { "raw_tuple_\(index)" }
  /// No profile has more.
  static let mostTuples = 32

  static var all: [String] {
    [rows, refused, words, identity, unnamed, ownership, rejection, dates, rates] + VersionSplit.staging + lists.map(list)
      + (0..<mostTuples).map(tuple)
  }
}
