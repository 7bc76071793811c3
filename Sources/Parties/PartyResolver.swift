// SPDX-License-Identifier: Apache-2.0

import Documents
import Names

/// Joins identities into parties. Pure: the same input gives the same answer in any order.
///
/// In this order: the same valid registry number; numbers that one register entry links; people's decisions; the same
/// name (``NameKey``) in a country that does not contradict, as ``NameMerging`` has it. Two different numbers of one
/// kind are never joined, not even through a third.
package struct PartyResolver: Sendable {
  private struct Node {
    var identity: Identity
    var number: RegistryNumber?
    var keys: [NameKey] = []
    var twoSpellings: TwoSpellings?
  }

  private let nodes: [Node]
  private let companies: [CompanyEntry]
  private var sets: PartySets
  private var reasons: [Int: (text: String, score: Double)] = [:]
  private var aliases: [Int: Set<NameKey>] = [:]
  private var notes: [String] = []

  /// - Throws: ``DocumentError`` at the judgement that contradicts numbers, another judgement or itself.
  package static func resolve(
    _ identities: [Identity], companies: [CompanyEntry] = [], judgements: [Judgement] = []
  ) throws -> PartyResolution {
    var resolver = PartyResolver(identities, companies)
    resolver.joinByNumber()
    resolver.joinByRegister()
    try resolver.judge(judgements)
    resolver.joinByName()
    return resolver.resolution()
  }

  private init(_ identities: [Identity], _ companies: [CompanyEntry]) {
    var nodes: [Node] = []
    var facets: [Facets] = []
    var doubtful = 0
    var unnamed = 0
    for identity in identities.sorted(by: { $0.id < $1.id }) {
      var node = Node(identity: identity)
      var facet = Facets()
      if let kind = identity.numberKind, let value = identity.number, !value.isEmpty {
        if let known = RegistryNumber.Kind(named: kind) {
          if let number = RegistryNumber(known, value) {
            if known.identifies {
              node.number = number
              facet.numbers[known] = [number.value]
            }
          } else {
            doubtful += 1
            facet.doubtful[known.rawValue] = [value]
          }
        } else {
          facet.doubtful[kind.uppercased()] = [value]
        }
      }
      if let name = identity.name {
        node.twoSpellings = TwoSpellings(name)
        let spellings = node.twoSpellings.map { [name, $0.latin, $0.other] } ?? [name]
        node.keys = spellings.compactMap(NameKey.make)
        facet.distinctions = node.keys.reduce(into: []) { $0.formUnion($1.distinctions) }
      }
      if let country = identity.country ?? node.number?.kind.country { facet.countries = [country] }
      guard node.number != nil || !node.keys.isEmpty else {
        unnamed += 1
        continue
      }
      nodes.append(node)
      facets.append(facet)
    }
    self.nodes = nodes
    self.companies = companies.sorted { ($0.source, $0.row) < ($1.source, $1.row) }
    sets = PartySets(facets)
    if doubtful > 0 {
      notes.append("\(doubtful) numbers of identities have check digits that don't fit; they were not used to join.")
    }
    if unnamed > 0 {
      notes.append("\(unnamed) identities name nobody (withheld, not stated); they belong to no party.")
    }
  }

  // MARK: numbers

  private mutating func joinByNumber() {
    var first: [RegistryNumber: Int] = [:]
    for (index, node) in nodes.enumerated() {
      guard let number = node.number else { continue }
      reasons[index] = (number.description, 1)
      if let other = first[number] { sets.join(other, index) } else { first[number] = index }
    }
  }

  /// An entry that carries an INN and an OGRN shows that both are of one body, also where identities give only one.
  private mutating func joinByRegister() {
    var byNumber: [RegistryNumber: Int] = [:]
    for (index, node) in nodes.enumerated() {
      if let number = node.number, byNumber[number] == nil { byNumber[number] = index }
    }
    for company in companies {
      let numbers = company.numbers.filter(\.kind.identifies).sorted()
      let met = numbers.compactMap { number in byNumber[number].map { (number, $0) } }
      guard let (first, member) = met.first else { continue }
      var facets = Facets()
      for number in numbers { facets.numbers[number.kind, default: []].insert(number.value) }
      guard !sets.facets(member).contradicts(facets) else {
        notes.append(
          "The register entry \(company.source):\(company.row) contradicts another on \(first); it joined nothing.")
        continue
      }
      for (number, other) in met.dropFirst() where !sets.isOne(member, other) {
        if sets.join(member, other) {
          let text = "\(first) and \(number) are of one entry, \(company.source):\(company.row)"
          for index in [member, other] { reasons[index] = (text, 1) }
        }
      }
      sets.learn(member, facets)
    }
  }

  // MARK: judgements

  private mutating func judge(_ judgements: [Judgement]) throws {
    let ordered = judgements.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
    for judgement in ordered where judgement.verdict == .different { try keepApart(judgement) }
    for judgement in ordered where judgement.verdict == .same { try join(judgement) }
  }

  private mutating func keepApart(_ judgement: Judgement) throws {
    let (left, right) = (try members(judgement.left, judgement), try members(judgement.right, judgement))
    if left.isEmpty || right.isEmpty { return noteUnmet(judgement, left, right) }
    for a in left {
      for b in right {
        if a == b || sets.isOne(a, b) {
          let number = sets.facets(a).numbers.sorted { $0.key.rawValue < $1.key.rawValue }.first
          let because =
            number.map { "both carry \($0.key.rawValue) \($0.value.sorted().joined(separator: ", "))" }
            ?? "they are the same name; write their numbers instead"
          throw judgement.error("'\(judgement.left)' and '\(judgement.right)' are judged different, but \(because).")
        }
        sets.keepApart(a, b, judgement)
      }
    }
  }

  private mutating func join(_ judgement: Judgement) throws {
    let (left, right) = (try members(judgement.left, judgement), try members(judgement.right, judgement))
    // A name that stands only in a register, or nowhere yet, is another name of the one that was met.
    for (found, other) in [(left, judgement.right), (right, judgement.left)] {
      if let key = RegistryNumber(other) == nil ? NameKey.make(other) : nil {
        for member in found { aliases[member, default: []].insert(key) }
      }
    }
    if left.isEmpty || right.isEmpty { return noteUnmet(judgement, left, right) }
    for (side, name) in [(left, judgement.left), (right, judgement.right)] {
      for (index, a) in side.enumerated() {
        for b in side[(index + 1)...] where sets.facets(a).contradicts(sets.facets(b)) {
          throw judgement.error(
            "'\(name)' is the name of parties with different numbers (\(numbers(a)); \(numbers(b))); write the number.")
        }
      }
    }
    let isPlain = Set(left.map { sets.root($0) }).count == 1 && Set(right.map { sets.root($0) }).count == 1
    var joinedAny = false
    for a in left {
      for b in right where isPlain || sets.facets(a).fits(sets.facets(b)) || !sets.facets(a).numbers.isEmpty {
        guard isPlain || countriesFit(a, b) else { continue }
        guard sets.join(a, b) else { throw refusal(judgement, a, b) }
        joinedAny = true
        for index in [a, b] where nodes[index].number == nil {
          reasons[index] = ("judged the same, \(judgement.place)", 1)
        }
      }
    }
    if !joinedAny {
      throw judgement.error(
        "'\(judgement.left)' and '\(judgement.right)' are judged the same, but each is several parties of different countries or legal forms; write the numbers."
      )
    }
  }

  private func countriesFit(_ a: Int, _ b: Int) -> Bool {
    let (left, right) = (sets.facets(a).countries, sets.facets(b).countries)
    return left.isEmpty || right.isEmpty || !left.isDisjoint(with: right)
  }

  private func refusal(_ judgement: Judgement, _ a: Int, _ b: Int) -> DocumentError {
    if let other = sets.keptApart(a, b) {
      return judgement.error(
        "'\(judgement.left)' and '\(judgement.right)' are judged the same here and different in \(other.place).")
    }
    return judgement.error(
      "'\(judgement.left)' and '\(judgement.right)' are judged the same, but carry different numbers (\(numbers(a)); \(numbers(b))). Two companies with different registry numbers are never joined."
    )
  }

  private func numbers(_ member: Int) -> String {
    sets.facets(member).numbers.flatMap { kind, values in values.map { "\(kind.rawValue) \($0)" } }.sorted()
      .joined(separator: ", ")
  }

  private mutating func noteUnmet(_ judgement: Judgement, _ left: [Int], _ right: [Int]) {
    for (found, name) in [(left, judgement.left), (right, judgement.right)] where found.isEmpty {
      notes.append("\(judgement.place): nobody in the records is named '\(name)'.")
    }
  }

  /// The identities that a judgement means by a name or number.
  private func members(_ text: String, _ judgement: Judgement) throws -> [Int] {
    if RegistryNumber.isMeant(by: text) {
      guard let number = RegistryNumber(text), number.kind.identifies else {
        throw judgement.error("'\(text)' is not a valid number of a party; its length or check digit does not fit.")
      }
      return nodes.indices.filter { sets.facets($0).numbers[number.kind]?.contains(number.value) == true }
    }
    guard let key = NameKey.make(text) else { throw judgement.error("'\(text)' names nobody.") }
    return nodes.indices.filter { nodes[$0].keys.contains(key) }
  }

  // MARK: names

  private mutating func joinByName() {
    var keys: [Int: Set<String>] = [:]
    for index in nodes.indices {
      let names = nodes[index].keys + (aliases[index] ?? [])
      keys[sets.root(index), default: []].formUnion(names.map(\.text))
    }
    let current = sets
    let (joined, keptFrom) = NameMerging.groups(keys: keys) { a, b in
      current.facets(a).fits(current.facets(b)) && current.mayJoin(a, b)
    }
    for group in joined {
      guard let first = group.first else { continue }
      for other in group.dropFirst() { sets.join(first, other) }
    }
    let joinedRoots = Set(joined.joined())
    for index in nodes.indices where reasons[index] == nil {
      let root = current.root(index)
      let key = nodes[index].keys.first?.text ?? ""
      let country = nodes[index].identity.country
      if joinedRoots.contains(root) {
        if nodes[index].twoSpellings != nil {
          reasons[index] = ("both spellings in one cell", 0.95)
        } else {
          reasons[index] = ("the same name '\(key)', " + (country ?? "country not stated"), country == nil ? 0.85 : 0.9)
        }
      } else if let apart = keptFrom[root] {
        reasons[index] = (
          "named '\(key)' like \(apart) other\(apart == 1 ? "" : "s"), kept apart: numbers, countries, legal forms or a judgement differ",
          1
        )
      } else {
        reasons[index] = ("the only one of this name", 1)
      }
    }
  }

  // MARK: the answer

  private func resolution() -> PartyResolution {
    var groups: [Int: [Int]] = [:]
    for index in nodes.indices { groups[sets.root(index), default: []].append(index) }
    let registers = RegisterIndex(companies)
    var drafts: [(party: PartyResolution.Party, members: [Int])] = groups.sorted { $0.key < $1.key }.map {
      root, members in
      let keys = Set(members.flatMap { nodes[$0].keys + (aliases[$0] ?? []) })
      let facets = sets.facets(root)
      var party = PartyNaming.party(
        of: members.map { (nodes[$0].identity, nodes[$0].twoSpellings) }, keys: keys, facets: facets)
      if let (entry, match) = registers.entry(for: facets, keys: keys) {
        party.registeredFrom = entry.registeredFrom
        party.registeredBy = entry.registeredBy
        party.registerSource = entry.source
        party.registerRow = entry.row
        party.registerMatch = match
      }
      return (party, members)
    }
    // Two parties of one name and country, kept apart, still need two ids.
    let taken = Dictionary(grouping: drafts.indices) { drafts[$0].party.id }
    for (_, indices) in taken where indices.count > 1 {
      for index in indices {
        let least = drafts[index].members.map { nodes[$0].identity.id }.min() ?? ""
        drafts[index].party.id += "-" + PartyNaming.hash(least).prefix(6)
      }
    }
    var members: [PartyResolution.Member] = []
    for (party, indices) in drafts {
      for index in indices {
        let reason = reasons[index] ?? ("the only one of this name", 1)
        members.append(
          PartyResolution.Member(
            identity: nodes[index].identity.id, party: party.id, reason: reason.text, score: reason.score))
      }
    }
    return PartyResolution(
      parties: drafts.map(\.party).sorted { $0.id < $1.id }, members: members.sorted { $0.identity < $1.identity },
      notes: notes)
  }
}
