// SPDX-License-Identifier: Apache-2.0

/// Finds the names of a list that are close to a given one, or to each other, without comparing all with all.
///
/// Each name is compiled once into numbers; words are worked out once however many names hold them. A query reads the
/// lists of names that hold its rarest words, or words near to these, and compares only the names that promise most.
/// docs/names.md tells what is compared and how far to trust the score.
///
/// ```swift
/// let index = NameIndex([IndexedName("SHANGHAI SAINT LOGISTICS LIMITED"), IndexedName("SILVA LLC")])
/// index.search("ООО «Силва»").first?.index   // 1
/// ```
package struct NameIndex: Sendable {
  package struct Hit: Sendable, Hashable {
    /// The place of the name in the list.
    package var index: Int
    /// The probability that the two name the same.
    package var score: Double

    package init(index: Int, score: Double) {
      self.index = index
      self.score = score
    }
  }

  private(set) var core: IndexCore

  package init(_ names: [IndexedName], kind: NameKind = .organisation, width: Int = 2) {
    core = IndexBuilder.build(names, kind: kind, width: width)
  }

  init(core: IndexCore) { self.core = core }

  package var count: Int { core.count }
  package var kind: NameKind { core.kind }
  package func name(at index: Int) -> IndexedName { core.name(index) }
  /// What the index takes in memory, and on disk nearly the same.
  package var bytes: Int { core.bytes }

  /// The closest names, best first; equal scores in order of the list.
  /// - Parameter threshold: the least probability that is of interest.
  package func search(_ query: String, limit: Int = 5, threshold: Double = 0.7) -> [Hit] {
    Searcher(core).search(query, limit: limit, threshold: threshold)
  }

  /// The same answers as one search after another, on `width` cores; each keeps what it learned of words.
  package func search(all queries: [String], limit: Int = 5, threshold: Double = 0.7, width: Int = 2) -> [[Hit]] {
    let ranges = Parallel.ranges(queries.count, blocks: max(1, width))
    return Parallel.perform(ranges.count, width: width) { block in
      let searcher = Searcher(core)
      return ranges[block].map { searcher.search(queries[$0], limit: limit, threshold: threshold) }
    }.flatMap(\.self)
  }

  /// The probability that two names of the list name the same.
  package func score(_ a: Int, _ b: Int) -> Double {
    Double(NameComparer(kind: kind).score(core.view(a), core.view(b)))
  }

  /// Many at once, without setting up anew for each.
  package func scores(_ pairs: [(Int, Int)]) -> [Double] {
    let comparer = NameComparer(kind: kind)
    let views = core.views
    return withExtendedLifetime(core) { pairs.map { Double(comparer.score(views[$0.0], views[$0.1])) } }
  }

  /// The columns of ``features(_:)`` but the last, which is the score.
  package static let featureNames = NameFeature.allCases.map { "\($0)" } + NameQualifier.allCases.map { "\($0)" }

  /// The features of pairs of texts with the rarity of this list, as ``NameFeature`` and then ``NameQualifier`` (1 where it
  /// applies) number them; for fitting weights.
  package func features(_ pairs: [(String, String)]) -> [[Float]] {
    let comparer = NameComparer(kind: kind)
    let pool = WordPool(kind: kind)
    let compiler = NameCompiler(pool: pool)
    let weights = Grow<Float>(capacity: 1024)
    let rarity = Rarity(names: count)
    let names = LooseNames()
    return pairs.map { left, right in
      names.keep(0, compiler.compile(left), of: compiler)
      names.keep(1, compiler.compile(right), of: compiler)
      while weights.count < pool.count {
        let record = pool.records[weights.count]
        let unit = core.units.find(record.unit)
        weights.append(
          rarity.weight(
            count: unit < 0 ? 0 : core.postings.count(Int(unit)), unit: record.unit, kind: record.wordKind))
        pool.records.base[weights.count - 1].weight = weights.base[weights.count - 1]
      }
      let score = withExtendedLifetime(names) {
        comparer.score(names.view(0, pool, weights), names.view(1, pool, weights))
      }
      return (0..<NameFeature.count).map { comparer.features[$0] }
        + NameQualifier.allCases.map { comparer.qualifiers & 1 << UInt8($0.rawValue) == 0 ? 0 : 1 } + [score]
    }
  }

  /// How many names hold each word, by sound, or `#` and the concept; as the table word-counts.tsv has it.
  package func wordCounts() -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in 0..<core.words.count {
      let record = core.words[word]
      guard record.number == 0, record.flags & WordRecord.hasDigit == 0 else { continue }
      let sound = (0..<Int(record.length)).map { core.sounds[Int(record.start) + $0] }
      guard sound.allSatisfy({ $0 < 26 }) else { continue }
      let key =
        record.concept > 0
        ? "#" + Lexicon.standard.concepts[Int(record.concept) - 1]
        : String(decoding: sound.map { $0 + 0x61 }, as: UTF8.self)
      counts[key] = core.postings.count(Int(core.unitOfWord[word]))
    }
    return counts
  }

  /// Adds names at the end of the list. Answers are those of an index that was built of all at once.
  package mutating func append(_ more: [IndexedName], width: Int = 2) {
    core = IndexBuilder.build(more, kind: kind, width: width, onto: core)
  }
}
