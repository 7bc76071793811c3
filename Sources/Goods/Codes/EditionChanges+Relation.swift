// SPDX-License-Identifier: Apache-2.0

package import Trade

extension EditionChanges {
  /// What a code of one edition is in another. One-to-many stays visible: no share is guessed.
  package enum Relation: Sendable, Hashable {
    /// The same goods under the same number.
    case same
    /// All of these together hold its goods. `shared`: at least one of them holds other goods, too.
    case became([String], shared: Bool)
    /// The tables at hand do not say.
    case unknown
  }

  /// What a code of six digits of the edition `own` is in `other`.
  package func relation(of code: String, from own: HSEdition, to other: HSEdition) -> Relation {
    if own == other { return .same }
    let isForward = own.firstYear < other.firstYear
    let (from, to) = isForward ? (own, other) : (other, own)
    guard let pair = pairs.first(where: { $0.from == from && $0.to == to }) else { return .unknown }
    let found = isForward ? pair.successors[code] : pair.predecessors[code]
    guard let found else {
      // Where all changes are stated, what is not among them is the same.
      return pair.accounts(for: code) ? .same : .unknown
    }
    let back = isForward ? pair.predecessors : pair.successors
    let shared = found.contains { Set(back[$0] ?? [$0]) != [code] }
    return found == [code] && !shared ? .same : .became(found, shared: shared)
  }

  /// The same in words; nil when it is the same code.
  package func words(_ code: String, from own: HSEdition, to other: HSEdition) -> String? {
    switch relation(of: code, from: own, to: other) {
    case .same: return nil
    case .became(let codes, let shared):
      let list = codes.joined(separator: ", ")
      let tail =
        shared
        ? codes.count == 1 ? ", which holds other goods, too" : ", of which at least one holds other goods, too" : ""
      return "in \(other.rawValue): \(list)\(tail)"
    case .unknown: return "in \(other.rawValue): not known here; a case may name a concordance"
    }
  }
}
