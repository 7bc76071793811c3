// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// Imports that rise while a domestic maker's civilian output falls.
package struct Substitution: Detector {
  package static let declaration = DetectorDeclaration(
    id: "substitution",
    title: "Imports that rise while a domestic maker turns to other output",
    finds: """
      For each pair that the case declares (`substitutions.yaml`): after the day on which a maker is said to have turned, \
      imports are higher and its civilian output lower than in the same months before, and the two move against each other \
      more than chance would have it. It coincides with the turn.
      """,
    doesNotMean: """
      That the imports set the maker free for other work, or that it does that work. Demand, sanctions and missing parts move \
      both series as well; output that stops for want of parts looks the same.
      """,
    method: """
      Both series by month, of those that the case's measures can answer. Imports and output of the last twelve common months since the turn, at least \
      six, against the same months of the year before the turn, as multiples. Link: the least correlation over lags 0 to `lag` of the \
      twelve-month changes of ln imports with those of ln output so many months earlier; p = (1 + #{r_k ≤ r_0})/(1 + K) over all \
      circular shifts of the output by more than `lag` months. Told when imports are at least `rise` times, output at most `fall` times, and p ≤ `p` or \
      fewer than 24 changes are known (then it says that the link is not tested). Score = the weaker of the two grades' weight \
      (\(EvidenceGrade.weightsInWords)) × (0.6 + 0.4 · (1 − p), or 0.5 untested).
      """,
    source: """
      Cross-correlation of seasonal differences after Box and Jenkins; circular shifts as the null of two unrelated series that keep their \
      own rhythm (Politis and Romano 1992).
      """,
    inputs: [.init(file: "substitutions.yaml", about: "declared substitution")],
    parameters: [
      .init(name: "lag", kind: .whole(0...24), unit: "months", default: "6", about: "By how many months output may go before imports."),
      .init(name: "rise", kind: .number(1...100), unit: "times", default: "1.2", about: "The least multiple of imports."),
      .init(name: "fall", kind: .number(0...1), unit: "times", default: "0.9", about: "The greatest multiple of output."),
      .init(name: "p", kind: .number(0...1), default: "0.1", about: "The greatest p-value of the link that counts."),
      .limit,
    ],
    caveats: [
      "Two series that move against each other need not have to do with each other.",
      "What the maker makes instead is not in these series.",
    ],
    cost: "One measure a month and series; no pass of its own.")

  let lag: Int
  let rise: Double
  let fall: Double
  let p: Double
  let limit: Int
  private let values: ParameterValues

  package init(_ values: ParameterValues) throws {
    lag = try values.whole("lag")
    rise = try values.number("rise")
    fall = try values.number("fall")
    p = try values.number("p")
    limit = try values.whole("limit")
    self.values = values
  }

  package func findings(at desk: any Desk) async throws -> [Finding] {
    guard !desk.substitutions.isEmpty else {
      throw DetectorError(.noData, "The case has no declared substitution (substitutions.yaml).")
    }
    var leads: [Lead] = []
    var lacking: [String] = []
    for declared in desk.substitutions {
      switch try await look(at: declared, desk) {
      case .lead(let lead): leads.append(lead)
      case .lacks(let why): lacking.append("\(declared.title): \(why)")
      case .nothing: break
      }
    }
    if leads.isEmpty, lacking.count == desk.substitutions.count {
      throw DetectorError(.noData, "The case has no series for its declared substitutions. \(lacking.joined(separator: " "))")
    }
    let chosen = Chosen(leads, limit: limit) { ($0.score, $0.declared.id) }
    return chosen.leads.map { finding($0, caveats: lacking + chosen.caveats) }
  }

  private func finding(_ lead: Lead, caveats: [String]) -> Finding {
    let declared = lead.declared
    var imports = lead.importsNow
    imports.label = "imports, last month of \(Wording.time(lead.now))"
    var output = lead.outputNow
    output.label = "output, last month of \(Wording.time(lead.now))"
    let evidence = lead.evidence
    let sql = Array(Set(imports.sql + output.sql)).sorted()
    let figures = [
      Figure(label: "imports, times the same months before", value: lead.rise, unit: "times", sql: sql, evidence: evidence),
      Figure(label: "output, times the same months before", value: lead.fall, unit: "times", sql: sql, evidence: evidence),
      imports, output,
    ]
    var sentences = [
      "\(declared.title): since \(declared.maker) is said to have turned to other output (\(Wording.day(declared.since))), imports are \(Route.times(lead.rise)) times and its output for civilian use \(Route.times(lead.fall)) times what they were, comparing \(Wording.time(lead.now)) with \(Wording.time(lead.before))\(lead.months < lead.now.months.count ? ", of which both have \(lead.months) months" : "")."
    ]
    if let link = lead.link {
      sentences.append(
        "Their yearly changes move against each other (correlation \(Wording.number(link.r)) with output \(Wording.count(link.lag, "month")) earlier; \(Route.p(link.p)) against shifted series).")
    } else {
      sentences.append("Too few months are known to test whether the two move against each other.")
    }
    sentences.append("The one coincides with the other; that it makes room for it, the series do not show.")
    return Finding(
      id: "\(Self.declaration.id):\(declared.id)", detector: Self.declaration.id, title: "\(declared.title): imports rise while \(declared.maker)'s output falls",
      text: Wording.text(sentences), score: lead.score, coverage: lead.link == nil ? 0.6 : 1, grade: lead.grade,
      parties: [declared.maker], goods: declared.imports.which.goods.filter { !$0.hasPrefix("hs:") }, period: lead.now, figures: figures,
      evidence: evidence, parameters: values.values,
      caveats: Self.declaration.caveats + (declared.says.map { ["Declared: \($0)\(declared.publisher.map { " (\($0))" } ?? "")"] } ?? []) + caveats)
  }
}
