// SPDX-License-Identifier: Apache-2.0

/// Finds the goods that texts name: one pass over the letters, then only the terms whose head was seen.
///
/// Pure and thread-safe; each caller brings its own ``Workspace``, whose buffers are reused from text to text.
package struct TextMatcher: Sendable {
  enum Kind: UInt8 {
    case term, hint, groupTerm, not, unless, use, partBefore, partAfter
  }

  struct Rule: Sendable {
    var kind: Kind
    /// Index into `goods`; -1 for rules of the context.
    var goods: Int
    var runs: [[Lexicon.Atom]]
  }

  struct Governor: Sendable {
    var reach = 0
    var untilComma = false
  }

  let goods: [String]
  private(set) var broader: [Int?]
  private(set) var needsUse: [Bool]
  private(set) var lexicon = Lexicon()
  private(set) var rules: [Rule] = []
  /// Indices of the rules whose head an atom is.
  private(set) var rulesByHead: [[Int]] = []
  private(set) var governors: [Governor] = []

  init(items: [GoodsItem], context: Context) {
    goods = items.map(\.id)
    let index = Dictionary(goods.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    broader = items.map { $0.broader.flatMap { index[$0] } }
    needsUse = items.map { !$0.uses.isEmpty }
    for (number, item) in items.enumerated() {
      for language in GoodsItem.Language.allCases { add(item.terms[language] ?? [], .term, number) }
      add(item.hints, .hint, number)
      add(item.groupTerms, .groupTerm, number)
      add(item.not, .not, number)
      add(item.unless, .unless, number)
      add(item.uses, .use, number)
    }
    add(context.partBefore, .partBefore, -1)
    add(context.partAfter, .partAfter, -1)
    var governing: [(Lexicon.Atom, Governor)] = []
    for governor in context.governors {
      for word in governor.words.compactMap({ $0.runs.first?.first }) {
        governing.append((lexicon.atom(for: word), Governor(reach: governor.reach, untilComma: governor.untilComma)))
      }
    }
    rulesByHead = Array(repeating: [], count: lexicon.count)
    for (number, rule) in rules.enumerated() { rulesByHead[Int(rule.runs[0][0])].append(number) }
    governors = Array(repeating: Governor(), count: lexicon.count)
    for (atom, governor) in governing { governors[Int(atom)] = governor }
  }

  private mutating func add(_ patterns: [TermPattern], _ kind: Kind, _ goods: Int) {
    for pattern in patterns {
      rules.append(Rule(kind: kind, goods: goods, runs: pattern.runs.map { $0.map { lexicon.atom(for: $0) } }))
    }
  }

  /// The goods that the text names, by id.
  package func matches(_ text: GoodsText) -> [TextMatch] {
    var workspace = Workspace()
    return matches(text, using: &workspace)
  }

  /// The goods that the text names, by id.
  package func matches(_ text: GoodsText, using workspace: inout Workspace) -> [TextMatch] {
    workspace.begin(goods: goods.count)
    // Fields are read as sentences of one text: a brand or model may name what the description leaves out.
    var whole = text.description ?? ""
    for field in [text.brand, text.model] {
      if let field, !field.isEmpty { whole += "\n" + field }
    }
    if !whole.isEmpty { workspace.read(&whole, by: self, group: false) }
    if var group = text.group, !group.isEmpty { workspace.read(&group, by: self, group: true) }
    return workspace.results(of: self)
  }
}
