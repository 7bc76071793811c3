// SPDX-License-Identifier: Apache-2.0

extension NameIndex {
  /// Why two names score as they do, with the rarity of words in this list.
  package func explain(_ a: String, _ b: String) -> NameExplanation {
    NameExplanation.of(a, b, kind: kind) { record in
      let unit = core.units.find(record.unit)
      return Rarity(names: core.count).weight(
        count: unit < 0 ? 0 : core.postings.count(Int(unit)), unit: record.unit, kind: record.wordKind)
    }
  }
}

extension NameExplanation {
  /// Two names compared by themselves: rarity is that of the public lists whose words come with the program.
  package static func of(_ a: String, _ b: String, kind: NameKind = .organisation) -> NameExplanation {
    of(a, b, kind: kind) { Rarity(names: 0).weight(count: 0, unit: $0.unit, kind: $0.wordKind) }
  }

  static func of(_ a: String, _ b: String, kind: NameKind, weight: (WordRecord) -> Float) -> NameExplanation {
    let compiler = NameCompiler(pool: WordPool(kind: kind))
    compiler.keepsTexts = true
    return of(a, b, compiler, Grow(), NameComparer(kind: kind), weight)
  }

  /// With words that were worked out before, and their weights.
  static func of(
    _ a: String, _ b: String, _ compiler: NameCompiler, _ weights: Grow<Float>, _ comparer: NameComparer,
    _ weight: (WordRecord) -> Float
  ) -> NameExplanation {
    let pool = compiler.pool
    let names = LooseNames()
    names.keep(0, compiler.compile(a), of: compiler)
    let (leftTexts, leftForms) = (compiler.texts, compiler.formTexts)
    names.keep(1, compiler.compile(b), of: compiler)
    let (rightTexts, rightForms) = (compiler.texts, compiler.formTexts)
    while weights.count < pool.count {
      let value = weight(pool.records[weights.count])
      pool.records.base[weights.count].weight = value
      weights.append(value)
    }
    let x = names.view(0, pool, weights)
    let y = names.view(1, pool, weights)
    let score = withExtendedLifetime(names) { Double(comparer.score(x, y)) }
    comparer.turnBack()
    let words = (0..<comparer.meetingCount).map { index in
      let meeting = comparer.meetings[index]
      // As many words on both sides with the same letters in all: nothing is spaced otherwise.
      let isSound = meeting.kind == .spacing && meeting.left.nonzeroBitCount == meeting.right.nonzeroBitCount
      return Meeting(
        left: text(of: meeting.left, leftTexts), right: text(of: meeting.right, rightTexts),
        how: (isSound ? MeetingKind.sound : meeting.kind).word,
        likeness: Double(meeting.likeness), weight: Double(meeting.weight))
    }.sorted { ($1.weight, $0.left) < ($0.weight, $1.left) }
    func unmet(_ bits: UInt32, _ texts: [String], _ view: NameView) -> [Word] {
      texts.indices.filter { bits & 1 << UInt32($0) != 0 }.map { Word(text: texts[$0], weight: Double(view.weight($0))) }
    }
    let features = NameFeature.allCases.map {
      Feature(
        name: $0.meaning, value: Double(comparer.features[$0.rawValue]), weight: comparer.model.weight($0))
    }
    var qualifiers = NameQualifier.allCases.filter { comparer.qualifiers & 1 << UInt8($0.rawValue) != 0 }.map {
      Qualifier(name: "\($0)", factor: comparer.model.factor($0), reason: $0.meaning)
    }
    if score > 0, comparer.formFactor < 1 {
      qualifiers.append(
        Qualifier(
          name: Self.formWords, factor: Double(comparer.formFactor), reason: "the legal forms are written otherwise"))
    }
    var explanation = NameExplanation(
      score: score, words: words, leftOnly: unmet(comparer.freeLeft, leftTexts, x),
      rightOnly: unmet(comparer.freeRight, rightTexts, y), features: features, qualifiers: qualifiers, because: "")
    explanation.leftForms = leftForms
    explanation.rightForms = rightForms
    let isSpaced = comparer.features[NameFeature.spacing.rawValue] > 0
    explanation.because = explanation.sentence(
      spaced: isSpaced && (words.isEmpty || words.contains { $0.how == MeetingKind.spacing.word }))
    return explanation
  }

  /// It ranks names that are alike in all else, and is no news.
  private static let formWords = "formWords"

  private static func text(of bits: UInt32, _ texts: [String]) -> String {
    texts.indices.filter { bits & 1 << UInt32($0) != 0 }.map { texts[$0] }.joined(separator: " ")
  }

  /// силва = silva (sound); only in the first: групп
  private func sentence(spaced: Bool) -> String {
    var parts = words.map { $0.left == $0.right ? $0.left : "\($0.left) = \($0.right) (\($0.how))" }
    if spaced { parts.append("the same letters, spaced otherwise") }
    if parts.isEmpty { parts = ["no word met"] }
    var text = parts.joined(separator: ", ")
    if !leftOnly.isEmpty { text += "; only in the first: " + leftOnly.map(\.text).joined(separator: " ") }
    if !rightOnly.isEmpty { text += "; only in the second: " + rightOnly.map(\.text).joined(separator: " ") }
    for qualifier in qualifiers where qualifier.name != Self.formWords { text += "; " + qualifier.reason }
    return text
  }
}
