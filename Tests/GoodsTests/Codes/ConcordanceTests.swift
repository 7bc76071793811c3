// SPDX-License-Identifier: Apache-2.0

import Documents
import TestData
import Testing
import Trade

@testable import Goods

struct ConcordanceTests {
  private func read(_ text: String) throws -> Concordance {
    try Concordance(
      CSVDocument(
        text: text, shownAs: "concordance.csv",
        columns: ["from_edition", "to_edition", "from", "to", "code.before", "code.after", "adjustment", "Relationship"],
        required: []))
  }

  private let small = """
    from_edition,to_edition,from,to
    HS2017,HS2022,870120,870121
    HS2017,HS2022,870120,870122
    HS2017,HS2022,870310,870310
    HS2017,HS2022,010121,010121
    HS2017,HS2022,848210,848210
    HS2017,HS2022,848210,854911
    HS2012,HS2017,870120,870120
    """

  @Test func `A whole table makes every code known`() throws {
    let changes = try EditionChanges.builtIn().completed(by: read(small))
    #expect(changes.relation(of: "870310", from: .hs2017, to: .hs2022) == .same)
    #expect(changes.relation(of: "010121", from: .hs2022, to: .hs2017) == .same)
    #expect(changes.relation(of: "870120", from: .hs2017, to: .hs2022) == .became(["870121", "870122"], shared: false))
    #expect(changes.relation(of: "870121", from: .hs2022, to: .hs2017) == .became(["870120"], shared: true))
    #expect(changes.relation(of: "870120", from: .hs2012, to: .hs2022) == .became(["870121", "870122"], shared: false))
  }

  @Test func `Without a whole table only the codes of covered headings are known`() throws {
    let changes = try EditionChanges.builtIn()
    #expect(changes.relation(of: "842952", from: .hs2017, to: .hs2022) == .same)
    #expect(changes.relation(of: "010121", from: .hs2017, to: .hs2022) == .unknown)
    #expect(changes.relation(of: "854231", from: .hs2007, to: .hs2022) == .same)
    #expect(changes.relation(of: "842952", from: .hs1996, to: .hs2017) == .unknown)
  }

  @Test func `One-to-many is seen, and that the parts hold other goods, too`() throws {
    let changes = try EditionChanges.builtIn()
    guard case .became(let codes, let shared) = changes.relation(of: "852580", from: .hs2017, to: .hs2022) else {
      Issue.record("852580 is said to be the same")
      return
    }
    #expect(codes.contains("852589") && codes.contains("880622"))
    #expect(shared)
    #expect(changes.words("852580", from: .hs2017, to: .hs2022)?.contains("at least one holds other goods") == true)
  }

  @Test func `Tables as they are often brought together are read`() throws {
    let table = try read(
      "code.after,code.before,Relationship,adjustment\n10121,10121,1:1,2022 to 2017\n870121,870120,1:n,2022 to 2017\n1,1,n:n,1976 to 1962\n")
    #expect(table.pairs.count == 1)
    #expect(table.pairs.first?.links.first == Concordance.Link(from: "010121", to: "010121"))
  }

  @Test(arguments: [
    ("from_edition,to_edition,from,to\nHS2022,HS2017,870121,870120\n", "older and a newer"),
    ("from_edition,to_edition,from,to\nHS2017,HS2022,8701,870120\n", "six digits"),
    ("code.after,code.before,adjustment\n870121,870120,2022\n", "no pair of editions"),
  ])
  func `A row that can't be meant is refused with its line`(text: String, message: String) {
    #expect { try read(text) } throws: {
      ($0 as? DocumentError)?.line == 2 && ($0 as? DocumentError)?.message.contains(message) == true
    }
  }

  @Test(
    .enabled(if: SharedData.has("trade/nomenclature"), "the correlation tables are not beside the package"),
    arguments: [
      (HSEdition.hs2007, HSEdition.hs2012, "2012 to 2007"), (.hs2012, .hs2017, "2017 to 2012"), (.hs2017, .hs2022, "2022 to 2017"),
    ])
  func `What is built in agrees with the whole table`(from: HSEdition, to: HSEdition, adjustment: String) throws {
    func padded(_ code: String) -> String { String(repeating: "0", count: max(0, 6 - code.count)) + code }
    var newer: [String: Set<String>] = [:]
    for row in try SharedData.rows("trade/nomenclature/hs_revision_concordances_consolidated.csv.gz")
    where row["adjustment"] == adjustment {
      guard let new = row["code.after"], let old = row["code.before"] else { continue }
      newer[padded(old), default: []].insert(padded(new))
    }
    let pair = try #require(try EditionChanges.builtIn().pairs.first { $0.from == from && $0.to == to })
    // What UNSD relates to hundreds of codes at once is left out on purpose.
    func isLeftOut(_ new: String, _ old: String) -> Bool {
      ["8549", "8524"].contains(new.prefix(4)) || ["852990", "854151", "854159"].contains(new) && new != old
        || to == .hs2017 && ["854231", "854232", "854233", "854239"].contains(new) && new != old
    }
    var checked = 0
    for (old, became) in newer where pair.covers.contains(String(old.prefix(4))) && old != "854150" {
      // A code of nothing but scrap has only such links.
      let kept = became.filter { !isLeftOut($0, old) }
      let expected = kept.isEmpty ? became : kept
      #expect(Set(pair.successors[old] ?? [old]) == expected, "\(old)")
      checked += 1
    }
    #expect(checked > 150)
  }
}
