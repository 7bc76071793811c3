// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names

/// The table of accuracy, with the frozen figures of others.
struct BenchFigures {
  private(set) var lines: [Line] = []

  struct Line {
    var title: String
    var all: Double
    var heldOut: Double?
    var frozen: Frozen
  }

  /// What was measured once on the same sets and does not change: nomenklatura's logic-v2, rapidfuzz, and the comparison of
  /// names that this program began with (commit 669db55), by which it is told whether later ones are better.
  struct Frozen {
    var logic: Double?
    var rapidfuzz: Double?
    var first: Double?

    init(_ logic: Double? = nil, _ rapidfuzz: Double? = nil, first: Double? = nil) {
      (self.logic, self.rapidfuzz, self.first) = (logic, rapidfuzz, first)
    }
  }

  static let threshold = 0.7

  init(_ sets: BenchSets) throws {
    let ofac = try sets.list("bench/list_ofac.csv.gz")
    let perturbed = try Screening(list: ofac, queries: try sets.queries("bench/queries_ofac.csv.gz"))
    add("perturbed names on OFAC's list: recall@1", perturbed.first, Frozen(0.863, 0.868, first: 0.974))
    add("  recall@5", perturbed.five, Frozen(0.889, 0.910))
    add("  right and at the threshold", perturbed.firstAtThreshold)
    add("  false alarms at the threshold", perturbed.alarms, Frozen(0.006, 0.25))
    let aliases = try sets.queries("bench/queries_ofac_alias.csv.gz")
    let asked = Set(aliases.map { [$0.entity, $0.name] })
    let without = ofac.filter { !asked.contains([$0.id, $0.name]) }
    let real = try Screening(list: without, queries: aliases)
    add("real aliases left out of it: recall@1", real.first, Frozen(0.612, first: 0.69))
    add("  recall@5", real.five, Frozen(0.713))
    let cross = try Screening(
      list: try sets.list("bench/list_eu_latin.csv.gz"), queries: try sets.queries("bench/queries_eu_xscript.csv.gz"))
    add("Cyrillic and Chinese on the EU's Latin list: recall@1", cross.first, Frozen(0.627, 0.623, first: 0.78))
    add("  Cyrillic", { cross.first($0, "real_Cyr") }, Frozen(0.661))
    add("  Chinese", { cross.first($0, "real_Han") }, Frozen(0, 0.207, first: 14.0 / 29))

    let pairs = try sets.pairs()
    let index = NameIndex(Set(pairs.flatMap { [$0.left, $0.right] }).sorted().map { IndexedName($0) })
    let scores = index.features(pairs.map { ($0.left, $0.right) }).map { Double($0.last ?? 0) }
    let scored = zip(pairs, scores).filter { $0.0.source != "bench" && ($0.0.isMatch || $0.0.negatives == "top100") }
      .map { (score: $1, isMatch: $0.isMatch) }
    add("labelled pairs, 2nd to 100th nearest: average precision", Quality.averagePrecision(scored), Frozen(0.809))
    add("  area under the curve", Quality.areaUnderCurve(scored), Frozen(0.740))
    add("  precision at the threshold", Quality.at(Self.threshold, scored).precision)
    add("  recall at the threshold", Quality.at(Self.threshold, scored).recall)
    let bench = try sets.nameBench(["Company", "Organization"]).map {
      (score: NameExplanation.of($0.left, $0.right).score, isMatch: $0.isMatch)
    }
    add("name bench, organisations: F1 at the threshold", Quality.at(Self.threshold, bench).f1, Frozen(0.872))
    let people = try sets.nameBench(["Person"]).map {
      (score: NameExplanation.of($0.left, $0.right, kind: .person).score, isMatch: $0.isMatch)
    }
    add("name bench, persons: F1 at the threshold", Quality.at(Self.threshold, people).f1)
  }

  /// A figure that is taken of all entities, and of those held out.
  private mutating func add(
    _ title: String, _ figure: (Bool?) -> Double?, _ frozen: Frozen = Frozen()
  ) {
    guard let all = figure(nil) else { return }
    lines.append(Line(title: title, all: all, heldOut: figure(false), frozen: frozen))
  }

  /// A figure of pairs, which have no entities to be held out by; `Benchmarks/names/fit.py` splits them by matches.
  private mutating func add(_ title: String, _ all: Double, _ frozen: Frozen = Frozen()) {
    lines.append(Line(title: title, all: all, heldOut: nil, frozen: frozen))
  }

  var table: String {
    func cell(_ value: Double?) -> String { pad(value.map { String(format: "%.3f", $0) } ?? "", 11) }
    func pad(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
    let width = lines.map(\.title.count).max() ?? 0
    func row(_ title: String, _ cells: [String]) -> String {
      title + String(repeating: " ", count: width - title.count) + cells.joined()
    }
    var text = [
      row("", ["measured", "", "frozen", "", ""].map { pad($0, 11) }),
      row("", ["all", "held out", "logic-v2", "rapidfuzz", "first"].map { pad($0, 11) }),
    ]
    for line in lines {
      let frozen = line.frozen
      text.append(
        row(line.title, [line.all, line.heldOut, frozen.logic, frozen.rapidfuzz, frozen.first].map { cell($0) }))
    }
    return text.joined(separator: "\n")
  }

  /// What a list answers to queries.
  private struct Screening {
    struct Answer {
      var query: BenchSets.Query
      /// The place of the right entry among the answers, from 0.
      var rank: Int?
      var best: Double
      var isFitted: Bool
    }
    var answers: [Answer] = []

    init(list: [(id: String, name: String)], queries: [BenchSets.Query]) throws {
      let index = NameIndex(list.map { IndexedName($0.name) })
      let hits = index.search(all: queries.map(\.name), limit: 40, threshold: 0)
      for (query, hits) in zip(queries, hits) {
        var seen: [String] = []
        for hit in hits where !seen.contains(list[hit.index].id) { seen.append(list[hit.index].id) }
        answers.append(
          Answer(
            query: query, rank: query.entity.isEmpty ? nil : seen.firstIndex(of: query.entity), best: hits.first?.score ?? 0,
            isFitted: FittingHalf.isFitted(query.entity.isEmpty ? query.id : query.entity)))
      }
    }

    private func share(_ fitted: Bool?, _ kind: String? = nil, listed: Bool = true, _ test: (Answer) -> Bool) -> Double? {
      let asked = answers.filter {
        $0.query.entity.isEmpty != listed && (fitted == nil || $0.isFitted == fitted) && (kind == nil || $0.query.kind == kind)
      }
      return asked.isEmpty ? nil : Double(asked.count(where: test)) / Double(asked.count)
    }

    func first(_ fitted: Bool?) -> Double? { first(fitted, nil) }
    func first(_ fitted: Bool?, _ kind: String?) -> Double? { share(fitted, kind) { $0.rank == 0 } }
    func five(_ fitted: Bool?) -> Double? { share(fitted) { ($0.rank ?? 9) < 5 } }
    func firstAtThreshold(_ fitted: Bool?) -> Double? {
      share(fitted) { $0.rank == 0 && $0.best >= BenchFigures.threshold }
    }
    func alarms(_ fitted: Bool?) -> Double? { share(fitted, listed: false) { $0.best >= BenchFigures.threshold } }
  }
}
