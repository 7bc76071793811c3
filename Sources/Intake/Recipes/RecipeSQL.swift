// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// The statements of a recipe for one source and engine.
struct RecipeSQL {
  let recipe: RowRecipe
  let staging: StagingPlan
  let source: String
  let grade: String?
  let exclusions: [ExclusionRule]
  /// Column numbers of the rules' columns.
  let exclusionColumns: [Int]
  let dialect: any Dialect

  /// Verdicts: NULL = accepted, `x` and a number = excluded by that rule, `x` alone = no value, `r` and a number =
  /// rejected by that check.
  func verdict(_ verdict: String) -> (exclusion: String?, check: RowCheck?) {
    let number = Int(verdict.dropFirst())
    if verdict.hasPrefix("x") { return (number.map { exclusions[$0].rule } ?? ExclusionRule.noValue, nil) }
    let check = number.map { recipe.checks[$0] }
    return check?.exclusion.map { ($0, nil) } ?? (nil, check)
  }

  /// Rows that are not accepted, with their verdict, the cell or the problem to tell, and who is named in them.
  var stageRefused: SQL {
    var cell: [SQL] = []
    for (index, check) in recipe.checks.enumerated() {
      switch check.detail {
      case .problem(let word): cell.append(SQL(text: "WHEN 'r\(index)' THEN w\(word)p"))
      case .number(let column, _): cell.append(SQL(text: "WHEN 'r\(index)' THEN c\(column)"))
      case .text: break
      }
    }
    let shown: SQL =
      cell.isEmpty ? .null : "CASE verdict \(fragment: cell.joined(separator: " ")) END"
    let named = SQL(text: recipe.mentions.indices.map { ", m\($0)" }.joined())
    return """
      CREATE TABLE \(identifier: Staging.refused) AS
      SELECT "row", verdict, \(fragment: shown) AS shown\(fragment: named) FROM (\(fragment: judged([shown]))) j WHERE verdict IS NOT NULL
      """
  }

  /// Rows by verdict.
  static let tally: SQL = """
    SELECT verdict, count(*) AS n FROM \(identifier: Staging.refused) GROUP BY verdict ORDER BY verdict
    """

  /// The first rows that a check rejects.
  static func rejected(limit: Int) -> SQL {
    """
    SELECT "row", verdict, shown FROM \(identifier: Staging.refused)
    WHERE substr(verdict, 1, 1) = 'r' ORDER BY "row" LIMIT \(limit)
    """
  }

  /// Accepted rows by a note of one word.
  func notes(word: Int) -> SQL {
    let note = SQL(text: "w\(word)n")
    return """
      SELECT \(fragment: note) AS note, count(*) AS n FROM (\(fragment: accepted([note]))) j
      WHERE \(fragment: note) IS NOT NULL GROUP BY \(fragment: note) ORDER BY \(fragment: note)
      """
  }

  func insert(_ record: RecordShape) -> SQL {
    let values = withUndisclosedWords(record.values.filter { $0.value != .null })
    let names = values.map { SQL(text: SQL.quoted($0.column)) }.joined(separator: ", ")
    let expressions = values.map(\.value).joined(separator: ", ")
    let present: SQL = record.isPresent.map { " WHERE \(fragment: $0)" } ?? ""
    return """
      INSERT INTO record (source, "row", part, grade, \(fragment: names))
      SELECT \(fragment: .constant(source)), "row", CAST(\(record.part) AS INTEGER), \(fragment: .constant(grade ?? "")),
        \(fragment: expressions)
      FROM (\(fragment: accepted([expressions, present]))) j\(fragment: present)
      """
  }

  /// The words that stand for "undisclosed" go into the record: those on quantity into `quantity_note`, all others,
  /// with what they are about, into `note`.
  private func withUndisclosedWords(_ values: [(column: String, value: SQL)]) -> [(column: String, value: SQL)] {
    var values = values
    func change(_ column: String, _ make: (SQL?) -> SQL) {
      if let index = values.firstIndex(where: { $0.column == column }) {
        values[index].value = make(values[index].value)
      } else {
        values.append((column, make(nil)))
      }
    }
    for use in recipe.undisclosable where recipe.undisclosed[use.column] != nil {
      let words = SQL(text: "u\(use.column)")
      if use.label == "quantity" {
        change("quantity_note") { $0.map { "coalesce(\(fragment: $0), \(fragment: words))" } ?? words }
        continue
      }
      let told: SQL = "\(fragment: .constant(use.label + ": ")) || \(fragment: words)"
      change("note") { old in
        guard let old else { return told }
        return """
          CASE WHEN \(fragment: words) IS NULL THEN \(fragment: old) WHEN \(fragment: old) IS NULL THEN \(fragment: told)
            ELSE \(fragment: old) || '; ' || \(fragment: told) END
          """
      }
    }
    return values
  }

  var insertCompanies: SQL? { recipe.company.map { insert($0, into: "company") } }
  var insertRates: SQL? { recipe.rate.map { insert($0, into: "exchange_rate") } }

  private func insert(_ values: [(column: String, value: SQL)], into table: String) -> SQL {
    let names = values.map { SQL(text: SQL.quoted($0.column)) }.joined(separator: ", ")
    let expressions = values.map(\.value).joined(separator: ", ")
    return """
      INSERT INTO \(identifier: table) (source, "row", \(fragment: names))
      SELECT \(fragment: .constant(source)), "row", \(fragment: expressions)
      FROM (\(fragment: accepted([expressions]))) j
      """
  }

  /// Edges between owners and what they own. Input: the staged mentions of the roles `owner` and `owned`.
  var insertOwnership: SQL? {
    guard let values = recipe.ownership else { return nil }
    let names = values.map { SQL(text: SQL.quoted($0.column)) }.joined(separator: ", ")
    let expressions = values.map(\.value).joined(separator: ", ")
    func side(_ role: OwnershipRole) -> SQL {
      let index = recipe.mentions.firstIndex { $0.role == role.rawValue } ?? 0
      let name = role.rawValue
      return "JOIN \(identifier: Staging.identity) \(fragment: SQL(text: "\(name) ON \(name).id = j.m\(index)"))"
    }
    return """
      INSERT INTO ownership (source, "row", owner_name, owner_identity, owned_name, owned_identity, \(fragment: names))
      SELECT \(fragment: .constant(source)), j."row", owner.name, owner.identity, owned.name, owned.identity, \(fragment: expressions)
      FROM (\(fragment: accepted([expressions]))) j
      \(fragment: side(.owner)) \(fragment: side(.owned))
      """
  }

  // MARK: layers

  /// What rows are made from: the staged rows, or the tuples of a mention.
  private enum Base {
    case rows
    case mention(Int)
  }

  /// The ways in which somebody is named in a mention, with the words that the given expressions speak of.
  func named(_ mention: Int, _ expressions: [SQL]) -> SQL {
    var needed = StagedNames()
    for expression in expressions { needed.add(expression.text) }
    return joined(needed, .mention(mention), isAccepted: false)
  }

  /// Those cells and words that are asked for, and the texts of numbers.
  private func joined(_ needed: StagedNames, _ base: Base, isAccepted: Bool) -> SQL {
    var columns: [SQL] = []
    var joins = SQL(text: "")
    var table = Staging.rows
    var there = Set(staging.cells)
    switch base {
    case .rows:
      columns.append(SQL(text: "r.\"row\""))
      columns += recipe.mentions.indices.map {
        "\(fragment: number(ofMention: $0)) AS \(fragment: SQL(text: "m\($0)"))"
      }
    case .mention(let index):
      columns.append("\(fragment: number(ofMention: index, isTuple: true)) AS id")
      let tuple = staging.tupleOfMention[index]
      if staging.tuples[tuple].isApart {
        table = Staging.tuple(tuple)
        there = Set(staging.tuples[tuple].cells)
      }
    }
    for cell in needed.cells.union(there).sorted() {
      if there.contains(cell) {
        columns += staged(cell, "r")
      } else if case .rows = base, let tuple = staging.tuple(holding: cell) {
        let alias = "a\(tuple)"
        columns += staged(cell, alias)
        if joins.text.contains(" \(alias) ON ") { continue }
        joins += """

          LEFT JOIN \(identifier: Staging.tuple(tuple)) \(fragment: SQL(text: "\(alias) ON \(alias).id = r.p\(tuple)"))
          """
      }
    }
    for index in recipe.words.indices where needed.words.contains(index) {
      let alias = "j\(index)"
      columns.append(
        SQL(
          text: "\(alias).meaning AS w\(index), \(alias).day_from AS w\(index)f, \(alias).day_to AS w\(index)t, "
            + "\(alias).problem AS w\(index)p, \(alias).note AS w\(index)n, \(alias).extra AS w\(index)x"))
      joins += """

        LEFT JOIN (SELECT * FROM \(identifier: Staging.words) WHERE field = \(index)) \(fragment: SQL(text: alias))
          ON \(fragment: SQL(text: "\(alias).code = r.k\(index)"))
        """
    }
    if case .rows = base {
      for (index, use) in recipe.numbers.enumerated() where !recipe.absent.contains(use.column) {
        columns.append("\(fragment: use.text(of: cell(use.column, "r"))) AS \(fragment: SQL(text: "t\(index)"))")
      }
    }
    let test: SQL = isAccepted ? " WHERE \(fragment: RecipeSQL.isAccepted)" : ""
    return """
      SELECT \(fragment: columns.joined(separator: ", "))
      FROM \(identifier: table) r\(fragment: joins)\(fragment: test)
      """
  }

  /// A cell as it is staged; where words stand for "undisclosed" in its column, NULL in their place, and they as `u` and
  /// the number of the column.
  private func staged(_ index: Int, _ table: String) -> [SQL] {
    guard let texts = recipe.undisclosed[index] else { return [SQL(text: "\(table).c\(index)")] }
    let words = SQL(text: "\(table).c\(index)")
    return [
      "\(fragment: cell(index, table)) AS \(fragment: SQL(text: "c\(index)"))",
      "CASE WHEN \(fragment: words) IN (\(list: texts)) THEN \(fragment: words) END AS \(fragment: SQL(text: "u\(index)"))",
    ]
  }

  private func cell(_ index: Int, _ table: String) -> SQL {
    let cell = SQL(text: "\(table).c\(index)")
    guard let texts = recipe.undisclosed[index] else { return cell }
    return "CASE WHEN \(fragment: cell) IN (\(list: texts)) THEN NULL ELSE \(fragment: cell) END"
  }

  /// Rules speak of cells as they stand in the file.
  private func asWritten(_ column: Int) -> String {
    recipe.undisclosed[column] == nil ? "c\(column)" : "coalesce(c\(column), u\(column))"
  }

  /// The number by which a row names somebody, one for all mentions together.
  func number(ofMention index: Int, isTuple: Bool = false) -> SQL {
    let tuple = staging.tupleOfMention[index]
    let own = staging.tuples[tuple].isApart ? (isTuple ? "r.id" : "r.p\(tuple)") : "r.\"row\""
    return SQL(text: "\(own) * \(recipe.mentions.count) + \(index)")
  }

  private func counted(_ needed: StagedNames, isAccepted: Bool) -> SQL {
    let joined = joined(needed, .rows, isAccepted: isAccepted)
    guard !recipe.numbers.isEmpty else { return joined }
    var layers: (plain: [SQL], stripped: [SQL], numbers: [SQL]) = ([], [], [])
    for (index, use) in recipe.numbers.enumerated() {
      guard !recipe.absent.contains(use.column) else {
        layers.numbers.append(SQL(text: "CAST(NULL AS DECIMAL(18,3)) AS n\(index)"))
        continue
      }
      let steps = use.steps(index, dialect: dialect)
      if let plain = steps.plain { layers.plain.append(SQL(text: "\(plain) AS d\(index)")) }
      if let stripped = steps.stripped { layers.stripped.append(SQL(text: "\(stripped) AS s\(index)")) }
      layers.numbers.append(SQL(text: "\(steps.number) AS n\(index)"))
    }
    return [layers.plain, layers.stripped, layers.numbers].reduce(joined) { below, columns in
      columns.isEmpty
        ? below : "SELECT t.*, \(fragment: columns.joined(separator: ", "))\nFROM (\(fragment: below)) t"
    }
  }

  /// Accepted rows, with the words that the given expressions speak of. Needs ``stageRefused``.
  private func accepted(_ expressions: [SQL]) -> SQL {
    var needed = StagedNames()
    for expression in expressions { needed.add(expression.text) }
    return counted(needed, isAccepted: true)
  }

  /// Staged rows with their verdict, and the words that it or the given expressions speak of: a join for each word
  /// costs more than all the rest.
  private func judged(_ expressions: [SQL]) -> SQL {
    var cases: [SQL] = []
    for (index, rule) in exclusions.enumerated() {
      cases.append(
        "WHEN \(fragment: rule.sql(asWritten(exclusionColumns[index]))) THEN \(fragment: SQL(text: "'x\(index)'"))")
    }
    for (index, check) in recipe.checks.enumerated() {
      if index == recipe.valueChecks, let lacksValue = recipe.lacksValue {
        cases.append("WHEN \(fragment: lacksValue) THEN 'x'")
      }
      let verdict = SQL(text: check.exclusion == nil ? "'r\(index)'" : "'y\(index)'")
      cases.append("WHEN \(fragment: check.fails) THEN \(fragment: verdict)")
    }
    if recipe.valueChecks == recipe.checks.count, let lacksValue = recipe.lacksValue {
      cases.append("WHEN \(fragment: lacksValue) THEN 'x'")
    }
    let verdict: SQL = cases.isEmpty ? .null : "CASE \(fragment: cases.joined(separator: " ")) END"
    var needed = StagedNames()
    for expression in expressions + [verdict] { needed.add(expression.text) }
    return "SELECT n.*, \(fragment: verdict) AS verdict\nFROM (\(fragment: counted(needed, isAccepted: false))) n"
  }
}
