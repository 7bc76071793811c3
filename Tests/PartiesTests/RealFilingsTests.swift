// SPDX-License-Identifier: Apache-2.0

import Names
import Parties
import TestData
import Testing
import Warehouse

/// Names of the FSA register of May 2023, straight from the file.
struct RealFilingsTests {
  static let file = "filings/fsa_declarations_2023-05.csv.gz"

  @Test(.enabled(if: SharedData.has(file), "needs the public data in ../shared/data"))
  func `Real applicants and makers are joined as a reader would`() throws {
    var counts: [String: Int] = [:]
    for row in try SharedData.rows(Self.file) {
      if let name = row["applicant"], !name.isEmpty { counts["RUS|" + name, default: 0] += 1 }
      if let name = row["manufacturer"], !name.isEmpty {
        counts["\(row["origin_code"] ?? "")|" + name, default: 0] += 1
      }
    }
    let identities = counts.map { key, count in
      let parts = key.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return Identity(id: key, name: parts[1], country: parts[0].isEmpty ? nil : parts[0], mentions: count)
    }
    let result = try PartyResolver.resolve(identities)
    let partyOf = Dictionary(result.members.map { ($0.identity, $0.party) }, uniquingKeysWith: { first, _ in first })
    let lowered = partyOf.map { (name: $0.key.lowercased(), party: $0.value) }
    func parties(_ words: String) -> Set<String> {
      Set(lowered.filter { $0.name.contains(words.lowercased()) }.map(\.party))
    }
    #expect(identities.count > 5000)
    #expect(result.parties.count < identities.count - 200)
    // Seven spellings of one maker of kitchen ware, five of Huawei.
    #expect(parties("JUNLANG KITCHEN WARE").count == 1)
    #expect(parties("jiangshan hecheng").count == 1)
    #expect(parties("Chengdu Chalex International").count == 1)
    #expect(parties("Chivas Brothers Limited").count == 1)
    // Not one: a trading house and its name-sake without it; traders; who is withheld.
    #expect(partyOf.keys.allSatisfy { !$0.hasSuffix("|(withheld)") })
    let neotek = parties("\"НЕОТЕК\"")
    #expect(neotek.count == 1)
    print("FSA, May 2023: \(identities.count) names with countries → \(result.parties.count) parties")
  }

  @Test(
    .enabled(if: SharedData.has("registers/egrul_companies_2025-11.csv.gz"), "needs the public data in ../shared/data"))
  func `Short and long names of a real register meet`() throws {
    let rows = try SharedData.rows("registers/egrul_companies_2025-11.csv.gz").filter {
      $0["short_name"]?.isEmpty == false
    }
    var met = 0
    for row in rows where NameKey.make(row["full_name"] ?? "") == NameKey.make(row["short_name"] ?? "") { met += 1 }
    print("EGRUL: short and full name share a key in \(met) of \(rows.count) companies")
    #expect(met * 100 >= rows.count * 80)
  }
}
