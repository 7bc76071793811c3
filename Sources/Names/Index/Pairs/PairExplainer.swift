// SPDX-License-Identifier: Apache-2.0

/// Says why names of a list are alike, many times in one thread: each word is worked out once.
package final class PairExplainer {
  private let index: NameIndex
  private let compiler: NameCompiler
  private let comparer: NameComparer
  private let weights = Grow<Float>(capacity: 1024)
  private let rarity: Rarity

  package init(_ index: NameIndex) {
    self.index = index
    compiler = NameCompiler(pool: WordPool(kind: index.kind))
    compiler.keepsTexts = true
    comparer = NameComparer(kind: index.kind)
    rarity = Rarity(names: index.count)
  }

  /// `силва = silva (sound); only in the first: групп`
  package func because(_ a: Int, _ b: Int) -> String {
    let core = index.core
    return NameExplanation.of(core.name(a).name, core.name(b).name, compiler, weights, comparer) { record in
      let unit = core.units.find(record.unit)
      return rarity.weight(
        count: unit < 0 ? 0 : core.postings.count(Int(unit)), unit: record.unit, kind: record.wordKind)
    }.because
  }
}
