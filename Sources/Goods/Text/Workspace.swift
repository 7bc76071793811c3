// SPDX-License-Identifier: Apache-2.0

extension TextMatcher {
  /// Which field is being read.
  enum Field {
    case text
    /// A choice from a fixed list: only its own terms count, and what they exclude.
    case group
    /// The maker.
    case context
  }

  /// Buffers for one text at a time.
  package struct Workspace {
    struct Word {
      var start: Int
      var end: Int
      var before: WordReader.Break
      /// Where its letters begin in `letters`; they end where the next word's begin.
      var letters: Int
      /// Governed by a "for" or "with": not the thing that is declared.
      var governed: Bool
      /// Where its hits begin in `hits`; they end where the next word's begin.
      var hits: Int
    }

    struct Match {
      var rule: Int
      var head: Int
      /// The last word of the head's run.
      var headEnd: Int
      /// What the head's form says.
      var grammar: Inflection.Grammar
      /// First word of each run.
      var runStarts: [Int]
    }

    /// Words that decided, and from where to where they stand: terms that overlap are one witness.
    struct Evidence: Equatable {
      var place: ClosedRange<Int>
      var words: String
    }

    struct Tally {
      var confidence = 0.0
      var evidence: [Evidence] = []
      var excluded = false
      var useStated = false
      var bare: String?
      var maker: String?
      /// A quantity that the text states and these goods don't have.
      var contradiction: String?
      /// One that they have.
      var quantity: Evidence?
      /// Words that spoke for these goods, whatever became of them.
      var partOnly = false
    }

    var words: [Word] = []
    /// The letters of all words, folded.
    private var letters: [UInt8] = []
    private var hits: [Lexicon.Hit] = []
    var matches: [Match] = []
    var tallies: [Tally] = []
    var listExcluded: [Bool] = []
    var touched: [Int] = []
    /// Number of the field being read.
    var fieldsRead = 0
    var keepsDismissals = false
    var dismissals: [TextDismissal] = []

    package init() {}

    mutating func begin(_ matcher: TextMatcher) {
      if tallies.count != matcher.goods.count {
        tallies = Array(repeating: Tally(), count: matcher.goods.count)
        listExcluded = Array(repeating: false, count: (matcher.list.max() ?? 0) + 1)
      }
      for index in touched { tallies[index] = Tally() }
      touched.removeAll(keepingCapacity: true)
      for index in listExcluded.indices { listExcluded[index] = false }
      fieldsRead = 0
      dismissals.removeAll()
    }

    mutating func read(_ text: inout String, by matcher: TextMatcher, as field: Field) {
      fieldsRead += 1
      text.withUTF8 { bytes in
        cut(bytes, by: matcher)
        guard !hits.isEmpty else { return }
        findMatches(by: matcher)
        if !matches.isEmpty { weigh(bytes, by: matcher, as: field) }
      }
    }

    private mutating func cut(_ bytes: UnsafeBufferPointer<UInt8>, by matcher: TextMatcher) {
      words.removeAll(keepingCapacity: true)
      hits.removeAll(keepingCapacity: true)
      letters.removeAll(keepingCapacity: true)
      var reader = WordReader(bytes)
      var reach = 0
      var reachToComma = 0
      while reader.next() {
        if reader.before == .bracket || reader.before.rawValue >= WordReader.Break.clause.rawValue { reach = 0 }
        if reader.before != .none { reachToComma = 0 }
        let first = hits.count
        words.append(
          Word(
            start: reader.start, end: reader.end, before: reader.before, letters: letters.count,
            governed: reach > 0 || reachToComma > 0, hits: first))
        letters.append(contentsOf: reader.symbols)
        reach -= 1
        reachToComma -= 1
        matcher.lexicon.look(up: reader, into: &hits)
        for hit in hits[first...] {
          let governor = matcher.governors[Int(hit.atom)]
          if governor.reach == 0 { continue }
          if governor.untilComma {
            reachToComma = max(reachToComma, governor.reach)
          } else {
            reach = max(reach, governor.reach)
          }
        }
      }
    }

    /// What the ending of a word says; worked out for the few words that are asked about.
    func shape(of word: Int) -> WordShape {
      let end = word + 1 < words.count ? words[word + 1].letters : letters.count
      return WordShape(letters[words[word].letters..<end])
    }

    private func has(_ atom: Lexicon.Atom, at word: Int) -> Bool { grammar(of: atom, at: word) != nil }

    /// What the form of the word says, read as that word of the terms; nil when it is not that word.
    private func grammar(of atom: Lexicon.Atom, at word: Int) -> Inflection.Grammar? {
      let end = word + 1 < words.count ? words[word + 1].hits : hits.count
      for index in words[word].hits..<end where hits[index].atom == atom { return hits[index].grammar }
      return nil
    }

    /// That of the noun among the words of a run.
    private func grammar(of run: [Lexicon.Atom], at word: Int) -> Inflection.Grammar {
      var most = Inflection.Grammar.direct
      for (offset, atom) in run.enumerated() { most = max(most, grammar(of: atom, at: word + offset) ?? .direct) }
      return most
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
        let end = word + 1 < words.count ? words[word + 1].hits : hits.count
        for index in words[word].hits..<end {
          for number in matcher.rulesByHead[Int(hits[index].atom)] {
            let rule = matcher.rules[number]
            guard stands(rule.runs[0], at: word), let starts = companions(of: rule, head: word) else { continue }
            matches.append(
              Match(
                rule: number, head: word, headEnd: word + rule.runs[0].count - 1, grammar: grammar(of: rule.runs[0], at: word),
                runStarts: starts))
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
  }
}
