// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing
import Trade

@testable import Goods

struct GoodsCatalogueTests {
  private let own = """
    list: chemicals
    groups: [{id: precursors, title: Precursors}]
    goods:
      - {id: nitrocellulose, title: Nitrocellulose, class: dual-use, group: precursors, terms: {ru: [нитроцеллюлоз*]}}
    """

  private func document(_ text: String) throws -> Document { try Document(text: text, shownAs: "goods.yaml") }

  @Test func `All built-in lists are in use unless the case says otherwise`() throws {
    #expect(try GoodsCatalogue().lists.map(\.id) == ["battlefield", "common-high-priority"])
    #expect(try GoodsCatalogue(builtIn: ["battlefield"]).lists.map(\.id) == ["battlefield"])
    #expect(try GoodsCatalogue(builtIn: ["battlefield"]).items.allSatisfy { $0.list == "battlefield" })
  }

  @Test func `The list of a case stands beside the built-in ones`() throws {
    let catalogue = try GoodsCatalogue(builtIn: ["battlefield", "chemicals"], caseFile: document(own))
    #expect(catalogue.lists.map(\.id) == ["battlefield", "chemicals"])
    #expect(try catalogue.goods(selectedBy: "chemicals") == ["nitrocellulose"])
    #expect(try catalogue.goods(selectedBy: "precursors") == ["nitrocellulose"])
    let found = try catalogue.textMatcher().matches(GoodsText(description: "Нитроцеллюлоза техническая"))
    #expect(found.map(\.goods) == ["nitrocellulose"])
  }

  @Test func `A group and a list select their members, and goods themselves`() throws {
    let catalogue = try GoodsCatalogue()
    #expect(try catalogue.goods(selectedBy: "drone") == ["drone"])
    #expect(
      try catalogue.goods(selectedBy: "earth-moving") == [
        "bulldozer-or-grader", "excavator", "front-loader", "trencher",
      ])
    #expect(try catalogue.goods(selectedBy: "chpl-1") == ["chpl-854231", "chpl-854232", "chpl-854233", "chpl-854239"])
  }

  @Test func `An unknown id is an error that names the nearest`() throws {
    let catalogue = try GoodsCatalogue()
    #expect { try catalogue.item("excavater") } throws: { "\($0)".contains("Did you mean 'excavator'?") }
    #expect { try catalogue.goods(selectedBy: "chpl-9") } throws: { ($0 as? GoodsError)?.code == .unknownID }
    #expect { try GoodsCatalogue(builtIn: ["batlefield"]) } throws: { "\($0)".contains("Did you mean 'battlefield'?") }
  }

  @Test func `A case can't give a built-in id another meaning`() throws {
    let text = "goods: [{id: drone, title: Mine, class: military, terms: {en: [mine]}}]"
    #expect { try GoodsCatalogue(caseFile: document(text)) } throws: { ($0 as? DocumentError)?.code == .duplicate }
  }

  @Test func `Editions tell where prefixes are stated and which are wider`() throws {
    let editions = try GoodsCatalogue().editions
    func of(_ goods: String) -> [String] {
      editions.filter { $0.goods == goods }.map { "\($0.edition.rawValue)\($0.wider ? " wider" : "")" }
    }
    #expect(of("excavator") == ["HS2007", "HS2012", "HS2017", "HS2022"])
    #expect(of("drone") == ["HS2007 wider", "HS2012 wider", "HS2017 wider", "HS2022"])
    #expect(of("chpl-852589") == ["HS2007 wider", "HS2012 wider", "HS2017 wider", "HS2022"])
    #expect(of("vr-headset") == [])
  }
}
