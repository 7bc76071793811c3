// SPDX-License-Identifier: Apache-2.0

import Documents
package import Trade

/// How headings and codes of the Harmonised System moved between editions; from `hs-editions.yaml`, after the
/// correlation tables of the UN Statistics Division.
package struct EditionChanges: Sendable {
  /// A heading that does not hold the same goods in both editions.
  package struct Move: Sendable, Hashable {
    package var heading: String
    /// All that left it is waste of such goods.
    package var scrapOnly: Bool
  }

  /// Two editions of which the moves are known.
  package struct Pair: Sendable, Hashable {
    package var from: HSEdition
    package var to: HSEdition
    /// In order; every heading not in it holds the same goods in both.
    package var moved: [Move]
    /// For codes that the goods lists use: the newer codes that an older one became, where that is not simply itself.
    package var successors: [String: [String]]
    /// The same the other way round: the older codes that a newer one took its goods from.
    package var predecessors: [String: [String]] = [:]
    /// Headings of which every code that changed is named.
    package var covers: Set<String> = []
    /// Every code is in the table, so that one not named as changed is known to be the same.
    package var isWhole = false

    init(
      from: HSEdition, to: HSEdition, moved: [Move], successors: [String: [String]], covers: Set<String> = [],
      isWhole: Bool = false
    ) {
      (self.from, self.to, self.moved) = (from, to, moved)
      (self.successors, self.covers, self.isWhole) = (successors, covers, isWhole)
      for (old, newer) in successors {
        for code in newer { predecessors[code, default: []].append(old) }
      }
      for code in predecessors.keys { predecessors[code]?.sort() }
    }

    /// Whether it is known of a code of six digits if it changed.
    func accounts(for code: String) -> Bool { isWhole || covers.contains(String(code.prefix(4))) }
  }

  /// Older before newer; pairs that skip an edition are joined from their steps.
  package let pairs: [Pair]

  package static func builtIn() throws -> EditionChanges { try EditionChanges(Resource.document("hs-editions.yaml")) }

  /// The heading of HS 2022 that took the waste of most electrical goods.
  private static let scrapHeading = "8549"

  init(_ document: Document) throws {
    let fields = try document.root.mapping(of: "the file of editions", keys: ["publisher", "pairs"])
    self.init(steps: try fields.required("pairs").list().map { try Self.pair($0) })
  }

  /// These changes, with those pairs of editions that the concordance has taken from it.
  package func completed(by concordance: Concordance) -> EditionChanges {
    let whole = concordance.pairs.map { Self.pair($0.from, $0.to, links: $0.links) }
    let known = whole.map { [$0.from, $0.to] }
    return EditionChanges(steps: whole + steps.filter { !known.contains([$0.from, $0.to]) })
  }

  private let steps: [Pair]

  private init(steps unordered: [Pair]) {
    let steps = unordered.sorted { ($0.from.rawValue, $0.to.rawValue) < ($1.from.rawValue, $1.to.rawValue) }
    self.steps = steps
    var pairs = steps
    for first in steps.indices {
      var joined = steps[first]
      for next in steps[(first + 1)...] where next.from == joined.to {
        if steps.contains(where: { $0.from == joined.from && $0.to == next.to }) { break }
        joined = Self.join(joined, next)
        pairs.append(joined)
      }
    }
    self.pairs = pairs.sorted { ($0.from.rawValue, $0.to.rawValue) < ($1.from.rawValue, $1.to.rawValue) }
  }

  private static func pair(_ node: DocumentNode) throws -> Pair {
    let fields = try node.mapping(of: "a pair of editions", keys: ["from", "to", "taken", "covers", "codes"])
    var scrapOnly: [String: Bool] = [:]
    for (taker, givers) in try fields.required("taken").entries() {
      for giver in try givers.list() {
        let heading = try giver.text()
        scrapOnly[heading] = (scrapOnly[heading] ?? true) && taker == scrapHeading
      }
      scrapOnly[taker] = false
    }
    var successors: [String: [String]] = [:]
    for (code, newer) in try fields["codes"]?.entries() ?? [] {
      successors[code] = try newer.list().map { try $0.text() }
    }
    return Pair(
      from: try fields.required("from").choice(HSEdition.self), to: try fields.required("to").choice(HSEdition.self),
      moved: scrapOnly.keys.sorted().map { Move(heading: $0, scrapOnly: scrapOnly[$0] ?? false) },
      successors: successors, covers: Set(try fields["covers"]?.list().map { try $0.text() } ?? []))
  }

  /// A pair from all links of its codes.
  private static func pair(_ from: HSEdition, _ to: HSEdition, links: [Concordance.Link]) -> Pair {
    var (newer, older): ([String: Set<String>], [String: Set<String>]) = ([:], [:])
    for link in links {
      newer[link.from, default: []].insert(link.to)
      older[link.to, default: []].insert(link.from)
    }
    var scrapOnly: [String: Bool] = [:]
    for link in links where link.from.prefix(4) != link.to.prefix(4) {
      let (giver, taker) = (String(link.from.prefix(4)), String(link.to.prefix(4)))
      scrapOnly[giver] = (scrapOnly[giver] ?? true) && taker == scrapHeading
      scrapOnly[taker] = false
    }
    let changed = newer.filter { code, became in became != [code] || older[code] != [code] }
    return Pair(
      from: from, to: to,
      moved: scrapOnly.keys.sorted().map { Move(heading: $0, scrapOnly: scrapOnly[$0] ?? false) },
      successors: changed.mapValues { $0.sorted() }, isWhole: true)
  }

  private static func join(_ first: Pair, _ second: Pair) -> Pair {
    var scrapOnly: [String: Bool] = [:]
    for move in first.moved + second.moved {
      scrapOnly[move.heading] = (scrapOnly[move.heading] ?? true) && move.scrapOnly
    }
    var successors = second.successors
    for (code, middle) in first.successors {
      successors[code] = Set(middle.flatMap { second.successors[$0] ?? [$0] }).sorted()
    }
    return Pair(
      from: first.from, to: second.to,
      moved: scrapOnly.keys.sorted().map { Move(heading: $0, scrapOnly: scrapOnly[$0] ?? false) },
      successors: successors, covers: covered(first, second), isWhole: first.isWhole && second.isWhole)
  }

  private static func covered(_ first: Pair, _ second: Pair) -> Set<String> {
    if first.isWhole { return second.covers }
    return second.isWhole ? first.covers : first.covers.intersection(second.covers)
  }

  /// Whether figures by this heading mean the same in both editions; nil when nothing is known of the pair.
  package func isStable(heading: String, _ left: HSEdition, _ right: HSEdition) -> Bool? {
    if left == right { return true }
    let (from, to) = left.firstYear < right.firstYear ? (left, right) : (right, left)
    guard let pair = pairs.first(where: { $0.from == from && $0.to == to }) else { return nil }
    return !pair.moved.contains { $0.heading == heading }
  }
}
