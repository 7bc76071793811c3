// SPDX-License-Identifier: Apache-2.0

import Trade

// The wording of refusals: what is missing or differs, and what to write instead.
extension MeasureError {
  static func badQuestion(_ message: String) -> MeasureError { MeasureError(.badQuestion, message) }

  static func nothingMatches(_ what: String, hint: String? = nil) -> MeasureError {
    MeasureError(.noData, "No record of the case matches \(what).\(hint.map { " " + $0 } ?? "")")
  }

  static func grades(_ grades: [EvidenceGrade]) -> MeasureError {
    let names = grades.sorted(by: >).map(\.rawValue)
    return MeasureError(
      .gradesDiffer,
      "The records are of different grades of evidence (\(names.joined(separator: ", "))), which are never added; write one of them as grade:, or name the source:."
    )
  }

  static func flows(_ flows: [String]) -> MeasureError {
    MeasureError(
      .severalReporters,
      "The same trade is recorded as \(flows.joined(separator: " and as ")), by the exporting and the importing side; write flow: \(flows.joined(separator: " or flow: ")), or name the reporter:."
    )
  }

  static func undirected(_ flow: String) -> MeasureError {
    MeasureError(
      .severalReporters,
      "Some of the records are of \(flow)s and others state no direction, so the same trade may stand in both; write flow: \(flow), or name the source:."
    )
  }

  static func sources(_ sources: [String]) -> MeasureError {
    MeasureError(
      .severalReporters,
      "More than one source states this statistic (\(sources.joined(separator: ", "))); write one of them as source:.")
  }

  static func sourcesOverlap(_ sources: [String], at place: String) -> MeasureError {
    MeasureError(
      .severalReporters,
      "The sources \(sources.joined(separator: ", ")) state the same trade (\(place)); write one of them as source:.")
  }

  static func sourcesDiffer(_ left: String, _ leftSources: [String], _ right: String, _ rightSources: [String])
    -> MeasureError
  {
    MeasureError(
      .severalReporters,
      "\(left) comes from \(leftSources.joined(separator: ", ")) and \(right) from \(rightSources.joined(separator: ", ")); figures of different sources are not compared. Name one source: that has both."
    )
  }

  static func groupAndMembers(_ group: String, _ members: [String]) -> MeasureError {
    MeasureError(
      .severalReporters,
      "The records are reported by \(group) and by its members (\(members.prefix(3).joined(separator: ", "))…), which states the same trade twice; write reporter: \(group), or from: or to: with the members."
    )
  }

  static func aggregates(_ side: String) -> MeasureError {
    MeasureError(
      .codesOverlap,
      "Among the countries of '\(side):' the publisher gives totals of several countries as well as single ones; adding them would count trade twice. Name either the totals or the countries."
    )
  }

  static func noWorldTotal(_ side: String) -> MeasureError {
    MeasureError(
      .noData,
      "The publisher gives no total over all partners here; leave out '\(side): WLD' to add up the partners that it lists."
    )
  }

  static func totalsIncomplete(_ what: String) -> MeasureError {
    MeasureError(
      .totalsIncomplete,
      "The publisher gives its total over \(what) for a part of the records only; name the \(what) to be added up.")
  }

  static func codeLengths(_ lengths: [Int]) -> MeasureError {
    let words = lengths.map(String.init)
    return MeasureError(
      .codesOverlap,
      "The codes have \(words.joined(separator: ", ")) digits and the short ones are totals of the long ones; write code-length: \(words.joined(separator: " or "))."
    )
  }

  static func months(missing: [Period], period: Period, source: String, available: [Period]) -> MeasureError {
    var message = "\(period) can't be put together from \(source): it has no records for \(Period.list(missing))."
    if !available.isEmpty { message += " It has \(Period.list(available))." }
    return MeasureError(
      .monthsDiffer, message + " To compare the months that both sides have, write how: year-to-date.")
  }

  static func notSameMonths(_ period: Period, _ against: Period) -> MeasureError {
    MeasureError(
      .monthsDiffer,
      "\(period) and \(against) are not the same months of two years, so growth would mix seasons; for a part over a whole, write how: part-of-year."
    )
  }

  static func beyondExtent(_ period: Period, source: String, extent: Period) -> MeasureError {
    MeasureError(
      .monthsDiffer,
      "The records of \(source) run from \(extent.from) to \(extent.to); \(period) reaches beyond that, so it can't be compared."
    )
  }

  static func seriesOfDifferentLengths(_ period: Period) -> MeasureError {
    MeasureError(
      .overlappingPeriods,
      "Some of the series are stated for other lengths of time than the rest within \(period); adding them would leave some out or count some twice. Narrow the goods or the partners."
    )
  }

  static func overlapping(_ example: (Period, Period)) -> MeasureError {
    MeasureError(
      .overlappingPeriods,
      "The records overlap in time (\(example.0) and \(example.1)); adding them would count trade twice. Give a period:."
    )
  }

  static func editions(_ editions: [String], advice: String) -> MeasureError {
    MeasureError(
      .editionsDiffer,
      "The codes are of different editions (\(editions.joined(separator: ", "))). \(advice) To compare the codes as they are written all the same, set codes-as-written: true."
    )
  }

  static func currencies(_ currencies: [String]) -> MeasureError {
    MeasureError(
      .currenciesDiffer,
      "The values are in different currencies (\(currencies.joined(separator: ", "))), which are never added; name one source:."
    )
  }

  static func noRates(_ lacking: [String]) -> MeasureError {
    let shown = lacking.prefix(8).joined(separator: "; ")
    return MeasureError(
      .currenciesDiffer,
      "No rate of exchange to USD is known for \(shown)\(lacking.count > 8 ? "; and \(lacking.count - 8) more" : ""), and none is guessed; add it to a source of the profile rates, or leave out currency:."
    )
  }

  static func units(_ units: [String]) -> MeasureError {
    MeasureError(
      .unitsDiffer,
      "The quantities are in different units (\(units.joined(separator: ", "))); narrow the goods or the source:, or ask for the weight."
    )
  }

  static func notCarried(_ what: Measure.What, _ sources: [String]) -> MeasureError {
    MeasureError(
      .notCarried,
      "\(sources.joined(separator: ", ")) \(sources.count == 1 ? "does" : "do") not carry the \(what.rawValue) at all; name a source: that does."
    )
  }

  static let undisclosedRatio = MeasureError(
    .undisclosed, "So many records do not disclose their figure that neither end of the ratio is known.")

  static func zero(_ what: String) -> MeasureError {
    MeasureError(.divisionByZero, "\(what) is zero, so nothing can be divided by it.")
  }
}
