// SPDX-License-Identifier: Apache-2.0

import Foundation
import Measures
import Statistics
import Trade

extension Substitution {
  struct Link: Sendable, Hashable {
    var r: Double
    var lag: Int
    var p: Double
  }

  struct Lead: Sendable {
    var declared: DeclaredSubstitution
    var now, before: Period
    var rise, fall: Double
    /// Months of `now` that both series have, now and before.
    var months: Int
    var link: Link?
    var grade: EvidenceGrade
    var importsNow, outputNow: Figure
    var evidence: Evidence

    var score: Double { grade.weight * (0.6 + 0.4 * (link.map { 1 - $0.p } ?? 0.5)) }
  }

  enum Look: Sendable {
    case lead(Lead)
    case nothing
    case lacks(String)
  }

  func look(at declared: DeclaredSubstitution, _ desk: any Desk) async throws -> Look {
    guard let domestic = declared.domestic else { return .lacks("no series of the maker's output is declared.") }
    let end = Month(of: desk.asOf)
    // Five years before the turn are enough for its rhythm.
    let start = Month(of: declared.since).adding(-60)
    guard start < end else { return .lacks("the turn lies after the case's as-of date.") }
    let (imports, why) = try await months(declared.imports, start, end, desk)
    guard !imports.isEmpty else { return .lacks("imports: \(why ?? "no months.")") }
    let (output, whyNot) = try await months(domestic, start, end, desk)
    guard !output.isEmpty else { return .lacks("output: \(whyNot ?? "no months.")") }

    let common = Set(imports.keys).intersection(output.keys)
    let turn = Month(of: declared.since)
    // Same months of the year before the turn: as many whole years back as it takes.
    let after = common.filter { $0 >= turn }.sorted().suffix(12)
    func earlier(_ month: Month) -> Month {
      var earlier = month
      while earlier >= turn { earlier = earlier.adding(-12) }
      return earlier
    }
    let pairs = after.compactMap { month in common.contains(earlier(month)) ? (month, earlier(month)) : nil }
    guard pairs.count >= 6, let first = pairs.first, let last = pairs.last, let now = Month.period(first.0, last.0) else {
      return .lacks("fewer than six months since the turn have the same month before it on both sides.")
    }
    let befores = pairs.map(\.1).sorted()
    guard let before = Month.period(befores[0], befores[befores.count - 1]) else { return .nothing }
    func ratio(_ series: [Month: Answer]) -> Double? {
      let sums = pairs.reduce((0.0, 0.0)) {
        ($0.0 + (series[$1.0]?.figure.value ?? 0), $0.1 + (series[$1.1]?.figure.value ?? 0))
      }
      return sums.1 > 0 ? sums.0 / sums.1 : nil
    }
    guard let rise = ratio(imports), let fall = ratio(output), rise >= self.rise, fall <= self.fall else { return .nothing }
    let link = link(imports.mapValues { $0.figure.value ?? 0 }, output.mapValues { $0.figure.value ?? 0 })
    if let link, link.p > p { return .nothing }
    guard let one = imports[last.0], let other = output[last.0] else { return .nothing }
    let evidence = pairs.flatMap { [imports[$0.0], imports[$0.1], output[$0.0], output[$0.1]] }
      .compactMap { $0?.figure.evidence }.reduce(Evidence.none) { $0.union($1) }
    return .lead(
      Lead(
        declared: declared, now: now, before: before, rise: rise, fall: fall, months: pairs.count, link: link, grade: min(one.grade, other.grade),
        importsNow: one.figure, outputNow: other.figure, evidence: evidence))
  }

  /// A declared series by month; the first refusal, when there is no month at all.
  private func months(_ measure: Measure, _ start: Month, _ end: Month, _ desk: any Desk) async throws -> ([Month: Answer], String?) {
    var (found, why): ([Month: Answer], String?) = ([:], nil)
    for number in start.number...end.number {
      guard let period = Month(number).period, period.to <= desk.asOf else { continue }
      var one = measure
      one.period = period
      do {
        let answer = try await desk.answer(one)
        // Undisclosed months are no months.
        if answer.figure.value != nil { found[Month(number)] = answer }
      } catch let error as MeasureError {
        why = why ?? error.message
        // What is wrong with the question is wrong with every month of it.
        if found.isEmpty, error.code == .badQuestion { return ([:], why) }
      }
    }
    return (found, why)
  }

  /// The strongest move against each other, tested against all shifts of the one series.
  func link(_ imports: [Month: Double], _ output: [Month: Double]) -> Link? {
    func changes(_ series: [Month: Double]) -> [Month: Double] {
      var result: [Month: Double] = [:]
      for (month, value) in series {
        if value > 0, let before = series[month.adding(-12)], before > 0 { result[month] = log(value / before) }
      }
      return result
    }
    let (one, other) = (changes(imports), changes(output))
    // One unbroken stretch: shifting needs a circle.
    let common = Set(one.keys).intersection(other.keys).sorted()
    guard common.count >= 24, common[common.count - 1].number - common[0].number + 1 == common.count else { return nil }
    let (x, y) = (common.compactMap { one[$0] }, common.compactMap { other[$0] })
    func correlation(_ shift: Int) -> Double? {
      Correlation.pearson(x, x.indices.map { y[($0 - shift + y.count) % y.count] })
    }
    // Without wrapping round, for the lags that are looked at.
    let lags = (0...lag).compactMap { lag in
      Correlation.pearson(Array(x.dropFirst(lag)), Array(y.dropLast(lag))).map { (lag: lag, r: $0) }
    }
    guard let best = lags.min(by: { $0.r < $1.r }) else { return nil }
    // Each placebo, too, takes the least over as many lags, so that having looked at several is paid for.
    let shifts = (lag + 1)..<max(lag + 1, y.count - lag)
    let placebos = shifts.compactMap { shift in (0...lag).compactMap { correlation(shift + $0) }.min() }
    guard placebos.count >= 10 else { return nil }
    let below = placebos.count { $0 <= best.r }
    return Link(r: best.r, lag: best.lag, p: Double(1 + below) / Double(1 + placebos.count))
  }
}
