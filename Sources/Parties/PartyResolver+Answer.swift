// SPDX-License-Identifier: Apache-2.0

import Names

/// The parties as they are written.
extension PartyResolver {
  func resolution() -> PartyResolution {
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
        let reason = reasons[index] ?? (Self.onlyOne, 1)
        members.append(
          PartyResolution.Member(
            identity: nodes[index].identity.id, party: party.id, reason: reason.text, score: reason.score))
      }
    }
    return PartyResolution(
      parties: drafts.map(\.party).sorted { $0.id < $1.id }, members: members.sorted { $0.identity < $1.identity },
      unsure: unsure(drafts), notes: notes)
  }

  private func unsure(_ drafts: [(party: PartyResolution.Party, members: [Int])]) -> [UnsurePair] {
    var partyOf: [Int: String] = [:]
    for (party, members) in drafts { for member in members { partyOf[member] = party.id } }
    return questions.compactMap { question in
      guard let left = partyOf[question.left], let right = partyOf[question.right] else { return nil }
      return UnsurePair(
        left: left, right: right, leftName: question.leftName, rightName: question.rightName,
        score: Double(question.score), because: question.because, obstacle: question.obstacle)
    }
  }
}
