// SPDX-License-Identifier: Apache-2.0

import Names
package import Parties
package import Trade

/// The unsure pairs of a case, in the order in which they would change findings most.
package struct ReviewQueue: Sendable {
  package var items: [ReviewItem]
  /// Pairs that no judgement can name: one of the two has no number and shares all its names with others.
  package var unnamed: Int

  /// - Parameter findings: nil when they were not worked out.
  package static func make(_ parties: Parties, findings: [Finding]?) async throws -> ReviewQueue {
    let pairs = try await parties.unsure()
    if pairs.isEmpty { return ReviewQueue(items: [], unnamed: 0) }
    let all = try await parties.lines()
    let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let named = Set(pairs.flatMap { [$0.left, $0.right] }).sorted()
    let addresses = try await parties.addresses(of: named)
    let worth = try await parties.worth(of: named)
    let references = References(all)
    var mentions: [String: Set<Int>] = [:]
    for (index, finding) in (findings ?? []).enumerated() { for name in finding.parties { mentions[name, default: []].insert(index) } }

    func side(_ id: String, _ spelling: String) -> (side: ReviewItem.Side, isNamed: Bool)? {
      guard let party = byID[id] else { return nil }
      let reference = references.of(party)
      let naming = [party.name, party.latinName].compactMap(\.self).reduce(into: Set<Int>()) { $0.formUnion(mentions[$1] ?? []) }
      let side = ReviewItem.Side(
        party: party, spelling: spelling, addresses: addresses[id] ?? [], findings: naming,
        worth: worth[id] ?? Worth(), reference: reference ?? party.name)
      return (side, reference != nil)
    }
    var items: [String: ReviewItem] = [:]
    var unnamed: Set<String> = []
    for pair in pairs {
      guard let (left, leftNamed) = side(pair.left, pair.leftName),
        let (right, rightNamed) = side(pair.right, pair.rightName)
      else { continue }
      let key = [pair.left, pair.right].sorted().joined(separator: "|")
      guard leftNamed && rightNamed else {
        unnamed.insert(key)
        continue
      }
      let item = ReviewItem(
        left: left, right: right, score: pair.score, because: pair.because, obstacle: pair.obstacle)
      if items[key].map({ $0.score < item.score }) ?? true { items[key] = item }
    }
    return ReviewQueue(items: items.values.sorted(by: ReviewItem.comesFirst), unnamed: unnamed.count)
  }

  /// How a judgement names a party.
  private struct References {
    private var owners: [NameKey: Set<String>] = [:]

    init(_ parties: [PartySummary]) {
      for party in parties {
        for key in Self.spellings(party).compactMap(NameKey.make) { owners[key, default: []].insert(party.id) }
      }
    }

    private static func spellings(_ party: PartySummary) -> [String] { [party.name] + party.alsoWritten }

    func of(_ party: PartySummary) -> String? {
      if let number = party.numbers.first, let space = number.firstIndex(of: " ") {
        return number[..<space] + ":" + number[number.index(after: space)...]
      }
      return Self.spellings(party).first { NameKey.make($0).map { owners[$0]?.count == 1 } ?? false }
    }
  }
}
