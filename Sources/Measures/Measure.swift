// SPDX-License-Identifier: Apache-2.0

package import Trade

/// A question over records: *what* × *which* × *how*. Every figure anywhere is the answer to one.
package struct Measure: Sendable, Hashable {
  package enum What: String, Sendable, CaseIterable {
    case value, weight, quantity, records, parties
    /// A number that the publisher states as such (`Selection/indicator`), not a sum over trade.
    case indicator
  }

  package enum How: String, Sendable, CaseIterable {
    /// The sum over `period` (for `parties`, the number of distinct ones).
    case total
    /// period / against − 1, in %.
    case growth
    /// period / against, in times.
    case multiple
    /// The part that `which` is of `within`, in the same period, in %.
    case share
    /// The part that `period` is of `against`, which contains it or not ("two months of 2023 over all of 2022"), in %.
    case partOfYear = "part-of-year"
    /// Growth on the months that both periods have, in %; says which months it used.
    case yearToDate = "year-to-date"
    /// `period` scaled to twelve months, by days of record and by the seasonal shape of earlier years.
    case runRate = "run-rate"
    /// Whether `period` is higher than every earlier period of the same length: value = times the earlier record.
    case record
    /// Value over quantity (weight where there is no quantity).
    case unitValue = "unit-value"
  }

  package var of: What
  package var how: How
  package var which: Selection
  package var period: Period?
  package var against: Period?
  /// The whole, for `share`.
  package var within: Selection?

  package init(
    of: What, how: How = .total, which: Selection = Selection(), period: Period? = nil, against: Period? = nil,
    within: Selection? = nil
  ) {
    self.of = of
    self.how = how
    self.which = which
    self.period = period
    self.against = against
    self.within = within
  }
}
