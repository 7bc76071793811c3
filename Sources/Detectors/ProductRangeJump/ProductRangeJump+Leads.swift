// SPDX-License-Identifier: Apache-2.0

import Trade

extension ProductRangeJump {
  /// What kinds of goods are told apart by, in order of preference. The publishers' own groups are no third: their cells
  /// hold several values, and the same goods stand under different ones.
  enum Basis: String, Sendable, CaseIterable {
    case chapter, goods

    func words(_ kind: String, titles: [String: String]) -> String {
      switch self {
      case .chapter: "goods of HS chapter \(kind)"
      case .goods: titles[kind] ?? kind
      }
    }
  }

  /// A day on which an importer's records turn to a kind that none of its earlier records is of.
  struct Turn: Sendable, Hashable {
    var party: String
    var basis: Basis
    var day: Day
    var grade: EvidenceGrade
    /// The share of the importer's dated records that have a kind on this basis.
    var coverage: Double
    /// Records that end before the turn, and the last days of the first and the last of them.
    var before: Int
    var firstBefore: Day
    var lastBefore: Day
    var earliest: Day
    /// Records from the turn on, and those of them that are of no earlier kind.
    var after: Int
    var fresh: Int
    var lastDay: Day
    /// … of these, of goods of concern.
    var freshOfConcern: Int
    /// Somebody makes or sells both earlier goods and new ones.
    var sameMaker: Bool
  }

  /// A kind of goods that an importer deals in, and when its first record of it is dated: `from` to `to`.
  struct Kind: Sendable, Hashable {
    var name: String
    var from: Day
    var to: Day
  }

  /// How many importers deal in kinds, and in pairs of them.
  struct Space: Sendable {
    struct Pair: Sendable, Hashable {
      var basis: Basis
      var one: String
      var other: String
    }
    /// A kind stands as the pair of itself with itself.
    var importers: [Pair: Int] = [:]

    /// Importers with both over importers with the commoner one, without the importer who has both and asks.
    func proximity(_ one: String, _ other: String, on basis: Basis) -> Double {
      let count = { (a: String, b: String) in max(0, (importers[Pair(basis: basis, one: a, other: b)] ?? 0) - 1) }
      let commoner = max(count(one, one), count(other, other))
      return commoner == 0 ? 0 : Double(count(one, other)) / Double(commoner)
    }
  }

  struct Lead: Sendable, Hashable {
    var turn: Turn
    var old: [String]
    var new: [String]
    var proximity: Double
    var score: Double

    var share: Double { Double(turn.fresh) / Double(turn.after) }
    var before: Period { Period(from: min(turn.earliest, turn.lastBefore), to: turn.lastBefore) ?? Period(day: turn.lastBefore) }
    /// The month of the turn, since a day would be more than is known of filings dated by month.
    var since: Period { Period.month(turn.day.year, turn.day.month) ?? Period(day: turn.day) }
    var period: Period? { Period(from: turn.earliest, to: max(turn.lastDay, turn.day)) }
  }

  /// Of each importer, the jump with the highest score, on the first basis that covers enough of its records.
  func leads(turns: [Turn], kinds: [String: [Basis: [Kind]]], space: Space) -> [Lead] {
    var best: [String: Lead] = [:]
    let parties = Dictionary(grouping: turns, by: \.party)
    for (party, turns) in parties {
      let basis = Basis.allCases.first { basis in turns.contains { $0.basis == basis && $0.coverage >= 0.5 } }
      for turn in turns where turn.basis == basis {
        guard let lead = lead(turn, kinds: kinds[party]?[turn.basis] ?? [], space: space) else { continue }
        if let other = best[party], (other.score, lead.turn.day) >= (lead.score, other.turn.day) { continue }
        best[party] = lead
      }
    }
    return best.values.sorted { $0.turn.party < $1.turn.party }
  }

  private func lead(_ turn: Turn, kinds: [Kind], space: Space) -> Lead? {
    // What one maker makes is one range of goods: batteries after battery stations.
    guard !turn.sameMaker, turn.before > 0, turn.fresh > 0, turn.before + turn.after >= minimumRecords, kinds.count <= mostKinds,
      turn.day.number - turn.firstBefore.number >= minimumGap, anyGoods || turn.freshOfConcern > 0
    else { return nil }
    let old = kinds.filter { $0.to < turn.day }.map(\.name).sorted()
    let new = kinds.filter { $0.from >= turn.day }.map(\.name).sorted()
    guard !old.isEmpty, !new.isEmpty else { return nil }
    let nearest = old.flatMap { a in new.map { space.proximity(a, $0, on: turn.basis) } }.max() ?? 0
    let share = Double(turn.fresh) / Double(turn.after)
    guard share >= self.share, nearest <= proximity else { return nil }
    let narrow = 1 - Double(old.count - 1) / Double(mostKinds)
    let score = turn.grade.weight * (0.5 * share + 0.3 * (1 - nearest) + 0.2 * narrow)
    return Lead(turn: turn, old: old, new: new, proximity: nearest, score: score)
  }
}
