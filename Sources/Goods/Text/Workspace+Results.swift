// SPDX-License-Identifier: Apache-2.0

extension TextMatcher.Workspace {
  /// Whether the maker could still say what the texts leave open.
  func wantsContext(_ matcher: TextMatcher) -> Bool {
    touched.contains { tallies[$0].bare != nil } && !touched.contains { holds($0, matcher) }
  }

  private func holds(_ goods: Int, _ matcher: TextMatcher) -> Bool {
    tallies[goods].confidence > 0 && !tallies[goods].excluded && tallies[goods].contradiction == nil && !listExcluded[matcher.list[goods]]
  }

  mutating func results(of matcher: TextMatcher) -> [TextMatch] {
    guard !touched.isEmpty else { return [] }
    var results: [TextMatch] = []
    let named = Set(touched)
    noteContradictions(named, matcher)
    let direct = named.filter { holds($0, matcher) }
    if direct.isEmpty {
      // Bare texts: only the maker says what the thing is.
      for goods in named.sorted() {
        let tally = tallies[goods]
        guard let bare = tally.bare, let maker = tally.maker, !tally.excluded, tally.contradiction == nil,
          !listExcluded[matcher.list[goods]] else {
          continue
        }
        results.append(
          TextMatch(
            goods: matcher.goods[goods], confidence: TextMatcher.Confidence.maker,
            because: "\(bare); \(maker) (kind inferred from the maker)"))
      }
      return results
    }
    for goods in direct.sorted() { passOn(goods, matcher) }
    for goods in Set(touched) where holds(goods, matcher) {
      let tally = tallies[goods]
      var confidence = tally.confidence
      var evidence = tally.evidence
      // A quantity that fits is a witness beside the words, never one by itself.
      if let quantity = tally.quantity, !evidence.contains(where: { $0.place.overlaps(quantity.place) }) { evidence.append(quantity) }
      var because = evidence.map(\.words).joined(separator: "; ")
      if tally.partOnly { because += " (a part)" }
      if matcher.needsUse[goods], !tally.useStated {
        confidence = min(confidence, TextMatcher.Confidence.useNotStated)
        because += TextMatch.useOpenWords
      } else if evidence.count > 1 {
        confidence = TextMatcher.Confidence.secondWitness(confidence)
      }
      results.append(TextMatch(goods: matcher.goods[goods], confidence: confidence, because: because))
    }
    return results.sorted { $0.goods < $1.goods }
  }

  private mutating func noteContradictions(_ named: Set<Int>, _ matcher: TextMatcher) {
    guard keepsDismissals else { return }
    for goods in named.sorted() where tallies[goods].confidence > 0 {
      guard let contradiction = tallies[goods].contradiction else { continue }
      for evidence in tallies[goods].evidence {
        dismissals.append(TextDismissal(goods: matcher.goods[goods], words: evidence.words, reason: .quantity(contradiction)))
      }
    }
  }

  /// To broader goods, and to the whole of which these are a part.
  private mutating func passOn(_ goods: Int, _ matcher: TextMatcher) {
    let tally = tallies[goods]
    var next = matcher.broader[goods]
    while let wider = next {
      self.tally(wider) { other in
        other.confidence = max(other.confidence, tally.confidence)
        for evidence in tally.evidence { other.add(evidence) }
        other.excluded = false
      }
      next = matcher.broader[wider]
    }
    if let whole = matcher.partOf[goods], tallies[whole].confidence == 0 {
      self.tally(whole) { other in
        other.confidence = tally.confidence
        other.evidence = tally.evidence
        other.partOnly = true
        other.excluded = false
      }
    }
  }
}

extension TextMatcher {
  /// The steps of ``TextMatch/confidence``.
  enum Confidence {
    static let term = 0.95
    static let group = 0.8
    static let hint = 0.8
    static let maker = 0.8
    static let useNotStated = 0.5
    /// When different words say the same.
    static func secondWitness(_ confidence: Double) -> Double { confidence == term ? 0.99 : confidence }
  }
}
