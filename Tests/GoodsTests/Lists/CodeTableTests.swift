// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing
import Trade

@testable import Goods

struct CodeTableTests {
  private func list(_ rows: String, header: String = "code,edition,title,class,group,valid-from,valid-until,publisher,note") throws -> GoodsList {
    let columns = ["code", "edition", "title", "class", "group", "valid-from", "valid-until", "publisher"]
    let table = try CSVDocument(
      text: header + "\n" + rows, shownAs: "annex.csv", columns: columns, required: ["code", "edition", "title", "class"], takesOthers: true)
    return try CodeTable.list(table, id: "annex")
  }

  @Test func `Rows of one title are one kind, dates and groups are kept, lost zeros put back`() throws {
    let list = try list(
      """
      848210,HS2022,Bearings,civilian-indirect,Machinery & parts,2023-10-01,,European Commission,
      8482.20,HS2022,Bearings,civilian-indirect,Machinery & parts,2023-10-01,,European Commission,
      10121,HS2022,Horses,no-concern,,,,,x
      """)
    #expect(list.publisher == "European Commission")
    #expect(list.items.map(\.id) == ["annex-848210", "annex-010121"])
    #expect(list.items.map { $0.prefixes.map(\.code.digits) } == [["848210", "848220"], ["010121"]])
    #expect(list.groups.map(\.id) == ["annex-machinery-parts"])
    let catalogue = try GoodsCatalogue(builtIn: ["battlefield"], further: [(list, "annex.csv")])
    #expect(try catalogue.goods(selectedBy: "annex-machinery-parts") == ["annex-848210"])
    let code = try #require(HSCode("8482201000"))
    #expect(catalogue.codeMatcher().matches(code, edition: .hs2022).map(\.goods).contains("annex-848210"))
    #expect(try catalogue.item("annex-848210").isListed(on: #require(Day("2023-09-30"))) == false)
  }

  @Test func `One code under two titles stays two kinds`() throws {
    let list = try list("848210,HS2022,A,dual-use,,,,,\n848210,HS2022,B,dual-use,,,,,\n")
    #expect(list.items.map(\.id) == ["annex-848210", "annex-848210-2"])
  }

  @Test(arguments: [
    ("x,HS2022,A,dual-use,,,,,", "no customs code"), ("848210,,A,dual-use,,,,,", "no edition"), ("848210,HS2022,,dual-use,,,,,", "title"),
    ("848210,HS2022,A,evil,,,,,", "no class"), ("848210,HS2022,A,dual-use,,1 May,,,", "no day"),
    ("848210,HS2022,A,dual-use,,2024-01-02,2024-01-01,,", "valid until"), ("", "no row"),
  ])
  func `What is wrong in a row is told with its line`(row: String, message: String) {
    let error = #expect(throws: DocumentError.self) { try list(row) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test func `Ids of two lists may not meet`() throws {
    let list = try list("848210,HS2022,A,dual-use,,,,,")
    #expect(throws: DocumentError.self) { try GoodsCatalogue(further: [(list, "a.csv"), (list, "b.csv")]) }
  }
}
