// SPDX-License-Identifier: Apache-2.0

extension TextMatcher {
  /// Buffers for one text at a time.
  package struct Workspace {
    private struct Word {
      var start: Int
      var end: Int
      var before: WordReader.Break
      /// Governed by a "for" or "with": not the thing that is declared.
      var governed: Bool
      /// Where its atoms begin in `atoms`; they end where the next word's begin.
      var atoms: Int
    }

    private struct Match {
      var rule: Int
      var head: Int
      /// The last word of the head's run.
      var headEnd: Int
      /// First word of each run.
      var runStarts: [Int]
    }

    private struct Tally {
      var confidence = 0.0
      var evidence: [String] = []
      var excluded = false
      var useStated = false
    }

    private var words: [Word] = []
    private var atoms: [Lexicon.Atom] = []
    private var matches: [Match] = []
    private var tallies: [Tally] = []
    private var touched: [Int] = []

    package init() {}

    mutating func begin(goods: Int) {
      if tallies.count != goods { tallies = Array(repeating: Tally(), count: goods) }
      for index in touched { tallies[index] = Tally() }
      touched.removeAll(keepingCapacity: true)
    }

    // MARK: Reading

    mutating func read(_ text: inout String, by matcher: TextMatcher, group: Bool) {
      text.withUTF8 { bytes in
        cut(bytes, by: matcher)
        guard !atoms.isEmpty else { return }
        findMatches(by: matcher)
        if !matches.isEmpty { weigh(bytes, by: matcher, group: group) }
      }
    }

    private mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, by matcher: TextMatcher) {
      words.removeAll(keepingCapacity: true)
      atoms.removeAll(keepingCapacity: true)
      var reader = WordReader(bytes)
      var reach = 0
      var reachToComma = 0
      while reader.next() {
        if reader.before.rawValue >= WordReader.Break.clause.rawValue { reach = 0 }
        if reader.before != .none { reachToComma = 0 }
        let first = atoms.count
        words.append(
          Word(
            start: reader.start, end: reader.end, before: reader.before, governed: reach > 0 || reachToComma > 0,
            atoms: first))
        reach -= 1
        reachToComma -= 1
        matcher.lexicon.look(up: reader, into: &atoms)
        for atom in atoms[first...] {
          let governor = matcher.governors[Int(atom)]
          if governor.reach == 0 { continue }
          if governor.untilComma {
            reachToComma = max(reachToComma, governor.reach)
          } else {
            reach = max(reach, governor.reach)
          }
        }
      }
    }

    private func has(_ atom: Lexicon.Atom, at word: Int) -> Bool {
      let end = word + 1 < words.count ? words[word + 1].atoms : atoms.count
      for index in words[word].atoms..<end where atoms[index] == atom { return true }
      return false
    }

    /// Whether the words from `word` on are the run, side by side.
    private func stands(_ run: [Lexicon.Atom], at word: Int) -> Bool {
      guard word + run.count <= words.count else { return false }
      for (offset, atom) in run.enumerated() {
        if offset > 0, words[word + offset].before != .none { return false }
        if !has(atom, at: word + offset) { return false }
      }
      return true
    }

    private mutating func findMatches(by matcher: TextMatcher) {
      matches.removeAll(keepingCapacity: true)
      for word in words.indices {
        let end = word + 1 < words.count ? words[word + 1].atoms : atoms.count
        for index in words[word].atoms..<end {
          for number in matcher.rulesByHead[Int(atoms[index])] {
            let rule = matcher.rules[number]
            guard stands(rule.runs[0], at: word), let starts = companions(of: rule, head: word) else { continue }
            matches.append(
              Match(rule: number, head: word, headEnd: word + rule.runs[0].count - 1, runStarts: starts))
          }
        }
      }
    }

    /// Where the runs of the rule stand, nearest first; nil when one is not near the head.
    private func companions(of rule: Rule, head: Int) -> [Int]? {
      if rule.runs.count == 1 { return [head] }
      var low = head
      while low > 0, head - low < TermPattern.window, words[low].before != .sentence { low -= 1 }
      var high = head
      while high + 1 < words.count, high - head < TermPattern.window, words[high + 1].before != .sentence { high += 1 }
      var starts = [head]
      for run in rule.runs.dropFirst() {
        var found: Int?
        for candidate in low...high where candidate != head && stands(run, at: candidate) {
          if let known = found, abs(known - head) <= abs(candidate - head) { continue }
          found = candidate
        }
        guard let found else { return nil }
        starts.append(found)
      }
      return starts
    }

    // MARK: Weighing

    private mutating func weigh(_ bytes: UnsafeBufferPointer<UInt8>, by matcher: TextMatcher, group: Bool) {
      for match in matches {
        let rule = matcher.rules[match.rule]
        if rule.kind == .unless, !group { tally(rule.goods) { $0.excluded = true } }
        if rule.kind == .use { tally(rule.goods) { $0.useStated = true } }
      }
      for match in matches {
        let rule = matcher.rules[match.rule]
        let confidence: Double
        switch rule.kind {
        case .term: confidence = group ? 0 : Confidence.term
        case .hint: confidence = group ? 0 : Confidence.hint
        case .groupTerm: confidence = group ? Confidence.group : 0
        default: continue
        }
        if confidence == 0 { continue }
        if !group, words[match.head].governed || isPartOfAnother(match, by: matcher) { continue }
        if isInside(match, goods: rule.goods, by: matcher) { continue }
        let evidence = quote(match, rule, bytes)
        tally(rule.goods) { tally in
          tally.confidence = max(tally.confidence, confidence)
          if tally.evidence.count < 3, !tally.evidence.contains(evidence) { tally.evidence.append(evidence) }
        }
      }
    }

    private mutating func tally(_ goods: Int, _ change: (inout Tally) -> Void) {
      touched.append(goods)
      change(&tallies[goods])
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

    /// Whether a longer term that is not these goods covers the head.
    private func isInside(_ match: Match, goods: Int, by matcher: TextMatcher) -> Bool {
      matches.contains { other in
        let rule = matcher.rules[other.rule]
        guard rule.kind == .not, rule.goods == goods else { return false }
        return zip(other.runStarts, rule.runs).contains { start, run in
          start <= match.head && match.head < start + run.count
        }
      }
    }

    /// The words of the text, as they stand there.
    private func quote(_ match: Match, _ rule: Rule, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
      zip(match.runStarts, rule.runs).sorted { $0.0 < $1.0 }
        .map { start, run in
          String(decoding: bytes[words[start].start..<words[start + run.count - 1].end], as: UTF8.self)
        }
        .joined(separator: " … ")
    }

    // MARK: Result

    mutating func results(of matcher: TextMatcher) -> [TextMatch] {
      for goods in Set(touched).sorted() {
        let tally = tallies[goods]
        guard tally.confidence > 0, !tally.excluded else { continue }
        var next = matcher.broader[goods]
        while let wider = next {
          self.tally(wider) { other in
            other.confidence = max(other.confidence, tally.confidence)
            for words in tally.evidence where !other.evidence.contains(words) { other.evidence.append(words) }
            other.excluded = false
          }
          next = matcher.broader[wider]
        }
      }
      var results: [TextMatch] = []
      for goods in Set(touched) {
        let tally = tallies[goods]
        guard tally.confidence > 0, !tally.excluded else { continue }
        var confidence = tally.confidence
        var because = tally.evidence.joined(separator: "; ")
        if matcher.needsUse[goods], !tally.useStated {
          confidence = min(confidence, Confidence.useNotStated)
          because += " (use not stated)"
        } else if tally.evidence.count > 1 {
          confidence = Confidence.secondWitness(confidence)
        }
        results.append(TextMatch(goods: matcher.goods[goods], confidence: confidence, because: because))
      }
      return results.sorted { $0.goods < $1.goods }
    }
  }

  /// The steps of ``TextMatch/confidence``.
  enum Confidence {
    static let term = 0.9
    static let group = 0.8
    static let hint = 0.6
    static let useNotStated = 0.5
    /// When different words say the same: half-way up to the next step.
    static func secondWitness(_ confidence: Double) -> Double { confidence == term ? 0.95 : confidence }
  }
}
