// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

struct VocabularyTests {
  @Test func `grades run from what somebody says to a cleared shipment`() {
    #expect(EvidenceGrade.allCases.sorted() == [.statement, .sighting, .filing, .statistic, .customs])
    #expect(EvidenceGrade.allCases.filter { $0.verb == "imports" } == [.customs])
  }

  @Test(arguments: [(2021, HSEdition.hs2017), (2022, .hs2022), (1995, .hs1992)])
  func `an edition is in force from its first year`(year: Int, edition: HSEdition) {
    #expect(HSEdition.inForce(in: year) == edition)
    #expect(HSEdition.inForce(in: 1990) == nil)
  }

  @Test func `evidence is sorted, without doubles, and counts what it does not carry`() {
    let rows = (1...1500).reversed().map { RecordAddress(source: "s", sha256: "a", row: $0) }
    let evidence = Evidence(addresses: rows + rows)
    #expect(evidence.count == 1500)
    #expect(evidence.addresses.count == Evidence.limit)
    #expect(evidence.addresses.first?.row == 1)
    #expect(evidence.isCut)
    #expect(Evidence(addresses: Array(rows.prefix(2))).union(Evidence(addresses: Array(rows.prefix(3)))).count == 3)
  }

  @Test(arguments: [("claims", "claim"), ("perod", "period"), ("publsher", "publisher")])
  func `the nearest word is suggested`(written: String, meant: String) {
    #expect(Nearest.word(to: written, among: ["claim", "period", "publisher", "profile"]) == meant)
  }

  @Test func `a word unlike all others gets no suggestion`() {
    #expect(Nearest.word(to: "xyzzy", among: ["claim", "period"]) == nil)
  }

  @Test(arguments: [("ab", "ba", 1), ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0)])
  func `distance counts edits and swaps`(left: String, right: String, distance: Int) {
    #expect(Nearest.distance(left, right) == distance)
  }
}
