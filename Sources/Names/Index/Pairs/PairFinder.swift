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
    /// By place: what the words of the name weigh together.
    let totals: Grow<Float>

    init(_ core: IndexCore, width: Int) {
      self.core = core
      alike = AlikeNames(core)
      counts = ListCounts(core, alike)
      near = NearUnits(core, width: width)
      postings = CountryPostings(core, alike)
      totals = Grow(capacity: postings.count)
      for place in 0..<postings.count { totals.append(core.totals.base[postings.name(place)]) }
    }
  }

  private let shared: Shared
  private let core: IndexCore
  /// What each name has gathered for the one at hand, by place; the places that have any, and how many.
  private let gathered: Grow<Float>
  private let touched: Grow<UInt32>
  private var touchedCount = 0
  private var chosen = BestFew(capacity: mostNeighbours)
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
  /// More are never asked for.
  static let mostNeighbours = 256

  init(_ shared: Shared) {
    self.shared = shared
    core = shared.core
    gathered = Grow(repeating: 0, count: shared.postings.count)
    // One more, since a place is written before it is known whether it counts.
    touched = Grow(repeating: 0, count: shared.postings.count + 1)
  }

  deinit { chosen.deallocate() }

  /// The names that promise most, not the name itself nor any that is written like another before it.
  func neighbours(of name: Int, most: Int, _ body: (Int) -> Void) {
    let view = core.view(name)
    guard view.count > 0 else { return }
    var total: Float = 0
    for index in 0..<view.count { total += view.weight(index) }
    gather(view, total)
    choose(name, view, total, most)
    for index in 0..<chosen.count { body(chosen[index]) }
  }

  private func gather(_ view: NameView, _ total: Float) {
    touchedCount = 0
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
    WholeNames.eachJoined(view, in: core) { unit, weight in read += add(unit, weight, read, true) }
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
    let (gathered, touched) = (gathered.base, touched.base)
    var count = touchedCount
    for place in list {
      let has = gathered[Int(place)]
      touched[count] = place
      count &+= has == 0 ? 1 : 0
      gathered[Int(place)] = has + weight
    }
    touchedCount = count
  }

  private func addWhole(_ view: NameView, _ total: Float) {
    WholeNames.each(like: view.record, in: core, most: 1000) { name, share in
      let place = shared.postings.place(of: name)
      guard place != CountryPostings.none else { return }
      let has = gathered.base[Int(place)]
      if has == 0 {
        touched.base[touchedCount] = place
        touchedCount &+= 1
      }
      gathered.base[Int(place)] = has + share * total
    }
  }

  /// What they gathered over what both weigh together.
  private func choose(_ own: Int, _ view: NameView, _ total: Float, _ most: Int) {
    chosen.start(most: most)
    let least = total * Self.floor
    // Of the words that were not read some have half, for all that is known.
    let benefit = unread / 2
    let (gathered, totals, names) = (gathered.base, shared.totals.base, shared.postings.names.base)
    let (home, stateless) = (shared.postings.places(of: country), shared.postings.places(of: 0))
    for index in 0..<touchedCount {
      let place = touched.base[index]
      let has = min(total, gathered[Int(place)] + benefit)
      gathered[Int(place)] = 0
      guard has >= least else { continue }
      let promise = has / max(has, total + totals[Int(place)] - has)
      guard promise >= Self.floor else { continue }
      if promise < Self.floorAbroad, country != 0, !home.contains(place), !stateless.contains(place) { continue }
      let name = names[Int(place)]
      if name != own { chosen.add(name, promise) }
    }
  }
}
