// SPDX-License-Identifier: Apache-2.0

import Documents
import Names

/// Joins identities into parties. Pure: the same input gives the same answer in any order.
///
/// In this order: the same valid registry number; numbers that one register entry links; people's decisions; the same
/// name (``NameKey``) in a country that does not contradict, as ``NameMerging`` has it; names that are as good as the
/// same, in any script, as ``LikenessRule`` has it. Two different numbers of one kind are never joined, not even through
/// a third.
package struct PartyResolver: Sendable {
  struct Node {
    var identity: Identity
    var number: RegistryNumber?
    var keys: [NameKey] = []
    var twoSpellings: TwoSpellings?
  }

  let nodes: [Node]
  let companies: [CompanyEntry]
  var sets: PartySets
  var reasons: [Int: (text: String, score: Double)] = [:]
  var aliases: [Int: Set<NameKey>] = [:]
  var notes: [String] = []
  /// Pairs of nodes for a person to decide.
  var questions: [Question] = []

  /// - Throws: ``DocumentError`` at the judgement that contradicts numbers, another judgement or itself.
  package static func resolve(
    _ identities: [Identity], companies: [CompanyEntry] = [], judgements: [Judgement] = [],
    likeness: LikenessRule? = LikenessRule()
  ) throws -> PartyResolution {
    var resolver = PartyResolver(identities, companies)
    resolver.joinByNumber()
    resolver.joinByRegister()
    try resolver.judge(judgements)
    resolver.joinByName()
    if let likeness { try resolver.joinByLikeness(likeness, judgements) }
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
            if number.kind.identifies {
              node.number = number
              facet.numbers[number.kind] = [number.value]
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
}
