// SPDX-License-Identifier: Apache-2.0

import Documents
import Names

/// People's decisions.
extension PartyResolver {
  mutating func judge(_ judgements: [Judgement]) throws {
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

  func numbers(_ member: Int) -> String {
    sets.facets(member).numbers.flatMap { kind, values in values.map { "\(kind.rawValue) \($0)" } }.sorted()
      .joined(separator: ", ")
  }

  private mutating func noteUnmet(_ judgement: Judgement, _ left: [Int], _ right: [Int]) {
    for (found, name) in [(left, judgement.left), (right, judgement.right)] where found.isEmpty {
      notes.append("\(judgement.place): nobody in the records is named '\(name)'.")
    }
  }

  /// The identities that a judgement means by a name or number.
  func members(_ text: String, _ judgement: Judgement) throws -> [Int] {
    if RegistryNumber.isMeant(by: text) {
      guard let number = RegistryNumber(text), number.kind.identifies else {
        throw judgement.error("'\(text)' is not a valid number of a party; its length or check digit does not fit.")
      }
      return nodes.indices.filter { sets.facets($0).numbers[number.kind]?.contains(number.value) == true }
    }
    guard let key = NameKey.make(text) else { throw judgement.error("'\(text)' names nobody.") }
    return nodes.indices.filter { nodes[$0].keys.contains(key) }
  }
}
