// SPDX-License-Identifier: Apache-2.0

import Columns
import Warehouse

/// What only all values of a column together can tell, worked out over the staged rows before they become records: how
/// its numbers are written, and which of its words stand for "undisclosed".
struct ColumnDecisions {
  let engine: any Engine
  let recipe: RowRecipe
  let staging: StagingPlan

  let tallies: ColumnTallies

  private static let mostWords = 10_000

  /// - Returns: the recipe with what was decided, and what should be said aloud.
  func made() async throws -> (recipe: RowRecipe, notes: [String]) {
    var recipe = recipe
    var notes: [String] = []
    for column in Set(recipe.numbers.map(\.column)).subtracting(recipe.absent).sorted() {
      guard let tally = tallies.numbers[column] else { continue }
      let shapes = tally.shapes
      let undisclosed = tally.undisclosed
      if !undisclosed.isEmpty { recipe.undisclosed[column] = undisclosed }
      let decided = decided(tally, shapes)
      for index in recipe.numbers.indices where recipe.numbers[index].column == column {
        // What the mapping says is not second-guessed.
        guard recipe.numbers[index].form.decimal == nil else { continue }
        let before = recipe.numbers[index].form
        recipe.numbers[index].form = form(
          before, decided, isPlain: shapes.isEmpty && recipe.numbers[index].part == .all)
      }
      notes += note(decided, name: recipe.columns[column].name, recipe, column)
    }
    recipe.checks = recipe.checks.map { check in
      guard case .number(let column, let form) = check.detail, form.decimal == nil,
        let use = recipe.numbers.first(where: { $0.column == column })
      else { return check }
      var check = check
      check.detail = .number(column: column, form: use.form)
      return check
    }
    let counted = Set(recipe.numbers.map(\.column))
    for use in recipe.undisclosable
    where !counted.contains(use.column)
      && (staging.cells.contains(use.column) || staging.tuple(holding: use.column) != nil)
    {
      let words: [String]
      if let tally = tallies.words[use.column] {
        words = tally.undisclosed
      } else {
        words = try await undisclosedWords(use.column)
      }
      if !words.isEmpty { recipe.undisclosed[use.column] = words }
    }
    return (recipe, notes)
  }

  // MARK: numbers

  private func decided(_ tally: NumberTally, _ shapes: [NumberColumn.Shape]) -> NumberColumn {
    let first = NumberColumn(shapes)
    guard (first.unclear["."] ?? 0) > 0 || (first.evidence[","] ?? 0) > 0, tally.settled > 0 else { return first }
    // Plain numbers say that the point is decimal.
    return NumberColumn(shapes + [NumberColumn.Shape(text: "9.9", hasLeadingZero: false, count: tally.settled)])
  }

  private func form(_ form: NumberForm, _ decided: NumberColumn, isPlain: Bool) -> NumberForm {
    var form = form
    form.isPlain = isPlain
    if isPlain {
      form.decimal = "."
      return form
    }
    if decided.isAmbiguous {
      form.refusesUnclear = true
      form.hint =
        "no value of the column says whether its mark is decimal or stands between thousands; write `decimal: \".\"` or "
        + "`decimal: \",\"` in the mapping"
      return form
    }
    form.decimal = decided.decimal ?? "."
    if decided.isMixed {
      form.refusesUnclear = true
      form.hint =
        "the column has both a point and a comma as decimal mark; correct it, or write `decimal: \".\"` or "
        + "`decimal: \",\"` in the mapping"
    } else {
      form.thousands = form.decimal == "," ? "." : ","
    }
    return form
  }

  private func note(_ decided: NumberColumn, name: String, _ recipe: RowRecipe, _ column: Int) -> [String] {
    guard recipe.numbers.contains(where: { $0.column == column && $0.form.decimal != nil }),
      let decimal = decided.decimal,
      decimal == "," || decided.hasGroups
    else { return [] }
    let count = decided.evidence[decimal] ?? 0
    return [
      "the numbers of the column \(name) were read with '\(decimal)' as decimal mark: \(count) of its values can't be read otherwise"
    ]
  }

  // MARK: words

  /// Words that stand for "undisclosed" in a column which is staged with those who are named in rows.
  private func undisclosedWords(_ column: Int) async throws -> [String] {
    let cell = SQL(text: "c\(column)")
    let table = try await engine.table(
      """
      SELECT DISTINCT \(fragment: cell) AS word FROM \(identifier: staging.table(holding: column))
      WHERE CASE WHEN \(fragment: cell) >= '0' AND \(fragment: cell) < ':' THEN FALSE
        WHEN length(\(fragment: cell)) > \(UndisclosedWords.longest) THEN FALSE
        ELSE length(\(fragment: cell)) <= 4
          OR lower(substr(\(fragment: cell), 1, 4)) IN (\(list: UndisclosedWords.starts))
          OR trim(lower(\(fragment: cell)), ' .()-*"«»') IN (\(list: UndisclosedWords.words.sorted())) END
      ORDER BY word LIMIT \(ColumnDecisions.mostWords)
      """)
    return try table.texts("word").compactMap { $0 }.filter(UndisclosedWords.contains)
  }
}
