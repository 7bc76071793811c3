// SPDX-License-Identifier: Apache-2.0

/// Compares two names word by word.
///
/// Words meet when they are the same, translations of one concept, sound alike, or differ by few slips of the pen;
/// each meets one other at most, in any order. The score is twice the weight that met over the weight of both names
/// (a weighted Dice coefficient), so words that only one side has count against it as much as they say.
package enum NameComparison {
  package static func match(_ left: String, _ right: String, weights: WordWeights = .flat) -> NameMatch {
    match(ComparableName(left), ComparableName(right), weights: weights)
  }

  package static func match(_ left: ComparableName, _ right: ComparableName, weights: WordWeights) -> NameMatch {
    match(left, right, left.words.map(weights.weight), right.words.map(weights.weight))
  }

  /// With the weight of each word of both names at hand.
  static func match(
    _ left: ComparableName, _ right: ComparableName, _ leftWeights: [Double], _ rightWeights: [Double]
  ) -> NameMatch {
    var links: [(likeness: Double, how: NameMatch.How, left: Int, right: Int)] = []
    for (i, a) in left.words.enumerated() {
      for (j, b) in right.words.enumerated() {
        if let (likeness, how) = likeness(a, b) { links.append((likeness, how, i, j)) }
      }
    }
    // The surest and weightiest first; then by place, so that the answer does not depend on anything else.
    links.sort { x, y in
      let (a, b) = (x.likeness * rightWeights[x.right], y.likeness * rightWeights[y.right])
      return (b, x.left, x.right) < (a, y.left, y.right)
    }

    var takenLeft = [Bool](repeating: false, count: left.words.count)
    var takenRight = [Bool](repeating: false, count: right.words.count)
    var pairs: [NameMatch.Pair] = []
    var met = 0.0
    var whole = 0.0
    var telling = 0
    var longest = 0
    for link in links where !takenLeft[link.left] && !takenRight[link.right] {
      takenLeft[link.left] = true
      takenRight[link.right] = true
      // A misspelt word is unknown to the list and would weigh too much: the lighter side counts.
      let weight = min(leftWeights[link.left], rightWeights[link.right])
      met += 2 * weight * link.likeness
      whole += 2 * weight
      let (a, b) = (left.words[link.left], right.words[link.right])
      if a.kind == .plain || b.kind == .plain {
        telling += 1
        longest = max(longest, min(a.readings[0].count, b.readings[0].count))
      }
      if ![.form, .link].contains(a.kind) || ![.form, .link].contains(b.kind) {
        pairs.append(
          NameMatch.Pair(left: a.text, right: b.text, how: link.how, likeness: link.likeness, weight: weight))
      }
    }
    var leftOnly: [String] = []
    var rightOnly: [String] = []
    for (index, word) in left.words.enumerated() where !takenLeft[index] {
      let isForm = [.form, .link].contains(word.kind) || isMisspeltForm(word)
      whole += isForm ? 0.02 : leftWeights[index]
      if !isForm { leftOnly.append(word.text) }
    }
    for (index, word) in right.words.enumerated() where !takenRight[index] {
      whole += rightWeights[index]
      if ![.form, .link].contains(word.kind) { rightOnly.append(word.text) }
    }
    var score = whole > 0 ? met / whole : 0
    // Generic words alone name nobody, unless they are all there is.
    if telling == 0, !leftOnly.isEmpty || !rightOnly.isEmpty || pairs.contains(where: { $0.how == .typo }) {
      score *= 0.8
    }

    let spaced = spacing(left, right)
    let isSpacing = spaced > score
    return NameMatch(
      score: max(score, spaced), pairs: pairs, leftOnly: leftOnly, rightOnly: rightOnly, isSpacing: isSpacing,
      tellingPairs: isSpacing ? max(telling, 1) : telling,
      longestTelling: isSpacing ? right.joinedWithoutForms.count : longest)
  }

  /// Nil when the words do not meet.
  private static func likeness(_ a: ComparableName.Word, _ b: ComparableName.Word) -> (Double, NameMatch.How)? {
    if a.readings[0] == b.readings[0], a.text == b.text { return (1, .same) }
    if let concept = a.concept, concept == b.concept {
      return a.sounds[0] == b.sounds[0] ? (1, .sound) : (0.95, .translated)
    }
    if a.hasDigit || b.hasDigit { return nil }
    // A slip that turns a word into a legal form, or one form into another, is no likeness.
    if a.kind == .form && b.kind == .form { return a.sounds[0] == b.sounds[0] ? (1, .sound) : nil }
    var best = 0.0
    var how = NameMatch.How.typo
    for x in a.sounds.indices {
      for y in b.sounds.indices {
        if a.sounds[x] == b.sounds[y], a.sounds[x].count > 1 {
          let likeness = a.readings[x] == b.readings[y] ? 0.99 : 0.96
          if likeness > best { (best, how) = (likeness, .sound) }
          continue
        }
        let bySpelling = slips(a.readings[x], b.readings[y], a.readingLetters[x], b.readingLetters[y])
        let bySound = slips(a.sounds[x], b.sounds[y], a.soundLetters[x], b.soundLetters[y])
        let likeness = max(bySpelling, bySound)
        if likeness > best { (best, how) = (likeness, .typo) }
      }
    }
    return best >= 0.7 ? (best, how) : nil
  }

  /// 1 less the share of letters that slipped; 0 when there are too many slips.
  private static func slips(_ p: [UInt8], _ q: [UInt8], _ pLetters: UInt64, _ qLetters: UInt64) -> Double {
    let length = max(p.count, q.count)
    let limit = allowedSlips(length)
    // One slip adds one letter and takes one away at most.
    guard limit > 0, abs(p.count - q.count) <= limit, (pLetters ^ qLetters).nonzeroBitCount <= 2 * limit,
      let slips = EditDistance.between(p, q, limit: limit)
    else { return 0 }
    return 1 - Double(slips) / Double(length) - (p.first == q.first ? 0 : 0.03)
  }

  static func allowedSlips(_ length: Int) -> Int {
    switch length {
    case ..<4: 0
    case ..<7: 1
    case ..<11: 2
    default: 3
    }
  }

  /// `LTD` typed as `LTDD`, `COMPANY` as `COMPAQY`: what is left of a form weighs as little as the form.
  private static func isMisspeltForm(_ word: ComparableName.Word) -> Bool {
    guard word.kind == .plain, word.sounds[0].count >= 4 else { return false }
    let letters = word.readings[0]
    return LegalForms.standard.lettersOfWords(ofLength: letters.count).contains { form in
      EditDistance.between(letters, form, limit: letters.count >= 6 ? 2 : 1) != nil
    }
  }

  /// How alike two names are once spaces are gone; 0 unless the words are cut in different places.
  private static func spacing(_ left: ComparableName, _ right: ComparableName) -> Double {
    guard left.words.count != right.words.count else { return 0 }
    if left.joined.count >= 5, left.joined == right.joined { return 0.99 }
    let (a, b) = (left.joinedWithoutForms, right.joinedWithoutForms)
    guard a.count >= 7, b.count >= 7 else { return 0 }
    if a == b { return 0.98 }
    return 0
  }
}
