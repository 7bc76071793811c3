// SPDX-License-Identifier: Apache-2.0

extension TextMatcher.Workspace {
  typealias Rule = TextMatcher.Rule

  /// Adds what the matches of one field say to the tallies.
  mutating func weigh(_ bytes: UnsafeBufferPointer<UInt8>, by matcher: TextMatcher, as field: TextMatcher.Field) {
    for match in matches { exclude(match, bytes, by: matcher, as: field) }
    for match in matches {
      let rule = matcher.rules[match.rule]
      let confidence: Double
      switch (rule.kind, field) {
      case (.term, .text): confidence = TextMatcher.Confidence.term
      case (.hint, .text): confidence = TextMatcher.Confidence.hint
      case (.groupTerm, .group): confidence = TextMatcher.Confidence.group
      case (.bare, .text):
        if !words[match.head].governed { tally(rule.goods) { [quote = quote(match, rule, bytes)] in $0.bare = quote } }
        continue
      case (.maker, .text), (.maker, .context):
        tally(rule.goods) { [quote = quote(match, rule, bytes)] in $0.maker = quote }
        continue
      case (.quantity, .text):
        weighQuantity(match, rule, bytes)
        continue
      default: continue
      }
      if let reason = dismissal(of: match, rule, bytes, by: matcher, as: field) {
        if keepsDismissals {
          dismissals.append(
            TextDismissal(goods: matcher.goods[rule.goods], words: quote(match, rule, bytes), reason: reason))
        }
        continue
      }
      let evidence = Evidence(place: place(of: match, rule), words: quote(match, rule, bytes))
      tally(rule.goods) { tally in
        tally.confidence = max(tally.confidence, confidence)
        tally.add(evidence)
      }
    }
  }

  /// "Полная масса 2,8 т": within the bounds of the goods it is a witness, outside it speaks of other goods.
  private mutating func weighQuantity(_ match: Match, _ rule: Rule, _ bytes: UnsafeBufferPointer<UInt8>) {
    let end = zip(match.runStarts, rule.runs).map { $0 + $1.count - 1 }.max() ?? match.headEnd
    guard let range = rule.range, let stated = QuantityReader.read(bytes, from: words[end].end),
      stated.quantity.dimension == range.dimension
    else { return }
    let start = words[match.runStarts.min() ?? match.head].start
    let said = String(decoding: bytes[start..<stated.end], as: UTF8.self)
    if range.excludes(low: stated.quantity.low, high: stated.quantity.high) {
      tally(rule.goods) { $0.contradiction = $0.contradiction ?? "\(said)', not \(range.text)" }
    } else {
      let evidence = Evidence(place: place(of: match, rule), words: said)
      tally(rule.goods) { $0.quantity = $0.quantity ?? evidence }
    }
  }

  mutating func tally(_ goods: Int, _ change: (inout Tally) -> Void) {
    touched.append(goods)
    change(&tallies[goods])
  }

  private mutating func exclude(
    _ match: Match, _ bytes: UnsafeBufferPointer<UInt8>, by matcher: TextMatcher, as field: TextMatcher.Field
  ) {
    let rule = matcher.rules[match.rule]
    switch (rule.kind, field) {
    case (.unless, .text): tally(rule.goods) { $0.excluded = true }
    // What a list is not about counts only as the thing itself: "оборудование для мясной промышленности" is a machine.
    case (.unlessOfList, .text), (.unlessOfList, .group):
      if words[match.head].governed || isOwned(match, by: matcher) { return }
      listExcluded[rule.goods] = true
    case (.use, .text), (.use, .group): tally(rule.goods) { $0.useStated = true }
    default: return
    }
    if keepsDismissals, rule.kind == .unless || rule.kind == .unlessOfList {
      let reason = TextDismissal.Reason.elsewhere(quote(match, rule, bytes))
      for other in matches {
        let about = matcher.rules[other.rule]
        guard about.kind == .term || about.kind == .hint,
          rule.kind == .unless ? about.goods == rule.goods : matcher.list[about.goods] == rule.goods
        else { continue }
        dismissals.append(
          TextDismissal(goods: matcher.goods[about.goods], words: quote(other, about, bytes), reason: reason))
      }
    }
  }

  private func dismissal(
    of match: Match, _ rule: Rule, _ bytes: UnsafeBufferPointer<UInt8>, by matcher: TextMatcher,
    as field: TextMatcher.Field
  ) -> TextDismissal.Reason? {
    if field == .text {
      if words[match.head].governed || isOwned(match, by: matcher) { return .notTheThing }
      if isPartOfAnother(match, by: matcher) { return .partOfAnother }
    }
    return longer(match, goods: rule.goods, by: matcher).map { .inside(quote($0, matcher.rules[$0.rule], bytes)) }
  }

  /// "Блок управления станка", "фары экскаваторов, погрузчиков", "в каске": in an oblique case after another noun or a
  /// preposition, unless that noun only counts ("комплект подшипников").
  private func isOwned(_ match: Match, by matcher: TextMatcher) -> Bool {
    if match.grammar == .oblique { return true }
    guard match.grammar != .direct, match.head > 0 else { return false }
    var word = match.head
    let crossed: WordReader.Break = match.grammar == .genitive ? .bracket : .none
    while word > 0, words[word].before == .none || words[word].before == crossed {
      word -= 1
      let shape = shape(of: word)
      if shape.contains(.obliqueAdjective) { continue }
      if shape.contains(.preposition) { return true }
      guard shape.contains(.russian), !shape.contains(.directAdjective) else { return false }
      return !matches.contains { matcher.rules[$0.rule].kind == .container && $0.head <= word && word <= $0.headEnd }
    }
    // The next of a list whose first was owned.
    return match.grammar == .genitive && words[word].before == .comma && word > 0
      && shape(of: word - 1).contains(.genitivePlural)
  }

  /// "запчасти экскаватора", "excavator bucket".
  private func isPartOfAnother(_ match: Match, by matcher: TextMatcher) -> Bool {
    matches.contains { other in
      switch matcher.rules[other.rule].kind {
      case .partBefore: other.headEnd + 1 == match.head && words[match.head].before == .none
      case .partAfter: other.head == match.headEnd + 1 && words[other.head].before == .none
      default: false
      }
    }
  }

  /// A longer term that is not these goods and covers a word of the head.
  private func longer(_ match: Match, goods: Int, by matcher: TextMatcher) -> Match? {
    matches.first { other in
      let rule = matcher.rules[other.rule]
      guard rule.kind == .not, rule.goods == goods else { return false }
      return zip(other.runStarts, rule.runs).contains { start, run in
        start <= match.headEnd && match.head < start + run.count
      }
    }
  }

  private func place(of match: Match, _ rule: Rule) -> ClosedRange<Int> {
    // Fields are told apart by a number that no text has words for.
    let field = fieldsRead << 32
    let ends = zip(match.runStarts, rule.runs).map { $0 + $1.count - 1 }
    return field + (match.runStarts.min() ?? match.head)...field + (ends.max() ?? match.headEnd)
  }

  /// The words of the text, as they stand there.
  private func quote(_ match: Match, _ rule: Rule, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    var text = ""
    var last: Int?
    for (start, run) in zip(match.runStarts, rule.runs).sorted(by: { $0.0 < $1.0 }) {
      if let last { text += start == last + 1 ? " " : " … " }
      let end = start + run.count - 1
      text += String(decoding: bytes[words[start].start..<words[end].end], as: UTF8.self)
      last = end
    }
    return text
  }
}

extension TextMatcher.Workspace.Tally {
  /// At most three witnesses; of terms that overlap the longest is kept, and of equal words one.
  mutating func add(_ new: TextMatcher.Workspace.Evidence) {
    if let known = evidence.firstIndex(where: { $0.place.overlaps(new.place) }) {
      if new.words.utf8.count > evidence[known].words.utf8.count { evidence[known] = new }
    } else if evidence.count < 3, !evidence.contains(where: { $0.words == new.words }) {
      evidence.append(new)
    }
  }
}
