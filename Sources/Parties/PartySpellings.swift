// SPDX-License-Identifier: Apache-2.0

import Names

extension PartyResolver {
  /// The spellings of all groups that are left after the same names were joined, each key of a group once.
  struct Spellings {
    private(set) var names: [IndexedName] = []
    /// In order, so that the places are the order in which ties are settled.
    let roots: [Int]
    private(set) var placeOfRoot: [Int: Int] = [:]
    private(set) var placeOfMember: [Int: Int] = [:]
    private var places: [Int32] = []
    private var keys: [String] = []
    private var traders: [Bool] = []
    private var keysOfPlace: [Set<String>] = []
    private var addressesOfPlace: [Set<String>] = []

    init(_ resolver: PartyResolver) {
      var members: [Int: [Int]] = [:]
      for node in resolver.nodes.indices { members[resolver.sets.root(node), default: []].append(node) }
      roots = members.keys.sorted()
      for (place, root) in roots.enumerated() {
        placeOfRoot[root] = place
        let countries = resolver.sets.facets(root).countries
        let isPerson = (members[root] ?? []).contains { resolver.nodes[$0].number?.isOfPerson == true }
        var own: Set<String> = []
        var addresses: Set<String> = []
        for node in members[root] ?? [] {
          placeOfMember[node] = place
          if let address = resolver.nodes[node].identity.address.flatMap(Self.addressKey) { addresses.insert(address) }
          for spelling in Self.spellings(resolver.nodes[node]) {
            guard let key = NameKey.make(spelling), own.insert(key.text).inserted else { continue }
            names.append(
              IndexedName(PartyNaming.shown(spelling), country: countries.count == 1 ? countries.first : nil))
            places.append(Int32(place))
            keys.append(key.text)
            traders.append(isPerson || key.kind == .trader)
          }
        }
        keysOfPlace.append(own)
        addressesOfPlace.append(addresses)
      }
    }

    private static func spellings(_ node: Node) -> [String] {
      if let both = node.twoSpellings { return [both.latin, both.other] }
      return [node.identity.name].compactMap(\.self)
    }

    /// Words and numbers without case and punctuation; nil for what is too short to be an address, such as a city.
    private static func addressKey(_ address: String) -> String? {
      let words = NameFolding.words(address)
      return words.count >= 4 && words.contains { $0.contains(where: \.isNumber) } ? words.joined(separator: " ") : nil
    }

    func shareAddress(_ a: Int, _ b: Int) -> Bool {
      !addressesOfPlace[place(a)].isDisjoint(with: addressesOfPlace[place(b)])
    }

    func place(_ name: Int) -> Int { Int(places[name]) }
    func isTrader(_ name: Int) -> Bool { traders[name] }

    /// False for names of one group, and for groups that share a name: what keeps those apart was looked at already.
    func mayMeet(_ a: Int, _ b: Int) -> Bool {
      places[a] != places[b] && keysOfPlace[place(a)].isDisjoint(with: keysOfPlace[place(b)])
    }
  }

  /// The closest spellings of each two groups.
  struct BestPairs {
    private var pairs: [[Int]: NamePair] = [:]

    init(_ close: [NamePair], _ spellings: Spellings) {
      for pair in close {
        let (a, b) = (spellings.place(pair.a), spellings.place(pair.b))
        let key = [min(a, b), max(a, b)]
        if let known = pairs[key], (known.score, -known.a, -known.b) >= (pair.score, -pair.a, -pair.b) { continue }
        pairs[key] = pair
      }
    }

    func pair(_ a: Int, _ b: Int) -> NamePair? { pairs[[min(a, b), max(a, b)]] }
    var all: [NamePair] { pairs.values.sorted { ($0.a, $0.b) < ($1.a, $1.b) } }
  }

  /// What is known of groups, as traits of which a body has one value only. See ``Facets/fits(_:)``.
  enum RootTraits {
    static func traits(of groups: [Facets]) -> [Int32: [ClusterProblem.Trait]] {
      var values: [String: Int] = [:]
      func value(_ text: String) -> Int {
        let known = values[text] ?? values.count
        values[text] = known
        return known
      }
      let kinds = RegistryNumber.Kind.allCases
      let doubtful = Set(groups.flatMap(\.doubtful.keys)).sorted()
      var traits: [Int32: [ClusterProblem.Trait]] = [:]
      for (place, facets) in groups.enumerated() {
        var own: [ClusterProblem.Trait] = []
        for (index, kind) in kinds.enumerated() {
          own += (facets.numbers[kind] ?? []).map { .init(kind: index, value: value("n" + $0)) }
        }
        // Two that both carry numbers are not joined by name, whatever kinds these are.
        if !facets.numbers.isEmpty { own.append(.init(kind: kinds.count, value: place)) }
        own += facets.countries.map { .init(kind: kinds.count + 1, value: value("c" + $0)) }
        // `GmbH` and `limited` share a class, so that the class is what is compared here.
        let classes = Set(facets.distinctions.map { String($0.prefix { $0 != "/" }) })
        own += classes.map { .init(kind: kinds.count + 2, value: value("f" + $0)) }
        for (index, kind) in doubtful.enumerated() {
          own += (facets.doubtful[kind] ?? []).map { .init(kind: kinds.count + 3 + index, value: value("d" + $0)) }
        }
        if !own.isEmpty { traits[Int32(place)] = own.sorted() }
      }
      return traits
    }
  }
}
