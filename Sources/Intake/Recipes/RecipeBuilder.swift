// SPDX-License-Identifier: Apache-2.0

import Documents
import Trade
import Warehouse

/// Puts a recipe together: hands out columns, words and numbers, and adds the checks that belong to them.
struct RecipeBuilder {
  /// A column of the file.
  struct Column {
    var index: Int
    var name: String
    var sql: SQL { SQL(text: "c\(index)") }
  }

  /// The meaning of a column's words.
  struct Word {
    var index: Int
    var value: SQL { SQL(text: "w\(index)") }
    var from: SQL { SQL(text: "w\(index)f") }
    var to: SQL { SQL(text: "w\(index)t") }
    /// What the word says beside its meaning: the factor of a unit.
    var extra: SQL { SQL(text: "w\(index)x") }
  }

  /// A column's numbers.
  struct Number {
    var index: Int
    var sql: SQL { SQL(text: "n\(index)") }
  }

  private(set) var recipe = RowRecipe()
  private var valueChecks: [RowCheck] = []
  private var otherChecks: [RowCheck] = []
  private var required: Set<Int> = []
  private var strict: Set<Int> = []

  mutating func column(_ name: String, collapse: Bool = false, at node: DocumentNode? = nil) -> Column {
    column(.named(name), name: name, collapse: collapse, at: node)
  }

  /// The first of these columns that the file has.
  mutating func column(_ names: [String], collapse: Bool = false, isOptional: Bool = false) -> Column {
    let place: ColumnUse.Place = names.count == 1 ? .named(names[0]) : .oneOf(names)
    let column = column(place, name: names[0], collapse: collapse, at: nil)
    if isOptional { recipe.columns[column.index].isOptional = true }
    return column
  }

  /// A column as a mapping names it: `column: NAME`, or a list of names of which the file has one.
  mutating func column(_ node: DocumentNode, collapse: Bool = false, isOptional: Bool = false) throws -> Column {
    let names = try node.oneOrMany().map { try $0.text() }
    guard let first = names.first else { throw node.error(.missingKey, "The name of a column is expected here.") }
    let place: ColumnUse.Place = names.count == 1 ? .named(first) : .oneOf(names)
    let column = column(place, name: first, collapse: collapse, at: node)
    if isOptional { recipe.columns[column.index].isOptional = true }
    return column
  }

  /// A column of records that the source carries only if the file has the column of it.
  mutating func carries(_ name: String, from column: Column) {
    if recipe.columns[column.index].isOptional { recipe.optional[name, default: []].append(column.index) }
  }

  mutating func column(position: Int, name: String, collapse: Bool = false) -> Column {
    column(.position(position), name: name, collapse: collapse, at: nil)
  }

  private mutating func column(
    _ place: ColumnUse.Place, name: String, collapse: Bool, at node: DocumentNode?
  ) -> Column {
    if let index = recipe.columns.firstIndex(where: { $0.place == place && $0.collapse == collapse }) {
      return Column(index: index, name: name)
    }
    recipe.columns.append(
      ColumnUse(place: place, name: name, collapse: collapse, file: node?.file, line: node?.line))
    return Column(index: recipe.columns.count - 1, name: name)
  }

  /// - Parameter isTolerant: a word that can't be read is left NULL, with a note, unless another use of it is strict.
  mutating func word(_ kind: WordKind, _ columns: [Column], isTolerant: Bool = false) -> Word {
    let use = WordUse(kind: kind, columns: columns.map(\.index))
    let index = recipe.words.firstIndex(of: use) ?? recipe.words.count
    if index == recipe.words.count { recipe.words.append(use) }
    if !isTolerant, strict.insert(index).inserted {
      if case .country = kind {
        // Tested first: a region is no fault of the file.
        otherChecks.append(
          RowCheck(
            reason: kind.reason, column: nil, fails: SQL(text: "w\(index)x = '\(AggregateWords.mark)'"),
            detail: .text(""), exclusion: ExclusionRule.aggregatePartner))
      }
      otherChecks.append(
        RowCheck(
          reason: kind.reason, column: columns.map(\.name).joined(separator: ", "),
          fails: SQL(text: "w\(index)p IS NOT NULL"),
          detail: .problem(word: index)))
    }
    return Word(index: index)
  }

  /// - Parameter label: what the number is, for a note; the name of the column unless said.
  mutating func number(
    _ column: Column, form: NumberForm = NumberForm(), part: NumberUse.Part = .all, label: String? = nil
  ) -> Number {
    mayBeUndisclosed(column, as: label ?? column.name)
    let use = NumberUse(column: column.index, form: form, part: part)
    if let index = recipe.numbers.firstIndex(of: use) { return Number(index: index) }
    recipe.numbers.append(use)
    let index = recipe.numbers.count - 1
    valueChecks.append(
      RowCheck(
        reason: "number", column: column.name, fails: SQL(text: "t\(index) IS NOT NULL AND n\(index) IS NULL"),
        detail: .number(column: column.index, form: form)))
    return Number(index: index)
  }

  /// Words such as "not stated" in the column are kept in a note, and its cell counts as empty.
  mutating func mayBeUndisclosed(_ column: Column, as label: String) {
    guard !recipe.undisclosable.contains(where: { $0.column == column.index }) else { return }
    recipe.undisclosable.append(UndisclosableColumn(column: column.index, label: label))
  }

  /// Rejects rows in which the cell is empty.
  mutating func require(_ column: Column) {
    guard required.insert(column.index).inserted else { return }
    check(
      "empty-cell", column.name, SQL(text: "c\(column.index) IS NULL"),
      "The cell is empty, and a record can't do without it; fill it, or exclude such rows by a rule.")
  }

  mutating func check(_ reason: String, _ column: String?, _ fails: SQL, _ text: String) {
    otherChecks.append(RowCheck(reason: reason, column: column, fails: fails, detail: .text(text)))
  }

  mutating func record(
    _ values: [(column: String, value: SQL)], part: Int = 0, isPresent: SQL? = nil, needs: [Int] = []
  ) {
    recipe.records.append(RecordShape(part: part, values: values, isPresent: isPresent, needs: needs))
  }

  mutating func mention(_ mention: MentionShape) { recipe.mentions.append(mention) }
  mutating func rate(_ values: [(column: String, value: SQL)]) { recipe.rate = values }
  mutating func company(_ values: [(column: String, value: SQL)]) { recipe.company = values }
  /// An edge from an owner to what is owned. Both get an identity as those named in records do.
  mutating func ownership(owner: MentionShape, owned: MentionShape, _ values: [(column: String, value: SQL)]) {
    recipe.mentions += [owner, owned]
    recipe.ownership = values
  }
  mutating func carries(_ columns: [String]) { recipe.carried = columns.sorted() }
  mutating func lacksValue(_ condition: SQL) { recipe.lacksValue = condition }

  /// The recipe. What a row states is tested before what it is about: a row without any value is excluded, not
  /// rejected for an unknown country.
  func finished() -> RowRecipe {
    var recipe = recipe
    recipe.checks = valueChecks + otherChecks
    recipe.valueChecks = valueChecks.count
    return recipe
  }
}

extension SQL {
  static func constant(_ text: String) -> SQL { "CAST(\(text) AS VARCHAR)" }
  static func constant(_ day: Day) -> SQL { "CAST(\(day) AS DATE)" }
  static let null = SQL(text: "CAST(NULL AS VARCHAR)")
}
