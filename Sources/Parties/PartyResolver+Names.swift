// SPDX-License-Identifier: Apache-2.0

import Names

/// The same name.
extension PartyResolver {
  static let onlyOne = "the only one of this name"

  mutating func joinByName() {
    var keys: [Int: Set<String>] = [:]
    for index in nodes.indices {
      let names = nodes[index].keys + (aliases[index] ?? [])
      keys[sets.root(index), default: []].formUnion(names.map(\.text))
    }
    let current = sets
    let (joined, keptFrom) = NameMerging.groups(keys: keys) { a, b in
      current.facets(a).fits(current.facets(b)) && current.mayJoin(a, b)
    }
    for group in joined {
      guard let first = group.first else { continue }
      for other in group.dropFirst() { sets.join(first, other) }
    }
    let joinedRoots = Set(joined.joined())
    for index in nodes.indices where reasons[index] == nil {
      let root = current.root(index)
      let key = nodes[index].keys.first?.text ?? ""
      let country = nodes[index].identity.country
      if joinedRoots.contains(root) {
        if nodes[index].twoSpellings != nil {
          reasons[index] = ("both spellings in one cell", 0.95)
        } else {
          reasons[index] = ("the same name '\(key)', " + (country ?? "country not stated"), country == nil ? 0.85 : 0.9)
        }
      } else if let apart = keptFrom[root] {
        reasons[index] = (
          "named '\(key)' like \(apart) other\(apart == 1 ? "" : "s"), kept apart: numbers, countries, legal forms or a judgement differ",
          1
        )
      } else {
        reasons[index] = (Self.onlyOne, 1)
      }
    }
  }
}
