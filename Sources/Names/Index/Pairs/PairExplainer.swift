// SPDX-License-Identifier: Apache-2.0

/// Says why names of a list are alike, many times in one thread: each word is worked out once.
package final class PairExplainer {
  /// What is counted once for all explainers of a list.
  package struct Shared: Sendable {
    let index: NameIndex
    let counts: ListCounts

    package init(_ index: NameIndex) {
      self.index = index
      counts = ListCounts(index.core, AlikeNames(index.core))
    }
  }

  private let index: NameIndex
  private let compiler: NameCompiler
  private let comparer: NameComparer
  private let duplicates: DuplicateComparer
  private let weights = Grow<Float>(capacity: 1024)
  private let rarity: Rarity

  package init(_ shared: Shared) {
    index = shared.index
    compiler = NameCompiler(pool: WordPool(kind: index.kind))
    compiler.keepsTexts = true
    comparer = NameComparer(kind: index.kind)
    duplicates = DuplicateComparer(index.core, shared.counts)
    rarity = Rarity(names: index.count)
  }

  /// `силва = silva (sound); only in the first: групп; for it: few names are of that country; against it: …`
  package func because(_ a: Int, _ b: Int) -> String {
    let core = index.core
    let words = NameExplanation.of(core.name(a).name, core.name(b).name, compiler, weights, comparer) { record in
      let unit = core.units.find(record.unit)
      return rarity.weight(
        count: unit < 0 ? 0 : core.postings.count(Int(unit)), unit: record.unit, kind: record.wordKind)
    }.because
    let (forIt, against) = duplicates.reasons(a, b)
    return ([words] + [forIt.map { "for it: \($0)" }, against.map { "against it: \($0)" }].compactMap(\.self))
      .filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
