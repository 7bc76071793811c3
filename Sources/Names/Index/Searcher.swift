// SPDX-License-Identifier: Apache-2.0

/// Searches an index for one thread. Words of queries are worked out once and kept, so a searcher that is used again
/// gets faster.
final class Searcher {
  private let core: IndexCore
  private let pool: WordPool
  private let compiler: NameCompiler
  let comparer: NameComparer
  private let asked = LooseNames()

  /// Of each word of the pool: its weight in the list, and where its near units lie; -1 while not looked up.
  private let weights = Grow<Float>(capacity: 1024)
  private let nearStarts = Grow<Int32>(capacity: 1024)
  private let nearCounts = Grow<Int32>(capacity: 1024)
  private let near = Grow<Near>(capacity: 4096)

  /// What a word is looked for under, and where that lies.
  private let keys = Grow<UInt32>(capacity: mostKeys)
  private let slots = Grow<HashedPlaces.Slot>(capacity: mostKeys)
  /// A word has no more: each two of its letters left out.
  private static let mostKeys = SoundLetters.limit * SoundLetters.limit / 2

  private struct Near: BitwiseCopyable {
    var unit: UInt32
    var likeness: Float
  }

  /// What each name has gathered for the query at hand.
  private let gathered: Grow<Float>
  /// Which names have gathered something, with room for all and one more; and the most that one has gathered.
  private let touched: Grow<UInt32>
  private var touchedCount = 0
  private var best: Float = 0
  private let seenWord: Grow<UInt32>
  private var round: UInt32 = 0
  private let rarity: Rarity
  private let bar = ScoreBar()
  private let chosen = Grow<Candidate>(capacity: 256)
  /// How many candidates promise so many sixty-fourths.
  private let buckets = Grow<Int32>(repeating: 0, count: 64)

  private struct Candidate: BitwiseCopyable {
    var name: UInt32
    var promise: Float
  }

  init(_ core: IndexCore) {
    self.core = core
    pool = WordPool(kind: core.kind)
    compiler = NameCompiler(pool: pool)
    comparer = NameComparer(kind: core.kind)
    gathered = Grow(repeating: 0, count: core.count)
    touched = Grow(capacity: core.count + 1)
    seenWord = Grow(repeating: 0, count: core.words.count)
    rarity = Rarity(names: core.count)
  }

  /// How many postings a query reads before it goes on with what it has; rare words are read first.
  private static let postingsRead = 6_000
  /// The first list is read in any case, up to here.
  private static let longestFirst = 60_000
  /// A word has so many near units at most.
  private static let mostNear = 24

  func search(_ query: String, limit: Int, threshold: Double) -> [NameIndex.Hit] {
    search(query, country: 0, limit: limit, threshold: threshold)
  }

  /// The score of one name of the list, as a search would give it.
  func score(_ query: String, with name: Int) -> Double {
    let record = compiler.compile(query)
    prepareWords()
    asked.keep(0, record, of: compiler)
    let view = asked.view(0, pool, weights)
    return Double(comparer.score(view, core.view(name)))
  }

  private func search(_ query: String, country: UInt16, limit: Int, threshold: Double) -> [NameIndex.Hit] {
    var record = compiler.compile(query)
    record.country = country
    guard record.count > 0, core.count > 0, limit > 0 else { return [] }
    prepareWords()
    asked.keep(0, record, of: compiler)
    let view = asked.view(0, pool, weights)
    return search(view, limit: limit, threshold: threshold)
  }

  /// The best of those that share what is rare, compared in full.
  private func search(_ view: NameView, limit: Int, threshold: Double) -> [NameIndex.Hit] {
    gather(view)
    choose(view, most: max(40, min(400, limit)), floor: threshold >= 0.5 ? 0.3 : 0)
    var hits: [NameIndex.Hit] = []
    let views = core.views
    bar.set(threshold, comparer.model)
    for index in 0..<chosen.count {
      let name = Int(chosen.base[index].name)
      let score = Double(comparer.score(view, views[name], bar))
      if score >= threshold { hits.append(NameIndex.Hit(index: name, score: score)) }
    }
    hits.sort { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }
    if hits.count > limit { hits.removeLast(hits.count - limit) }
    return hits
  }

  /// Weights and near units for words of the pool that are new.
  private func prepareWords() {
    while weights.count < pool.count {
      let record = pool.records[weights.count]
      let unit = core.units.find(record.unit)
      weights.append(
        rarity.weight(count: unit < 0 ? 0 : core.postings.count(Int(unit)), unit: record.unit, kind: record.wordKind))
      pool.records.base[weights.count - 1].weight = weights.base[weights.count - 1]
      nearStarts.append(-1)
      nearCounts.append(0)
    }
  }

  private func findNear(_ word: Int) {
    let start = near.count
    nearStarts[word] = Int32(start)
    round &+= 1
    let stamp = round
    let record = pool.records.base + word
    let isPerson = core.kind == .person
    let seen = seenWord.base
    let words = core.words.base
    let isLong = record.pointee.length >= 3
    let glance = WordGlance(record)
    func look() {
      slots.reserve(keys.count)
      core.near.places.each(keys.base, keys.count, slots.base) { other in
        guard seen[other] != stamp else { return }
        seen[other] = stamp
        if !isPerson, glance.isStrange(to: WordGlance(words + other)) { return }
        let (likeness, _) = WordLikeness.of(
          record, pool.sounds.base, words + other, core.sounds.base, isPerson: isPerson, comparer.places)
        guard likeness > 0, likeness > 0.95 || isLong else { return }
        let unit = core.unitOfWord.base[other]
        for index in start..<near.count where near.base[index].unit == unit {
          near.base[index].likeness = max(near.base[index].likeness, likeness)
          return
        }
        near.append(Near(unit: unit, likeness: likeness))
      }
      keys.truncate(to: 0)
    }
    NearWords.keys(record, pool.sounds.base) { keys.append($0) }
    look()
    // Hardly anything but the word itself: look further.
    if near.count - start < 2 {
      NearWords.keysWithoutTwo(record, pool.sounds.base) { keys.append($0) }
      look()
    }
    let count = near.count - start
    if count > 1 {
      var found = UnsafeMutableBufferPointer(start: near.base + start, count: count)
      found.sort {
        $0.likeness != $1.likeness ? $0.likeness > $1.likeness : $0.unit < $1.unit
      }
      if count > Self.mostNear { near.truncate(to: start + Self.mostNear) }
    }
    nearCounts[word] = Int32(near.count - start)
  }

  // MARK: candidates

  private func gather(_ view: NameView) {
    for index in 0..<touchedCount { gathered.base[Int(touched.base[index])] = 0 }
    touchedCount = 0
    best = 0
    let ranked = (0..<view.count).sorted { view.weight($0) != view.weight($1) ? view.weight($0) > view.weight($1) : $0 < $1 }
    var read = 0
    for index in ranked {
      let word = view.place(index)
      if nearStarts.base[word] < 0 { findNear(word) }
      let weight = view.weights[word]
      let start = Int(nearStarts.base[word])
      for place in start..<start + Int(nearCounts.base[word]) {
        let found = near.base[place]
        read += add(Int(found.unit), weight * found.likeness * found.likeness, read)
      }
      if pool.records.base[word].length >= 7, core.units.find(pool.records.base[word].unit) < 0 {
        split(view, word, weight, &read)
      }
    }
    WholeNames.eachJoined(view, in: core) { unit, weight in read += add(unit, weight, read) }
    addWhole(view)
  }

  @inline(__always) private func add(_ unit: Int, _ weight: Float, _ read: Int) -> Int {
    let list = core.postings.list(unit)
    var count = list.count
    if read + count > Self.postingsRead {
      guard read == 0 else { return 0 }
      count = min(count, Self.longestFirst)
    }
    let gathered = gathered.base
    guard let base = list.baseAddress else { return 0 }
    let touched = touched.base
    var (reached, best) = (touchedCount, best)
    for index in 0..<count {
      let name = base[index]
      let has = gathered[Int(name)]
      // Written in any case, and kept if the name is new.
      touched[reached] = name
      reached &+= has == 0 ? 1 : 0
      gathered[Int(name)] = has + weight
      best = max(best, has + weight)
    }
    (touchedCount, self.best) = (reached, best)
    return count
  }

  /// A word that the list does not know may be two that it knows.
  private func split(_ view: NameView, _ word: Int, _ weight: Float, _ read: inout Int) {
    let record = pool.records.base[word]
    let sound = pool.sounds.base + Int(record.start)
    let length = Int(record.length)
    guard record.flags & WordRecord.hasDigit == 0, record.concept == 0 else { return }
    for cut in 3...(length - 3) {
      let left = core.units.find(Hash64.of(sound, cut, seed: 0x50))
      let right = core.units.find(Hash64.of(sound + cut, length - cut, seed: 0x50))
      // One known part is enough when it is long: the other may be a generic word, which is filed by its concept.
      if left >= 0, right >= 0 || cut >= 5 { read += add(Int(left), weight * 0.45, read) }
      if right >= 0, left >= 0 || length - cut >= 5 { read += add(Int(right), weight * 0.45, read) }
    }
  }

  private func addWhole(_ view: NameView) {
    var total: Float = 0
    for index in 0..<view.count { total += view.weight(index) }
    WholeNames.each(like: view.record, in: core, most: 2000) { name, share in
      let has = gathered.base[name]
      if has == 0 {
        touched.base[touchedCount] = UInt32(truncatingIfNeeded: name)
        touchedCount &+= 1
      }
      gathered.base[name] = has + share * total
      best = max(best, has + share * total)
    }
  }

  /// The names that promise most: what they gathered over what both weigh together.
  private func choose(_ view: NameView, most: Int, floor share: Float) {
    chosen.truncate(to: 0)
    chosen.reserve(touchedCount)
    var total: Float = 0
    for index in 0..<view.count { total += view.weight(index) }
    // Exact doubles gather more than there is: by their words, and once more by the name as a whole.
    let floor = min(best, total) * share
    let (touched, gathered, totals, candidates) = (touched.base, gathered.base, core.totals.base, chosen.base)
    let buckets = buckets.base
    buckets.update(repeating: 0, count: 64)
    var count = 0
    var top: Float = 0
    for index in 0..<touchedCount {
      let name = touched[index]
      let has = gathered[Int(name)]
      guard has >= floor else { continue }
      let promise = has / max(has, total + totals[Int(name)] - has)
      candidates[count] = Candidate(name: name, promise: promise)
      count &+= 1
      buckets[min(63, Int(promise * 64))] &+= 1
      top = max(top, promise)
    }
    // What promises a fraction of the best can't reach a high threshold.
    let least = share > 0 ? top * share : 0
    var kept = 0
    for index in 0..<count {
      let candidate = candidates[index]
      candidates[kept] = candidate
      kept &+= candidate.promise >= least ? 1 : 0
    }
    guard kept > most else { return chosen.filled(to: kept) }
    count = kept
    var enough = 0
    var cut = 63
    while cut > 0, enough + Int(buckets[cut]) < most {
      enough += Int(buckets[cut])
      cut -= 1
    }
    // What falls into the last bucket is ranked; the rest is in.
    let limit = Float(cut) / 64
    kept = 0
    for index in 0..<count where candidates[index].promise >= limit || (cut == 63 && candidates[index].promise >= 1) {
      candidates[kept] = candidates[index]
      kept &+= 1
    }
    if kept > most {
      var some = UnsafeMutableBufferPointer(start: candidates, count: kept)
      some.sort { $0.promise != $1.promise ? $0.promise > $1.promise : $0.name < $1.name }
      kept = most
    }
    chosen.filled(to: kept)
  }
}
