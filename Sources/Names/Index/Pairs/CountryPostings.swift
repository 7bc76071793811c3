// SPDX-License-Identifier: Apache-2.0

/// The names that hold a unit, by country, of names that are written alike only the first.
///
/// Names are numbered anew for it, by *places*: those that state no country first, then one country after another, each in order
/// of the list. Duplicates hardly ever state different countries, so a name need not read the names of all others (of a list
/// of a million names it reads a tenth), and what it reads lies close together, where a processor has it at hand.
final class CountryPostings: Sendable {
  private let postings: Postings
  /// By place.
  let names: Grow<UInt32>
  /// By name; ``none`` where an earlier name is written alike.
  private let places: Grow<UInt32>
  /// By country the first place.
  private let starts: Grow<UInt32>

  static let none = UInt32.max

  init(_ core: IndexCore, _ alike: AlikeNames) {
    let count = core.count
    let starts = Grow<UInt32>(repeating: 0, count: core.countries.count + 2)
    for name in 0..<count where alike.isFirst(name) { starts.base[Int(core.names.base[name].country) + 1] += 1 }
    for country in 1..<starts.count { starts.base[country] += starts.base[country - 1] }
    let next = starts.copy()
    let names = Grow<UInt32>(repeating: 0, count: Int(starts.base[starts.count - 1]))
    let places = Grow<UInt32>(repeating: Self.none, count: count)
    for name in 0..<count where alike.isFirst(name) {
      let country = Int(core.names.base[name].country)
      places.base[name] = next.base[country]
      names.base[Int(next.base[country])] = UInt32(name)
      next.base[country] += 1
    }
    self.names = names
    self.places = places
    self.starts = starts
    postings = Postings(
      names: core.names, tokens: core.tokens, unitOfWord: core.unitOfWord, units: core.postings.starts.count - 1, order: names)
  }

  var count: Int { names.count }
  @inline(__always) func name(_ place: Int) -> Int { Int(names.base[place]) }
  @inline(__always) func place(of name: Int) -> UInt32 { places.base[name] }
  /// None of a country that no name states.
  @inline(__always) func places(of country: UInt16) -> Range<UInt32> {
    let next = min(Int(country) + 1, starts.count - 1)
    return starts.base[min(Int(country), next)]..<starts.base[next]
  }

  /// The places of all names that hold the unit.
  @inline(__always) func all(_ unit: Int) -> UnsafeBufferPointer<UInt32> { postings.list(unit) }

  /// Of those that state this country; for 0 those that state none.
  @inline(__always) func list(_ unit: Int, country: UInt16) -> UnsafeBufferPointer<UInt32> {
    let all = postings.list(unit)
    let range = places(of: country)
    let first = country == 0 ? 0 : Self.first(all, from: range.lowerBound, 0)
    let last = Self.first(all, from: range.upperBound, first)
    return UnsafeBufferPointer(rebasing: all[first..<last])
  }

  @inline(__always) private static func first(_ list: UnsafeBufferPointer<UInt32>, from place: UInt32, _ start: Int) -> Int {
    var (low, high) = (start, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
