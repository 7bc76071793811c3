// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Foundation
import Trade

extension ReportPage {
  /// Claims by topic, in the order in which the case first names each; those without one come last.
  var topics: [Fields] {
    let names = result.claims.map(\.topic).firsts
    let inOrder = names.filter { $0 != nil } + names.filter { $0 == nil }
    return inOrder.map { topic in
      let places = result.claims.indices.filter { result.claims[$0].topic == topic }
      let heading = topic ?? (names.count > 1 ? "Other claims" : nil)
      return ["heading": field(heading), "claims": places.map(claim)]
    }
  }

  /// How many claims came to what.
  var verdicts: [Fields] {
    ClaimResult.Verdict.allCases.compactMap { verdict in
      let count = result.claims.filter { $0.verdict == verdict }.count
      guard count > 0 else { return nil }
      let words =
        switch verdict {
        case .holds: count == 1 ? "holds" : "hold"
        case .fails: count == 1 ? "fails" : "fail"
        case .cannotBeChecked: "cannot be checked"
        }
      return ["id": verdict.rawValue, "sign": verdict.sign, "words": words, "count": NumberText.grouped(count)]
    }
  }

  private func claim(_ place: Int) -> Fields {
    let (claim, exhibit, tables) = (result.claims[place], exhibits.claims[place], shown.claims[place])
    let text = FigureText(spaces: .typographic, rows: FigureText.rows(of: claim.grade))
    let figures = zip(claim.figures, tables.figures).enumerated().map { number, pair in
      figure(pair.0, number: number + 1, of: exhibit, pair.1, grade: claim.grade)
    }
    return [
      "anchor": anchors.claims[place],
      "says": claim.says,
      "verdictID": claim.verdict.rawValue, "verdict": claim.verdict.words, "sign": claim.verdict.sign,
      "expected": field(claim.expected),
      "computed": field(claim.computed.map { text.words($0) }),
      "exact": field(claim.computed.map { FigureText.exact($0) }),
      "because": field(claim.because),
      "grade": field(claim.grade?.badge), "gradeID": field(claim.grade?.rawValue),
      "isKeyPoint": claim.isKeyPoint && claim.verdict == .holds,
      "figures": figures, "hasFigures": !figures.isEmpty,
    ]
  }
}
