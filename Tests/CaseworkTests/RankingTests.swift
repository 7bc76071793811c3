// SPDX-License-Identifier: Apache-2.0

@testable import Casework
import Testing
import Trade

struct RankingTests {
  private func finding(
    _ id: String, detector: String = "d", score: Double = 0.5, coverage: Double = 1, grade: EvidenceGrade = .filing,
    goodsClass: GoodsClass? = nil
  ) -> Finding {
    Finding(
      id: id, detector: detector, title: id, text: id, score: score, coverage: coverage, grade: grade,
      goodsClass: goodsClass, evidence: .none)
  }

  @Test func `the surer, the better documented and the graver come first`() {
    #expect(Ranking.order([finding("a", score: 0.4), finding("b", score: 0.8)]).map(\.id) == ["b", "a"])
    #expect(Ranking.order([finding("a", grade: .statement), finding("b", grade: .customs)]).map(\.id) == ["b", "a"])
    #expect(
      Ranking.order([finding("a", goodsClass: .civilianIndirect), finding("b", goodsClass: .military)]).map(\.id) == ["b", "a"])
  }

  @Test func `what a finding lacks lowers it, and does not silence it`() {
    let lacking = finding("a", score: 0.8, coverage: 0)
    #expect(Ranking.weight(of: lacking) > 0)
    #expect(Ranking.weight(of: lacking) < Ranking.weight(of: finding("b", score: 0.8)))
  }

  @Test func `one detector with many hits does not fill the first page`() {
    let many = (0..<10).map { finding("many-\($0)", detector: "many", score: 0.6) }
    let order = Ranking.order(many + [finding("one", detector: "other", score: 0.5)])
    #expect(order.prefix(3).contains { $0.id == "one" })
  }

  @Test func `equal findings keep one order, whatever order they come in`() {
    let findings = ["c", "a", "b"].map { finding($0, detector: $0) }
    #expect(Ranking.order(findings) == Ranking.order(findings.reversed()))
  }
}
