// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestData
import Testing
import Trade

@testable import Goods

struct BattlefieldListTests {
  let catalogue: GoodsCatalogue

  init() throws { catalogue = try GoodsCatalogue() }

  @Test func `Every entry has terms in three languages, or says why not`() {
    for item in catalogue.items where item.withoutTerms == nil {
      #expect(Set(item.terms.keys) == Set(GoodsItem.Language.allCases), "\(item.id)")
      for language in GoodsItem.Language.allCases { #expect(item.terms[language]?.isEmpty == false, "\(item.id)") }
    }
  }

  @Test func `Every entry has codes, or says why not`() {
    for item in catalogue.items { #expect(item.prefixes.isEmpty == (item.withoutCodes != nil), "\(item.id)") }
  }

  @Test func `Every list names its publisher and version`() {
    for list in catalogue.lists {
      #expect(!list.publisher.isEmpty)
      #expect(list.version != nil)
    }
  }

  @Test(.enabled(if: SharedData.has("filings/LABELS.md"), "the labelled filings are not beside the package"))
  func `The kinds of the labelled filings are ids`() throws {
    let text = try String(contentsOf: SharedData.root.appending(path: "filings/LABELS.md"), encoding: .utf8)
    let labels = text.split(separator: "\n").filter { $0.hasPrefix("- **") }
      .compactMap { $0.split(separator: "**").dropFirst().first }
      .flatMap { $0.split(separator: "/").map { $0.trimmingCharacters(in: .whitespaces) } }
    #expect(labels.count > 20)
    for label in labels where label != "medical" { #expect(throws: Never.self) { try catalogue.item(label) } }
  }

  @Test(
    .enabled(if: SharedData.has("trade/nomenclature"), "the nomenclatures are not beside the package"),
    arguments: [
      (HSEdition.hs2012, "hs2012_H4_comtrade.csv"), (.hs2017, "hs2017_H5_comtrade.csv"),
      (.hs2022, "hs2022_H6_comtrade.csv"),
    ])
  func `Every prefix is a code of its edition`(edition: HSEdition, file: String) throws {
    let codes = Set(try SharedData.rows("trade/nomenclature/" + file).compactMap { $0["id"] })
    for item in catalogue.items {
      for prefix in item.prefixes where prefix.edition == edition {
        #expect(codes.contains(prefix.code.digits), "\(item.id) \(prefix.code)")
      }
    }
  }
}
