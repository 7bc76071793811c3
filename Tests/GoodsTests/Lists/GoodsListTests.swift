// SPDX-License-Identifier: Apache-2.0

import Documents
import Testing
import Trade

@testable import Goods

struct GoodsListTests {
  private func read(_ text: String) throws -> GoodsList {
    try GoodsList(Document(text: text, shownAs: "goods.yaml"), fallbackID: "case")
  }

  @Test func `A list of a case needs little`() throws {
    let list = try read(
      """
      goods:
        - id: nitrocellulose
          title: Nitrocellulose
          class: dual-use
          codes: {HS2012..HS2022: ["391220"]}
          terms: {en: [nitrocellulose*], ru: [нитроцеллюлоз*], zh: [硝化纤维]}
      """)
    #expect(list.id == "case")
    #expect(list.items.map(\.id) == ["nitrocellulose"])
    #expect(list.items.first?.prefixes.map(\.edition) == [.hs2012, .hs2017, .hs2022])
    #expect(list.items.first?.list == "case")
  }

  @Test(arguments: [
    ("goods:\n  - id: a\n    titel: A", 3, "Did you mean 'title'?"),
    ("goods:\n  - id: a\n    title: A\n    class: dualuse\n    terms: {en: [abc]}", 4, "Did you mean 'dual-use'?"),
    ("goods:\n  - id: A\n    title: A", 2, "is not an id"),
    ("goods:\n  - id: a\n    title: A\n    class: military\n    codes: {HS2023: \"8542\"}", 5, "is not an edition"),
    ("goods:\n  - id: a\n    title: A\n    class: military\n    codes: {HS2022: \"854\"}", 5, "is not the beginning"),
    ("goods:\n  - id: a\n    title: A\n    class: military\n    terms: {de: [Helm]}", 5, "not a language"),
    (
      "goods:\n  - id: a\n    title: A\n    class: military\n    terms:\n      en:\n        - helm*\n        - ab*", 8,
      "at least 3"
    ),
    (
      "goods:\n  - {id: a, title: A, class: military, terms: {en: [abc]}}\n  - {id: a, title: B, class: military, terms: {en: [abc]}}",
      3, "in use already"
    ),
    ("goods:\n  - {id: a, title: A, class: military}", 2, "neither codes nor terms"),
    ("goods:\n  - {id: ab, title: A, class: military, broader: ac, terms: {en: [abc]}}", 2, "not another id"),
    (
      "goods:\n  - {id: a, title: A, class: military, broader: b, terms: {en: [abc]}}\n  - {id: b, title: B, class: military, broader: a, terms: {en: [abc]}}",
      2, "broader than itself"
    ),
    ("goods:\n  - {id: a, title: A, terms: {en: [abc]}}", 2, "needs a class"),
    (
      "groups: [{id: optics, title: Optics}]\ngoods:\n  - {id: a, title: A, class: military, group: optik, terms: {en: [abc]}}",
      3, "Did you mean 'optics'?"
    ),
  ])
  func `A mistake is reported with its line and the nearest word`(text: String, line: Int, message: String) {
    #expect { try read(text) } throws: { error in
      guard let error = error as? DocumentError else { return false }
      return error.line == line && error.message.contains(message) && error.file == "goods.yaml"
    }
  }
}
