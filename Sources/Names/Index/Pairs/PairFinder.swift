// SPDX-License-Identifier: Apache-2.0

/// Finds what is close to each name of a list in the same list. One a thread; what is known of words is shared.
final class PairFinder {
  /// What all threads share.
  struct Shared: Sendable {
    let core: IndexCore
    let alike: AlikeNames
    let counts: ListCounts
    let near: NearUnits
    let postings: CountryPostings
    /// What the words of each name weigh together; without end for names that are not the first of those written alike, so
    /// that nothing promises them.
    let totals: Grow<Float>

    init(_ core: IndexCore, width: Int) {
      self.core = core
      alike = AlikeNames(core)
      counts = ListCounts(core, alike)
      near = NearUnits(core, width: width)
      postings = CountryPostings(core, alike)
      totals = core.totals.copy()
      for name in 0..<core.count where !alike.isFirst(name) { totals.base[name] = .infinity }
    }
  }

  private struct Candidate: BitwiseCopyable {
    var name: UInt32
    var promise: Float
  }

  private let shared: Shared
  private let core: IndexCore
  let comparer: DuplicateComparer
  /// What each name has gathered for the one at hand, and which have any.
  private let gathered: Grow<Float>
  private let touched = Grow<UInt32>(capacity: 4096)
  private let chosen = Grow<Candidate>(capacity: 256)
  private var ranked: [Int] = []
  /// Weight of words whose lists were not read: any name may hold them.
  private var unread: Float = 0
  /// That of the name at hand, 0 if it states none.
  private var country: UInt16 = 0

  /// A name reads so many postings, the rarest words' first, before it goes on with what it has.
  private static let postingsRead = 1_500
  /// The first list is read in any case, up to here.
  private static let longestFirst = 3_000
  /// A list that can't bring in a new name by itself is read only if it is as short as this.
  private static let shortList = 100
  /// Of a longer list only the names of the own country and those that state none are read.
  private static let readAbroad = 100
  /// Names that share less of the weight are not compared.
  private static let floor: Float = 0.35
  /// Nor those of another country that share less than this: their odds are lowered by so much.
  private static let floorAbroad: Float = 0.6

  init(_ shared: Shared) {
    self.shared = shared
    core = shared.core
    comparer = DuplicateComparer(shared.core, shared.counts)
    gathered = Grow(repeating: 0, count: shared.core.count)
  }

  /// The names that promise most, not the name itself nor any that is written like another before it.
  func neighbours(of name: Int, most: Int, _ body: (Int) -> Void) {
    let view = core.view(name)
    guard view.count > 0 else { return }
    var total: Float = 0
    for index in 0..<view.count { total += view.weight(index) }
    gather(view, total)
    choose(name, view, total, most)
    for index in 0..<chosen.count { body(Int(chosen.base[index].name)) }
  }

  private func gather(_ view: NameView, _ total: Float) {
    for index in 0..<touched.count { gathered.base[Int(touched.base[index])] = 0 }
    touched.truncate(to: 0)
    ranked.removeAll(keepingCapacity: true)
    ranked.append(contentsOf: 0..<view.count)
    ranked.sort { view.weight($0) != view.weight($1) ? view.weight($0) > view.weight($1) : $0 < $1 }
    unread = 0
    country = view.record.country
    var read = 0
    var rest = total
    for index in ranked {
      let word = view.place(index)
      let weight = view.weights[word]
      // Names that share only this word and those after it can't promise enough.
      let mayBegin = rest >= total * Self.floor
      for near in shared.near.of(word) {
        read += add(Int(near.unit), weight * near.likeness * near.likeness, read, mayBegin)
      }
      rest -= weight
    }
    joinNeighbours(view, &read)
    addWhole(view, total)
  }

  @inline(__always) private func add(_ unit: Int, _ weight: Float, _ read: Int, _ mayBegin: Bool) -> Int {
    var own = shared.postings.all(unit)
    if own.isEmpty { return 0 }
    var stateless = UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    if own.count > Self.readAbroad {
      // A name that states no country is found by those that do.
      if country != 0 { stateless = shared.postings.list(unit, country: 0) }
      own = shared.postings.list(unit, country: country)
    }
    let count = own.count + stateless.count
    if !mayBegin, count > Self.shortList {
      unread += weight
      return 0
    }
    if read + count > Self.postingsRead {
      guard read == 0 else {
        unread += weight
        return 0
      }
      own = UnsafeBufferPointer(rebasing: own.prefix(Self.longestFirst))
      stateless = UnsafeBufferPointer(rebasing: stateless.prefix(Self.longestFirst - own.count))
    }
    gather(own, weight)
    gather(stateless, weight)
    return own.count + stateless.count
  }

  @inline(__always) private func gather(_ list: UnsafeBufferPointer<UInt32>, _ weight: Float) {
    let gathered = gathered.base
    for name in list {
      if gathered[Int(name)] == 0 { touched.append(name) }
      gathered[Int(name)] += weight
    }
  }

  /// Two words here may be one there.
  private func joinNeighbours(_ view: NameView, _ read: inout Int) {
    guard view.count > 1 else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 160) { buffer in
      guard let letters = buffer.baseAddress else { return }
      for index in 0..<view.count - 1 {
        var count = 0
        for place in index...index + 1 {
          let word = view.words + view.place(place)
          for offset in 0..<Int(word.pointee.length) where count < 160 {
            let code = view.sounds[Int(word.pointee.start) + offset]
            if code < 26, count > 0, letters[count - 1] == code { continue }
            letters[count] = code
            count += 1
          }
        }
        guard count >= 5 else { continue }
        let unit = core.units.find(Hash64.of(letters, count, seed: 0x50))
        if unit >= 0 { read += add(Int(unit), view.weight(index) + view.weight(index + 1), read, true) }
      }
    }
  }

  /// Names with the same letters, the same words in another order, or the first letters of the other.
  private func addWhole(_ view: NameView, _ total: Float) {
    let record = view.record
    func add(_ hash: UInt32, _ salt: UInt32, _ share: Float, most: Int) {
      guard hash != 0 else { return }
      var left = most
      core.keys.each(hash ^ salt) { name in
        guard left > 0 else { return }
        left -= 1
        if gathered.base[name] == 0 { touched.append(UInt32(name)) }
        gathered.base[name] += share * total
      }
    }
    add(record.joined, HashedPlaces.Salt.joined, 1, most: 1000)
    if record.joinedWhole != record.joined { add(record.joinedWhole, HashedPlaces.Salt.joined, 1, most: 1000) }
    if record.count > 1 { add(record.unordered, HashedPlaces.Salt.unordered, 0.5, most: 1000) }
    guard core.kind == .organisation else { return }
    add(record.acronym, HashedPlaces.Salt.initials, 0.5, most: 100)
    add(record.initials, HashedPlaces.Salt.acronym, 0.5, most: 100)
  }

  /// What they gathered over what both weigh together.
  private func choose(_ own: Int, _ view: NameView, _ total: Float, _ most: Int) {
    chosen.truncate(to: 0)
    let country = view.record.country
    let least = total * Self.floor
    // Of the words that were not read some have half, for all that is known.
    let benefit = unread / 2
    let totals = shared.totals.base
    for index in 0..<touched.count {
      let name = Int(touched.base[index])
      let has = min(total, gathered.base[name] + benefit)
      guard has >= least else { continue }
      let promise = has / max(has, total + totals[name] - has)
      guard promise >= Self.floor, name != own else { continue }
      let other = core.names.base[name].country
      if promise < Self.floorAbroad, country != 0, other != 0, country != other { continue }
      chosen.append(Candidate(name: UInt32(name), promise: promise))
    }
    guard chosen.count > most else { return }
    var all = UnsafeMutableBufferPointer(start: chosen.base, count: chosen.count)
    all.sort { $0.promise != $1.promise ? $0.promise > $1.promise : $0.name < $1.name }
    chosen.truncate(to: most)
  }
}
