// SPDX-License-Identifier: Apache-2.0

import Measures
import Names
import Trade
import Warehouse

/// Which parties are meant by a name as people write it: `DJI` for `SZ DJI Technology Co., Ltd.`. The one place where
/// detectors compare names.
struct NamesAsWritten: Sendable {
  /// Shorter names than this are found only as whole names: `HP` stands in too many others.
  static let shortestPart = 3

  private struct Known: Sendable {
    var party: String
    var name: String
    var keys: [NameKey]
  }

  private var known: [Known]

  init(_ names: [(party: String, name: String)]) {
    known = names.map { Known(party: $0.party, name: $0.name, keys: Self.keys($0.name)) }
  }

  /// The key, and its form in Latin letters where the name is in another script.
  static func keys(_ name: String) -> [NameKey] {
    guard let key = NameKey.make(name) else { return [] }
    return [key] + (key.latin.map { [$0] } ?? [])
  }

  /// True when both name the same, or the words of `part` stand whole and in order in `name`.
  static func holds(_ name: [NameKey], _ part: [NameKey]) -> Bool {
    part.contains { part in
      name.contains { key in
        key.text == part.text || (part.text.count >= shortestPart && key.contains(part))
      }
    }
  }

  /// The parties that `name` means: by id, by a whole name, or by a name that holds it as whole words; by id.
  func parties(_ name: String) -> [String] {
    let part = Self.keys(name)
    var found: Set<String> = []
    for entry in known where entry.party == name || entry.name == name || Self.holds(entry.keys, part) {
      found.insert(entry.party)
    }
    return found.sorted()
  }

  /// Names of parties that play one of the roles; all roles when empty.
  static func stage(_ roles: [PartyRole]) -> Stage {
    Stage(
      name: "names-as-written", grain: "one row a party and a way in which it is named",
      sql: """
        WITH playing AS (SELECT DISTINCT party FROM (\(fragment: SharedStages.parties(roles))) AS named)
        SELECT i.party, d.name FROM identity AS d JOIN party_identity AS i ON i.identity = d.identity
          JOIN playing AS y ON y.party = i.party WHERE d.name IS NOT NULL
        UNION
        SELECT p.party, p.name FROM party AS p JOIN playing AS y ON y.party = p.party WHERE p.name IS NOT NULL
        UNION
        SELECT p.party, p.latin_name AS name FROM party AS p JOIN playing AS y ON y.party = p.party
          WHERE p.latin_name IS NOT NULL
        ORDER BY 1, 2
        """)
  }

  init(_ roles: [PartyRole], at desk: any Desk) async throws {
    let table = try await desk.table(Self.stage(roles))
    self.init(zip(try table.words("party"), try table.words("name")).map { (party: $0, name: $1) })
  }
}
