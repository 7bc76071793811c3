// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// What the comparison refuses without counting slips must be what counting them would refuse.
struct QuickRefusalTests {
  private static func words(_ kind: NameKind) -> WordPool {
    var made = MadeNames(seed: 31)
    let pool = WordPool(kind: kind)
    let compiler = NameCompiler(pool: pool)
    for name in made.names(60) {
      _ = compiler.compile(name)
      _ = compiler.compile(made.slip(in: name))
    }
    for name in [
      "АО «Курганприбор» № 179", "Service Сервис Serwis", "شركة النور للتجارة", "Ш. Ю. Э.", "CVC CVS KGK", "深圳市金泰科技有限公司",
      "Приборостроительный приборостроительного", "China Chile торговый trading", "Qaeda Qaida", "A B C", "3M 3N",
    ] { _ = compiler.compile(name) }
    return pool
  }

  @Test(arguments: [NameKind.organisation, .person])
  func `Words that are refused at once would not have met`(kind: NameKind) {
    let pool = Self.words(kind)
    let comparer = NameComparer(kind: kind)
    var (refused, met) = (0, 0)
    for a in 0..<pool.count {
      for b in 0..<pool.count {
        let (p, q) = (UnsafePointer(pool.records.base + a), UnsafePointer(pool.records.base + b))
        let (likeness, _) = WordLikeness.of(
          p, pool.sounds.base, q, pool.sounds.base, isPerson: kind == .person, comparer.places)
        if likeness > 0 { met += 1 }
        let isStrange = WordGlance(p).isStrange(to: WordGlance(q))
        // Where lengths are not compared, less may be refused, and never more than is right.
        #expect(isStrange || !WordGlance.areStrange(p, q) || likeness == 0)
        if isStrange {
          refused += 1
          #expect(likeness == 0, "\(p.pointee) \(q.pointee)")
        }
      }
    }
    // Most pairs are settled so, or there would be no point.
    #expect(refused * 2 > pool.count * pool.count)
    #expect(met > pool.count)
  }

  @Test(arguments: [NameKind.organisation, .person])
  func `Words of a name that a word is not likely to meet would not have met it`(kind: NameKind) {
    var made = MadeNames(seed: 41)
    let names = made.names(50) + [
      "Service Сервис Serwis Qaeda Qaida", "China trading Chile торговый", "One Two Three Four Five Six Seven Eight Nine Ten Elevenn Tenn",
      "Приборостроительный приборостроительного", "CVC CVS", "深圳市金泰科技有限公司",
    ]
    let index = NameIndex((names + names.map { made.slip(in: $0) }).map { IndexedName($0) }, kind: kind)
    let comparer = NameComparer(kind: kind)
    let (words, sounds) = (index.core.words, index.core.sounds)
    var refused = 0
    for name in 0..<index.count {
      let view = index.core.view(name)
      for word in 0..<words.count where words[word].has(WordRecord.isSimple) {
        let likely = WordGlance.likely(words.base + word, view.place, WordLengths.reaches)
        for place in 0..<view.count where likely & 1 << UInt32(place) == 0 {
          refused += 1
          let (likeness, _) = WordLikeness.of(
            words.base + word, sounds.base, words.base + view.place(place), sounds.base, isPerson: kind == .person, comparer.places)
          #expect(likeness == 0, "\(words[word]) \(words[view.place(place)])")
        }
      }
    }
    #expect(refused > words.count)
  }

  @Test func `A score below the bar is exact or nothing, and one above it is exact`() {
    var made = MadeNames(seed: 43)
    let names = made.names(60)
    let index = NameIndex((names + names.map { made.slip(in: $0) }).map { IndexedName($0) })
    let (comparer, barred, bar) = (NameComparer(kind: .organisation), NameComparer(kind: .organisation), ScoreBar())
    var (above, spared) = (0, 0)
    for threshold in [0, 0.3, 0.7, 0.95] {
      bar.set(threshold, .organisation)
      for a in 0..<index.count {
        for b in 0..<index.count {
          let score = comparer.score(index.core.view(a), index.core.view(b))
          let found = barred.score(index.core.view(a), index.core.view(b), bar)
          if Double(score) >= threshold { above += 1 }
          if found != score { spared += 1 }
          #expect(found == score || (found == 0 && Double(score) < threshold))
        }
      }
    }
    #expect(above > index.count && spared > index.count)
  }

  @Test func `Counts of letters never show more slips than there are`() {
    var made = MadeNames(seed: 37)
    let names = made.names(80) + ["1 1 1", "ANNA ANNA", "Ooo aa Aabb", String(repeating: "Abcdefgh ", count: 12)]
    let index = NameIndex((names + names.map { made.slip(in: $0) }).map { IndexedName($0) })
    var row = WordRow()
    defer { row.deallocate() }
    let runs = (0..<index.count).map { name in
      row.fill(index.core.view(name))
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: WordRow.runCapacity) { buffer in
        guard let base = buffer.baseAddress else { return [UInt8]() }
        return Array(buffer.prefix(row.run(without: 0, into: base)))
      }
    }
    for a in 0..<index.count {
      #expect(runs[a].count == Int(index.core.names[a].letters.joined))
      for b in 0..<index.count {
        let least = NameLetters.slips(index.core.names[a].letters, index.core.names[b].letters)
        #expect(least <= EditBits.distance(runs[a], runs[b]))
        if a == b { #expect(least == 0) }
      }
    }
  }
}
