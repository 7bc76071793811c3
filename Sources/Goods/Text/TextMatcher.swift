// SPDX-License-Identifier: Apache-2.0

/// Finds the goods that texts name: one pass over the letters, then only the terms whose head was seen.
///
/// Pure and thread-safe; each caller brings its own ``Workspace``, whose buffers are reused from text to text.
package struct TextMatcher: Sendable {
  enum Kind: UInt8 {
    case term, hint, groupTerm, not, unless, unlessOfList, use, bare, maker, quantity, partBefore, partAfter, container
  }

  struct Rule: Sendable {
    var kind: Kind
    /// Index into `goods`, for ``Kind/unlessOfList`` a list's number; -1 for rules of the context.
    var goods: Int
    var runs: [[Lexicon.Atom]]
    /// Of ``Kind/quantity``: between which bounds.
    var range: QuantityRange?
  }

  struct Governor: Sendable {
    var reach = 0
    var untilComma = false
  }

  let goods: [String]
  private(set) var broader: [Int?]
  private(set) var partOf: [Int?]
  private(set) var needsUse: [Bool]
  /// The number of the list that goods are of.
  private(set) var list: [Int]
  private(set) var lexicon = Lexicon()
  private(set) var rules: [Rule] = []
  /// Indices of the rules whose head an atom is.
  private(set) var rulesByHead: [[Int]] = []
  private(set) var governors: [Governor] = []

  init(items: [GoodsItem], lists: [GoodsList], context: Context) {
    goods = items.map(\.id)
    let index = Dictionary(goods.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let listIndex = Dictionary(lists.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    broader = items.map { $0.broader.flatMap { index[$0] } }
    partOf = items.map { $0.partOf.flatMap { index[$0] } }
    needsUse = items.map { !$0.uses.isEmpty }
    list = items.map { listIndex[$0.list] ?? -1 }
    for (number, item) in items.enumerated() {
      for language in GoodsItem.Language.allCases { add(item.terms[language] ?? [], .term, number) }
      add(item.hints, .hint, number)
      add(item.groupTerms, .groupTerm, number)
      add(item.not, .not, number)
      add(item.unless, .unless, number)
      add(item.uses, .use, number)
      add(item.bare, .bare, number)
      add(item.makers, .maker, number)
      for quantity in item.quantities { add(quantity.of, .quantity, number, range: quantity.range) }
    }
    for (number, list) in lists.enumerated() { add(list.unless, .unlessOfList, number) }
    add(context.partBefore, .partBefore, -1)
    add(context.partAfter, .partAfter, -1)
    add(context.containers, .container, -1)
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

  private mutating func add(_ patterns: [TermPattern], _ kind: Kind, _ goods: Int, range: QuantityRange? = nil) {
    for pattern in patterns {
      let runs = pattern.runs.map { $0.map { lexicon.atom(for: $0) } }
      rules.append(Rule(kind: kind, goods: goods, runs: runs, range: range))
    }
  }

  /// The goods that the text names, by id.
  package func matches(_ text: GoodsText) -> [TextMatch] {
    var workspace = Workspace()
    return matches(text, using: &workspace)
  }

  /// The goods that the text names, by id.
  package func matches(_ text: GoodsText, using workspace: inout Workspace) -> [TextMatch] {
    reading(text, using: &workspace).matches
  }

  /// The goods that the text names, and whether it leaves open what its maker could still say.
  func reading(_ text: GoodsText, using workspace: inout Workspace) -> Reading {
    workspace.begin(self)
    read(text, using: &workspace)
    let matches = workspace.results(of: self)
    return Reading(matches: matches, wantsMaker: text.context == nil && matches.isEmpty && workspace.wantsContext(self))
  }

  struct Reading: Sendable, Hashable {
    var matches: [TextMatch]
    var wantsMaker: Bool
  }

  /// The goods that the text names, and the words that look like goods and were not taken for them.
  package func explanation(of text: GoodsText) -> (matches: [TextMatch], dismissals: [TextDismissal]) {
    var workspace = Workspace()
    workspace.keepsDismissals = true
    let matches = matches(text, using: &workspace)
    let found = Set(matches.map(\.goods))
    var seen: Set<TextDismissal> = []
    return (matches, workspace.dismissals.filter { !found.contains($0.goods) && seen.insert($0).inserted })
  }

  private func read(_ text: GoodsText, using workspace: inout Workspace) {
    // Fields are read as sentences of one text: a brand or model may name what the description leaves out.
    if text.brand?.isEmpty ?? true, text.model?.isEmpty ?? true {
      if var whole = text.description, !whole.isEmpty { workspace.read(&whole, by: self, as: .text) }
    } else {
      var whole = text.description ?? ""
      for field in [text.brand, text.model] {
        if let field, !field.isEmpty { whole += "\n" + field }
      }
      workspace.read(&whole, by: self, as: .text)
    }
    if var group = text.group, !group.isEmpty { workspace.read(&group, by: self, as: .group) }
    if var regulation = text.regulation, !regulation.isEmpty { workspace.read(&regulation, by: self, as: .group) }
    if workspace.wantsContext(self), var context = text.context, !context.isEmpty {
      workspace.read(&context, by: self, as: .context)
    }
  }
}
