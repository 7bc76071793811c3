// SPDX-License-Identifier: Apache-2.0

/// What a detector says: a lead with its evidence, never a verdict.
public struct Finding: Sendable, Hashable {
  /// Stable over runs: made from the detector and what the finding is about.
  public var id: String
  /// The detector's id, in kebab case.
  public var detector: String
  public var title: String
  /// Plain sentences, true to the figures.
  public var text: String
  /// 0 … 1, comparable within a detector and, roughly, between detectors.
  public var score: Double
  /// 0 … 1: the share of what the detector needed that was there.
  public var coverage: Double
  public var grade: EvidenceGrade
  public var goodsClass: GoodsClass?
  /// Display names.
  public var parties: [String]
  /// Whom it is about, as a party's id: findings about one party are told as one story. Nil for findings about goods,
  /// places or several parties alike.
  public var subject: String?
  /// Goods ids.
  public var goods: [String]
  public var period: Period?
  public var figures: [Figure]
  public var evidence: Evidence
  /// The detector's parameters as they were, `name: value`.
  public var parameters: [String: String]
  public var caveats: [String]
  /// 0 … 1: the share of its listed rows that their publisher calls estimated or provisional.
  package var estimated = 0.0
  /// How much money changed its way, in dollars, euros or the like; nil for what is not about money, or about other currencies.
  package var stake: Double?
  /// What of it is better drawn than told.
  package var charts: [Chart] = []

  public init(
    id: String, detector: String, title: String, text: String, score: Double, coverage: Double = 1, grade: EvidenceGrade,
    goodsClass: GoodsClass? = nil, parties: [String] = [], subject: String? = nil, goods: [String] = [], period: Period? = nil,
    figures: [Figure] = [], evidence: Evidence, parameters: [String: String] = [:], caveats: [String] = []
  ) {
    self.id = id
    self.detector = detector
    self.title = title
    self.text = text
    self.score = score
    self.coverage = coverage
    self.grade = grade
    self.goodsClass = goodsClass
    self.parties = parties
    self.subject = subject
    self.goods = goods
    self.period = period
    self.figures = figures
    self.evidence = evidence
    self.parameters = parameters
    self.caveats = caveats
  }
}
