// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Trade
import Warehouse

@testable import Detectors

struct RecordNotesTests {
  private func planted(_ note: String?) async throws -> PlantedCase {
    let planted = try await PlantedCase()
    var trade = OrdinaryTrade(seed: 1)
    var series = trade.products(30, 46, origin: "CHN", destination: "RUS", from: "2018-01")
    series.append(PlantedSeries("CHN", "RUS", "842952", from: "2018-01", trade.months(46) { $0 >= 36 ? 3 : 1 }))
    try await planted.statistics("china", series)
    try await planted.engine.execute(
      "UPDATE record SET note = \(note) WHERE goods_code = '842952' AND period_from >= DATE '2021-09-01'")
    return planted
  }

  @Test(arguments: ["estimated by the publisher", "the reporter's own Estimate", "Provisional", "оценка"])
  func `What a publisher says of how sure its figures are goes into the finding`(note: String) async throws {
    let finding = try #require(try await findings("surge", at: planted(note).desk()).first)
    // January to October of two years, of which two months are noted.
    #expect(finding.caveats.contains("2 rows of its 20 listed rows are noted by the source as: \(note)"))
    #expect(finding.estimated == 0.1)
    #expect(finding.text.hasSuffix("The source notes some of the rows under this as: \(note)."))
  }

  @Test(arguments: [nil, "Road", "tass.com/economy"]) func `Other notes do not`(note: String?) async throws {
    let finding = try #require(try await findings("surge", at: planted(note).desk()).first)
    #expect(!finding.caveats.contains { $0.contains("noted by the source") })
    #expect(finding.estimated == 0)
  }
}
