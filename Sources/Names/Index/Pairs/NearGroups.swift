// SPDX-License-Identifier: Apache-2.0

/// Compares the words that share a key; one a thread.
final class NearGroups {
  private let core: IndexCore
  private let lists: NearLists
  private let comparer: NameComparer
  private let isPerson: Bool
  /// Of the group at hand: the words, their records side by side, their lists.
  private let words = Grow<UInt32>(capacity: 256)
  private let records = Grow<WordRecord>(capacity: 256)
  private var near = Grow<NearUnit>(capacity: 1)
  private var counts = Grow<Int>(capacity: 1)
  private let rest = Grow<UInt64>(capacity: 256)

  init(_ core: IndexCore, _ lists: NearLists) {
    self.core = core
    self.lists = lists
    comparer = NameComparer(kind: core.kind)
    isPerson = core.kind == .person
  }

  /// All words of a bucket, key by key.
  func compare(bucket: Int) {
    let (start, end) = (Int(core.near.places.starts.base[bucket]), Int(core.near.places.starts.base[bucket + 1]))
    guard end - start > 1 else { return }
    let entries = core.near.places.entries.base
    rest.truncate(to: 0)
    rest.append(UnsafeBufferPointer(start: entries + start, count: end - start))
    while rest.count > 1 {
      let key = rest.base[0] >> 32
      words.truncate(to: 0)
      var left = 0
      for place in 0..<rest.count {
        let entry = rest.base[place]
        if entry >> 32 == key {
          let word = UInt32(truncatingIfNeeded: entry)
          // A word may be filed twice under one key.
          if words.count == 0 || words.base[words.count - 1] != word { words.append(word) }
        } else {
          rest.base[left] = entry
          left += 1
        }
      }
      rest.truncate(to: left)
      if words.count == 2 { compareTwo() } else if words.count > 2 { compareAll() }
    }
  }

  private func compareTwo() {
    let (a, b) = (Int(words.base[0]), Int(words.base[1]))
    let likeness = likeness(a, b)
    guard likeness > 0 else { return }
    if counts(likeness, for: a) { lists.add(NearUnit(unit: core.unitOfWord.base[b], likeness: likeness), to: a) }
    if counts(likeness, for: b) { lists.add(NearUnit(unit: core.unitOfWord.base[a], likeness: likeness), to: b) }
  }

  private func compareAll() {
    records.truncate(to: 0)
    for place in 0..<words.count { records.append(core.words.base[Int(words.base[place])]) }
    if near.count < words.count * NearLists.most {
      near = Grow(repeating: NearUnit(unit: 0, likeness: 0), count: words.count * 2 * NearLists.most)
      counts = Grow(repeating: 0, count: words.count * 2)
    }
    for place in 0..<words.count { counts.base[place] = 0 }
    for i in 0..<words.count - 1 {
      let a = Int(words.base[i])
      let glance = WordGlance(UnsafePointer(records.base + i))
      for j in i + 1..<words.count {
        if !isPerson, glance.isStrange(to: WordGlance(UnsafePointer(records.base + j))) { continue }
        let b = Int(words.base[j])
        let likeness = likeness(UnsafePointer(records.base + i), UnsafePointer(records.base + j))
        guard likeness > 0 else { continue }
        put(i, a, b, likeness)
        put(j, b, a, likeness)
      }
    }
    for place in 0..<words.count where counts.base[place] > 0 {
      lists.add(near.base + place * NearLists.most, counts.base[place], to: Int(words.base[place]))
    }
  }

  @inline(__always) private func put(_ place: Int, _ word: Int, _ other: Int, _ likeness: Float) {
    guard counts(likeness, for: word) else { return }
    NearLists.add(
      NearUnit(unit: core.unitOfWord.base[other], likeness: likeness), near.base + place * NearLists.most, &counts.base[place])
  }

  /// Short words are like hardly any other.
  @inline(__always) private func counts(_ likeness: Float, for word: Int) -> Bool {
    likeness > 0.95 || core.words.base[word].length >= 3
  }

  @inline(__always) private func likeness(_ a: Int, _ b: Int) -> Float {
    likeness(UnsafePointer(core.words.base + a), UnsafePointer(core.words.base + b))
  }

  @inline(__always) private func likeness(_ a: UnsafePointer<WordRecord>, _ b: UnsafePointer<WordRecord>) -> Float {
    WordLikeness.of(a, core.sounds.base, b, core.sounds.base, isPerson: isPerson, comparer.places).0
  }

  /// By the keys of the word without two of its letters.
  func lookFurther(_ word: Int) {
    NearWords.keysWithoutTwo(core.words.base + word, core.sounds.base) { key in
      core.near.places.each(key) { other in
        guard other != word else { return }
        let likeness = likeness(word, other)
        guard likeness > 0, counts(likeness, for: word) else { return }
        lists.add(NearUnit(unit: core.unitOfWord.base[other], likeness: likeness), to: word)
      }
    }
  }
}
