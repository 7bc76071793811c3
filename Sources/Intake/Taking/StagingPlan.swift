// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// Which of a source's cells are staged, and how.
///
/// A cell that a record, a number or a test speaks of is staged as it stands. Of a column of words only the number of
/// the word is staged. Somebody named in a row is a tuple of cells and words (name, country, number …) which is staged
/// once, with a number; the row holds that number.
struct StagingPlan: Sendable {
  /// The cells and words that say who somebody is.
  struct Tuple: Sendable, Hashable {
    var cells: [Int]
    var words: [Int]
    /// False where nearly every row names somebody else: the tuple is then read from the rows themselves.
    var isApart = true
  }

  /// Columns staged as text, by number.
  private(set) var cells: [Int] = []
  /// Each once.
  private(set) var tuples: [Tuple] = []
  /// The tuple of each mention of the recipe.
  private(set) var tupleOfMention: [Int] = []

  /// - Parameters:
  ///   - rules: columns of rules of exclusion.
  ///   - together: tuples that are not to be staged apart.
  init(_ recipe: RowRecipe, rules: [Int], together: Set<Int> = []) {
    var staged = Set(rules + recipe.numbers.map(\.column))
    func add(_ sql: SQL?) { staged.formUnion(sql.map { StagedNames(in: $0.text).cells } ?? []) }
    for record in recipe.records {
      for value in record.values { add(value.value) }
      add(record.isPresent)
    }
    for check in recipe.checks {
      add(check.fails)
      if case .number(let column, _) = check.detail { staged.insert(column) }
    }
    add(recipe.lacksValue)
    for value in (recipe.company ?? []) + (recipe.ownership ?? []) + (recipe.rate ?? []) { add(value.value) }
    for mention in recipe.mentions {
      var names = StagedNames()
      for part in [mention.name, mention.country, mention.number, mention.address] {
        if let part { names.add(part.text) }
      }
      var tuple = Tuple(cells: names.cells.sorted(), words: names.words.sorted(), isApart: !names.hasOthers)
      let index = tuples.firstIndex { $0.cells == tuple.cells && $0.words == tuple.words } ?? tuples.count
      if together.contains(index) { tuple.isApart = false }
      if !tuple.isApart { staged.formUnion(names.cells) }
      if index == tuples.count { tuples.append(tuple) }
      tupleOfMention.append(index)
    }
    cells = staged.sorted()
  }

  /// Where a column is staged: nil = among the rows, otherwise with a tuple.
  func tuple(holding cell: Int) -> Int? {
    cells.contains(cell) ? nil : tuples.firstIndex { $0.isApart && $0.cells.contains(cell) }
  }

  /// A table in which all values of a column stand, once or more often.
  func table(holding cell: Int) -> String { tuple(holding: cell).map(Staging.tuple) ?? Staging.rows }
}

/// The columns of staged rows that fragments of SQL speak of: `c0`, `w3`, `w3f`, `n1` ….
struct StagedNames {
  var cells: Set<Int> = []
  var words: Set<Int> = []
  /// Speaks of numbers or of the row, too.
  var hasOthers = false

  init() {}
  init(in text: String) { add(text) }

  mutating func add(_ text: String) {
    for token in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" }) {
      let digits = token.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard let first = token.first, let number = Int(digits) else {
        if token == "row" { hasOthers = true }
        continue
      }
      let rest = token.count - 1 - digits.count
      switch first {
      case "c" where rest == 0, "u" where rest == 0: cells.insert(number)
      case "w" where rest <= 1: words.insert(number)
      case "n" where rest == 0, "t" where rest == 0: hasOthers = true
      default: break
      }
    }
  }
}
