// SPDX-License-Identifier: Apache-2.0

/// Why a measure was refused. A refusal is an answer: it says what is missing or can't be compared.
package struct MeasureError: Error, Sendable, Hashable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    /// The question itself makes no sense (a growth without a period to compare with).
    package static let badQuestion = Code(description: "bad-question")
    /// No record of the case can answer it.
    package static let noData = Code(description: "no-data")
    /// The source does not carry the column at all.
    package static let notCarried = Code(description: "not-carried")
    package static let monthsDiffer = Code(description: "months-differ")
    package static let editionsDiffer = Code(description: "editions-differ")
    package static let currenciesDiffer = Code(description: "currencies-differ")
    package static let unitsDiffer = Code(description: "units-differ")
    package static let gradesDiffer = Code(description: "grades-differ")
    /// More than one publisher or reporter states the same flow: adding them would count it twice.
    package static let severalReporters = Code(description: "several-reporters")
    package static let overlappingPeriods = Code(description: "overlapping-periods")
    /// Some of the codes are totals of others: adding them would count goods twice.
    package static let codesOverlap = Code(description: "codes-overlap")
    /// The publisher's own total is there for a part of the records only.
    package static let totalsIncomplete = Code(description: "totals-incomplete")
    /// Undisclosed rows leave the sign or size of a ratio open.
    package static let undisclosed = Code(description: "undisclosed")
    package static let divisionByZero = Code(description: "division-by-zero")
  }

  package var code: Code
  /// What is missing or differs, and what to do.
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension MeasureError: CustomStringConvertible {
  package var description: String { message }
}
