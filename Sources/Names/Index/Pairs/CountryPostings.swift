// SPDX-License-Identifier: Apache-2.0

/// The names that hold a unit, by country: those that state none first, then one country after another, each in order of
/// the list. Of names that are written alike only the first.
///
/// Duplicates hardly ever state different countries, so that a name need not read the names of all others: of a list of a
/// million names it reads a tenth.
final class CountryPostings: Sendable {
  private let postings: Postings
  /// Of each posting.
  private let countries: Grow<UInt16>

  init(_ core: IndexCore, _ alike: AlikeNames) {
    let count = core.count
    var starts = [Int](repeating: 0, count: Int(UInt16.max) + 2)
    for name in 0..<count where alike.isFirst(name) { starts[Int(core.names.base[name].country) + 1] += 1 }
    for country in 1..<starts.count { starts[country] += starts[country - 1] }
    let order = Grow<UInt32>(repeating: 0, count: starts[starts.count - 1])
    for name in 0..<count where alike.isFirst(name) {
      let country = Int(core.names.base[name].country)
      order.base[starts[country]] = UInt32(name)
      starts[country] += 1
    }
    postings = Postings(
      names: core.names, tokens: core.tokens, unitOfWord: core.unitOfWord, units: core.postings.starts.count - 1, order: order)
    countries = Grow<UInt16>(repeating: 0, count: postings.names.count)
    for place in 0..<postings.names.count { countries.base[place] = core.names.base[Int(postings.names.base[place])].country }
  }

  /// All names that hold the unit.
  @inline(__always) func all(_ unit: Int) -> UnsafeBufferPointer<UInt32> { postings.list(unit) }

  /// Those that state this country; for 0 those that state none.
  @inline(__always) func list(_ unit: Int, country: UInt16) -> UnsafeBufferPointer<UInt32> {
    let (start, end) = (Int(postings.starts.base[unit]), Int(postings.starts.base[unit + 1]))
    let first = place(of: country, start, end)
    let last = country == .max ? end : place(of: country + 1, first, end)
    return UnsafeBufferPointer(start: postings.names.base + first, count: last - first)
  }

  /// The first posting of this country or a later one.
  @inline(__always) private func place(of country: UInt16, _ start: Int, _ end: Int) -> Int {
    if country == 0 { return start }
    var (low, high) = (start, end)
    while low < high {
      let middle = (low + high) / 2
      if countries.base[middle] < country { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
