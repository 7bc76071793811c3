// SPDX-License-Identifier: Apache-2.0

/// What the columns of a source look like, by their number in the recipe. The thread that takes the batches
/// writes; afterwards another reads.
final class ColumnTallies: @unchecked Sendable {
  let numbers: [Int: NumberTally]
  /// Of columns staged as texts in which words may stand for "undisclosed"; those of columns that are staged with somebody
  /// named in rows are few enough to ask the engine.
  let words: [Int: WordTally]

  init(_ recipe: RowRecipe, _ plan: StagingPlan) {
    let numbers = Set(recipe.numbers.map(\.column))
    let texts = Set(recipe.undisclosable.map(\.column)).subtracting(numbers).intersection(plan.cells)
    self.numbers = Dictionary(uniqueKeysWithValues: numbers.map { ($0, NumberTally()) })
    words = Dictionary(uniqueKeysWithValues: texts.map { ($0, WordTally()) })
  }
}
