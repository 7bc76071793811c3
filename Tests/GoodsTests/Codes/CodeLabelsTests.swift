// SPDX-License-Identifier: Apache-2.0

import Documents
import TestData
import Testing
import Trade

@testable import Goods

struct CodeLabelsTests {
  private func labels(_ text: String) throws -> CodeLabels {
    let columns = ["code", "label", "hscode", "description", "id", "text", "hs4", "name_en"]
    return try CodeLabels(CSVDocument(text: text, shownAs: "labels.csv", columns: columns, required: [], takesOthers: true))
  }

  @Test(arguments: [
    "code,label\n8542310000,Процессоры\n0101,Horses\n",
    "section,hscode,description,level\nXVI,8542310000,Процессоры,10\nI,101,Horses,4\n",
    "id,text,parent\nTOTAL,Total - All,#\n8542310000,8542310000 - Процессоры,8542\n0101,0101 - Horses,01\n",
  ])
  func `Tables of the usual forms are read, with lost zeros, without totals`(text: String) throws {
    #expect(try labels(text).labels == ["8542310000": "Процессоры", "0101": "Horses"])
  }

  @Test(arguments: ["a,b\n1,2\n", "code,name\n8542,x\n", "code,label\nTOTAL,all\n"])
  func `A table without codes or labels is refused`(text: String) {
    #expect(throws: DocumentError.self) { try labels(text) }
  }

  @Test(.enabled(if: SharedData.has("trade/nomenclature/hs2022_pddl.csv"), "the tables are not beside the package"))
  func `Every heading of HS 2022 has words`() throws {
    let headings = try SharedData.rows("trade/nomenclature/hs2022_pddl.csv").compactMap { $0["hscode"] }.filter { $0.count <= 4 }
    #expect(headings.count > 1300)
    #expect(headings.filter { HSHeadings.label($0) == nil } == [])
  }
}
