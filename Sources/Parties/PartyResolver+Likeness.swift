// SPDX-License-Identifier: Apache-2.0

import Documents
import Names

/// Names that are as good as the same, in any script.
///
/// What kept two of the same name apart keeps two of like names apart, too: numbers, countries, legal forms, judgements;
/// so does a rival, a third that fits as well and can't be the same. Traders are never joined so: people's names are
/// shared by too many.
extension PartyResolver {
  /// Two nodes that a person may know about.
  struct Question {
    var left: Int
    var right: Int
    var leftName: String
    var rightName: String
    var score: Float
    var obstacle: String
    var because: String
  }

  mutating func joinByLikeness(_ rule: LikenessRule, _ judgements: [Judgement]) throws {
    let spellings = Spellings(self)
    guard spellings.names.count > 1 else { return }
    let index = NameIndex(spellings.names, width: rule.width)
    let close = index.pairs(threshold: min(0.1, Double(rule.ask)), width: rule.width).filter {
      spellings.mayMeet($0.a, $0.b)
    }.map {
      NamePair(a: $0.a, b: $0.b, score: rule.score($0.score, sameAddress: spellings.shareAddress($0.a, $0.b)))
    }
    var problem = ClusterProblem(
      count: spellings.roots.count,
      pairs: close.filter { !spellings.isTrader($0.a) && !spellings.isTrader($0.b) }.map {
        ScoredPair(spellings.place($0.a), spellings.place($0.b), Float($0.score))
      })
    problem.traits = RootTraits.traits(of: spellings.roots.map { sets.facets($0) })
    problem.different = decisions(spellings)
    let clusters = Clusterer.clusters(
      problem, rule: ClusterRule(threshold: rule.join, absent: 0.02), width: rule.width)

    let best = BestPairs(close, spellings)
    let because: (NamePair) -> String = {
      index.explain(spellings.names[$0.a].name, spellings.names[$0.b].name).because
        + (spellings.shareAddress($0.a, $0.b) ? "; the same address" : "")
    }
    let before = sets
    for (place, root) in clusters.roots.enumerated() where Int(root) != place {
      sets.join(spellings.roots[Int(root)], spellings.roots[place])
    }
    explain(clusters, spellings, best, before, because)
    try ask(rule, judgements, clusters, spellings, best, because)
  }

  private func decisions(_ spellings: Spellings) -> [ClusterProblem.Decision] {
    sets.apart.enumerated().compactMap { reference, pair in
      guard let left = spellings.placeOfRoot[sets.root(pair.left)],
        let right = spellings.placeOfRoot[sets.root(pair.right)], left != right
      else { return nil }
      return ClusterProblem.Decision(left, right, reference: reference)
    }
  }

  /// Gives those that were joined their reasons. Numbers and judgements keep theirs.
  private mutating func explain(
    _ clusters: Clusters, _ spellings: Spellings, _ best: BestPairs, _ before: PartySets, _ because: (NamePair) -> String
  ) {
    let grown = Set(clusters.roots.enumerated().filter { $0.offset != Int($0.element) }.flatMap { [Int32($0.offset), $0.element] })
    for node in nodes.indices {
      guard let place = spellings.placeOfRoot[before.root(node)], grown.contains(Int32(place)),
        nodes[node].number == nil, (reasons[node]?.score ?? 0) < 1 || isOnlyOne(node)
      else { continue }
      let isFirst = Int(clusters.roots[place]) == place
      // Of the group that the others came to, only who stood alone is explained by them.
      if isFirst, !isOnlyOne(node) { continue }
      let tie = clusters.ties[place]
      guard tie.cause == .name, let pair = best.pair(place, Int(tie.other)) else { continue }
      let other = spellings.place(pair.a) == place ? pair.b : pair.a
      reasons[node] = ("like '\(spellings.names[other].name)': \(because(pair))", Double(tie.score))
    }
  }

  private func isOnlyOne(_ node: Int) -> Bool { reasons[node]?.text == Self.onlyOne }

  /// Collects what a person may know better: pairs that are likely, not joined, and not decided yet.
  private mutating func ask(
    _ rule: LikenessRule, _ judgements: [Judgement], _ clusters: Clusters, _ spellings: Spellings, _ best: BestPairs,
    _ because: (NamePair) -> String
  ) throws {
    let seen = try judgedUnsure(judgements, spellings)
    var splits: [[Int32]: Clusters.Obstacle] = [:]
    for split in clusters.splits { splits[[split.a, split.b]] = split.obstacle }
    var open: [(pair: NamePair, obstacle: String)] = []
    for pair in best.all where pair.score >= Double(rule.ask) {
      let (a, b) = (spellings.place(pair.a), spellings.place(pair.b))
      let (left, right) = (spellings.roots[a], spellings.roots[b])
      guard !sets.isOne(left, right), sets.mayJoin(left, right), !seen.contains([min(a, b), max(a, b)]) else { continue }
      let obstacle: String
      switch splits[[Int32(min(a, b)), Int32(max(a, b))]] {
      case .rival: obstacle = "a third party fits as well and can't be the same"
      case .chain: obstacle = "only these two names are close, others of the two are not"
      case .trait, .judgement: obstacle = "what else is known of them does not fit"
      case nil:
        let isPerson = spellings.isTrader(pair.a) || spellings.isTrader(pair.b)
        obstacle = isPerson ? "persons are not joined by name" : "not likely enough to join without a person"
      }
      open.append((pair, obstacle))
    }
    open.sort { ($1.pair.score, $0.pair.a, $0.pair.b) < ($0.pair.score, $1.pair.a, $1.pair.b) }
    if open.count > rule.mostQuestions {
      notes.append("\(open.count) pairs of names are unsure; the likeliest \(rule.mostQuestions) are kept for review.")
    }
    questions = open.prefix(rule.mostQuestions).map { pair, obstacle in
      Question(
        left: spellings.roots[spellings.place(pair.a)], right: spellings.roots[spellings.place(pair.b)],
        leftName: spellings.names[pair.a].name, rightName: spellings.names[pair.b].name, score: Float(pair.score),
        obstacle: obstacle, because: because(pair))
    }
  }

  /// Pairs that somebody looked at and left open, by places.
  private func judgedUnsure(_ judgements: [Judgement], _ spellings: Spellings) throws -> Set<[Int]> {
    var seen: Set<[Int]> = []
    for judgement in judgements where judgement.verdict == .unsure {
      let left = Set(try members(judgement.left, judgement).compactMap { spellings.placeOfMember[$0] })
      let right = Set(try members(judgement.right, judgement).compactMap { spellings.placeOfMember[$0] })
      for a in left { for b in right { seen.insert([min(a, b), max(a, b)]) } }
    }
    return seen
  }
}
