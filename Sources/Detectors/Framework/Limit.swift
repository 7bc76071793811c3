// SPDX-License-Identifier: Apache-2.0

/// The leads of a detector that are put into words, and what is said of the others.
struct Chosen<Lead> {
  var leads: [Lead]
  /// Empty unless some were left out.
  var caveats: [String]

  /// The highest scores; ties by key, so that the same leads are chosen on every run.
  init(_ leads: [Lead], limit: Int, by rank: (Lead) -> (score: Double, key: String)) {
    let sorted = leads.map { ($0, rank($0)) }
      .sorted { ($1.1.score, $0.1.key) < ($0.1.score, $1.1.key) }.map(\.0)
    self.leads = Array(sorted.prefix(limit))
    caveats =
      sorted.count > limit
      ? [
        "Of \(Wording.count(sorted.count, "lead")) of this kind the \(Wording.number(limit)) with the highest scores are"
          + " worded; raise 'limit' to see the others."
      ] : []
  }
}
