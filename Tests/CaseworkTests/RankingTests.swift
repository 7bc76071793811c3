// SPDX-License-Identifier: Apache-2.0

@testable import Casework
import Testing
import Trade

struct RankingTests {
  private func finding(
    _ id: String, detector: String = "d", score: Double = 0.5, coverage: Double = 1, grade: EvidenceGrade = .filing,
    goodsClass: GoodsClass? = nil, subject: String? = nil, title: String? = nil, rows: ClosedRange<Int>? = 1...1
  ) -> Finding {
    let addresses = rows.map { $0.map { RecordAddress(source: "s", sha256: "f00d", row: $0) } } ?? []
    return Finding(
      id: id, detector: detector, title: title ?? id, text: id, score: score, coverage: coverage, grade: grade,
      goodsClass: goodsClass, subject: subject, evidence: Evidence(addresses: addresses))
  }

  @Test func `the surer, the better documented and the graver come first`() {
    #expect(Ranking.order([finding("a", score: 0.4), finding("b", score: 0.8)]).map(\.id) == ["b", "a"])
    #expect(Ranking.order([finding("a", grade: .statement), finding("b", grade: .customs)]).map(\.id) == ["b", "a"])
    #expect(
      Ranking.order([finding("a", goodsClass: .civilianIndirect), finding("b", goodsClass: .military)]).map(\.id) == ["b", "a"])
  }

  @Test func `what its publisher calls an estimate counts for less, and is not silenced`() {
    var guessed = finding("a", score: 0.6)
    guessed.estimated = 1
    #expect(Ranking.order([guessed, finding("b", score: 0.5)]).map(\.id) == ["b", "a"])
    guessed.estimated = 0.1
    #expect(Ranking.order([guessed, finding("b", score: 0.5)]).map(\.id) == ["a", "b"])
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

  @Test func `more rows weigh more, and a finding without rows weighs little`() {
    let sizes = [nil, 1...1, 1...10, 1...1000].map { Ranking.size(of: finding("a", rows: $0)) }
    #expect(sizes == sizes.sorted() && sizes.first == 0.2 && sizes.last == 1)
    #expect(abs(sizes[2] - (0.8 + 0.2 / 3)) < 1e-12)
  }

  @Test(arguments: [(50_000.0, 0.6), (100_000, 0.6), (10_000_000, 0.76), (10_000_000_000, 1), (1e12, 1)])
  func `where money changed its way its sum is the size, and not the rows`(stake: Double, size: Double) {
    var one = finding("a", rows: 1...1)
    one.stake = stake
    #expect(abs(Ranking.size(of: one) - size) < 1e-12)
  }

  @Test func `what findings above rest on is no news`() {
    let order = Ranking.order([
      finding("first", detector: "a", score: 0.9, rows: 1...10), finding("same", detector: "b", score: 0.8, rows: 1...10),
      finding("other", detector: "c", score: 0.6, rows: 11...20),
    ])
    #expect(order.map(\.id) == ["first", "other", "same"])
  }

  @Test func `goods alone stand behind what somebody did`() {
    let goods = finding("a", detector: "goods-of-concern", score: 0.8)
    #expect(Ranking.weight(of: goods) < Ranking.weight(of: finding("b", detector: "young-importer", score: 0.6, subject: "p")))
  }

  @Test func `findings about one party stand together and are one story`() {
    let order = Ranking.order([
      finding("silva-1", detector: "a", score: 0.9, subject: "silva", title: "Silva: six months old", rows: 1...1),
      finding("other", detector: "b", score: 0.8, subject: "other", title: "Other: listed", rows: 2...2),
      finding("silva-2", detector: "c", score: 0.3, subject: "silva", title: "Silva: from helmets to telemetry", rows: 3...3),
      finding("goods", detector: "d", score: 0.7, rows: 4...4),
    ])
    #expect(order.map(\.id) == ["silva-1", "silva-2", "other", "goods"])
    let stories = Story.of(order)
    #expect(stories.map(\.subject) == ["silva"])
    #expect(stories.first?.places == 0..<2)
    #expect(stories.first?.title == "Silva: 2 leads")
    #expect(stories.first?.text == "Silva: six months old; from helmets to telemetry.")
    #expect(Story.of([]).isEmpty)
  }
}
