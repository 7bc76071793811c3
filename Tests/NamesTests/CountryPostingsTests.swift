// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

struct CountryPostingsTests {
  /// So many names with one word in common that no list of it is short.
  private static let list = (0..<600).map { number in
    let letters = String(String.UnicodeScalarView([number / 26 % 26, number % 26, number % 7].map { Unicode.Scalar(UInt8(97 + $0)) }))
    return IndexedName("Zelkor B\(letters)omar LLC", country: [nil, "ru", "cn", "kz", "ru"][number % 5])
  }

  @Test func `The names of a country that hold a word are those of all that state it`() {
    let core = NameIndex(Self.list).core
    let alike = AlikeNames(core)
    let postings = CountryPostings(core, alike)
    var longest = 0
    for unit in 0..<core.postings.starts.count - 1 {
      let all = core.postings.list(unit).filter { alike.isFirst(Int($0)) }
      longest = max(longest, all.count)
      #expect(Set(postings.all(unit).map { UInt32(postings.name(Int($0))) }) == Set(all))
      for country in UInt16(0)...4 {
        let found = postings.list(unit, country: country).map { postings.name(Int($0)) }
        #expect(found == all.map { Int($0) }.filter { core.names.base[$0].country == country })
      }
    }
    #expect(longest > 500)
    for name in 0..<core.count {
      guard alike.isFirst(name) else {
        #expect(postings.place(of: name) == CountryPostings.none)
        continue
      }
      let place = postings.place(of: name)
      #expect(postings.name(Int(place)) == name)
      #expect(postings.places(of: core.names[name].country).contains(place))
    }
  }

  @Test func `Slips are found in long lists, within a country and where one states none`() {
    let slips = [IndexedName("Zelkor Varingo LLC", country: "ru"), IndexedName("Zelkor Varimgo LLC", country: "ru"),
      IndexedName("Zelkor Dulteraw LLC", country: nil), IndexedName("Zelkor Dultteraw LLC", country: "cn")]
    let first = Self.list.count
    let found = NameIndex(Self.list + slips).pairs(threshold: 0.3).filter { $0.a >= first && $0.b >= first }
    #expect(found.map { [$0.a, $0.b] } == [[first, first + 1], [first + 2, first + 3]])
  }
}
