// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// The statements of a recipe for one source and engine.
struct RecipeSQL {
  let recipe: RowRecipe
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
    return (nil, number.map { recipe.checks[$0] })
  }

  var tally: SQL { "SELECT verdict, count(*) AS n FROM (\(fragment: judged([]))) j GROUP BY verdict ORDER BY verdict" }

  /// The first rows that a check rejects, with the cell or the problem to tell.
  func rejected(limit: Int) -> SQL {
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
    return """
      SELECT "row", verdict, \(fragment: shown) AS shown FROM (\(fragment: judged([shown]))) j
      WHERE substr(verdict, 1, 1) = 'r' ORDER BY "row" LIMIT \(limit)
      """
  }

  /// Accepted rows by a note of one word.
  func notes(word: Int) -> SQL {
    let note = SQL(text: "w\(word)n")
    return """
      SELECT \(fragment: note) AS note, count(*) AS n FROM (\(fragment: judged([note]))) j
      WHERE verdict IS NULL AND \(fragment: note) IS NOT NULL GROUP BY \(fragment: note) ORDER BY \(fragment: note)
      """
  }

  func insert(_ record: RecordShape) -> SQL {
    let values = record.values.filter { $0.value != .null }
    let names = values.map { SQL(text: SQL.quoted($0.column)) }.joined(separator: ", ")
    let expressions = values.map(\.value).joined(separator: ", ")
    let present: SQL = record.isPresent.map { " AND \(fragment: $0)" } ?? ""
    return """
      INSERT INTO record (source, "row", part, grade, \(fragment: names))
      SELECT \(fragment: .constant(source)), "row", CAST(\(record.part) AS INTEGER), \(fragment: .constant(grade ?? "")),
        \(fragment: expressions)
      FROM (\(fragment: judged([expressions, present]))) j WHERE verdict IS NULL\(fragment: present)
      """
  }

  var insertCompanies: SQL? {
    guard let company = recipe.company else { return nil }
    let names = company.map { SQL(text: SQL.quoted($0.column)) }.joined(separator: ", ")
    let expressions = company.map(\.value).joined(separator: ", ")
    return """
      INSERT INTO company (source, "row", \(fragment: names))
      SELECT \(fragment: .constant(source)), "row", \(fragment: expressions)
      FROM (\(fragment: judged([expressions]))) j WHERE verdict IS NULL
      """
  }

  /// Edges between owners and what they own. Input: the staged mentions of the roles `owner` and `owned`.
  var insertOwnership: SQL? {
    guard let values = recipe.ownership else { return nil }
    let names = values.map { SQL(text: SQL.quoted($0.column)) }.joined(separator: ", ")
    let expressions = values.map(\.value).joined(separator: ", ")
    func side(_ role: OwnershipRole) -> SQL {
      "(SELECT * FROM \(identifier: Staging.mention) WHERE role = \(fragment: .constant(role.rawValue)))"
    }
    return """
      INSERT INTO ownership (source, "row", owner_name, owner_identity, owned_name, owned_identity, \(fragment: names))
      SELECT \(fragment: .constant(source)), j."row", o.name, o.identity, a.name, a.identity, \(fragment: expressions)
      FROM (\(fragment: judged([expressions]))) j
      JOIN \(fragment: side(.owner)) o ON o."row" = j."row"
      JOIN \(fragment: side(.owned)) a ON a."row" = j."row"
      WHERE verdict IS NULL
      """
  }

  /// Everybody named in accepted rows, one row a part played, into a staging table.
  var stageMentions: SQL? {
    guard !recipe.mentions.isEmpty else { return nil }
    let parts = recipe.mentions.map { mention -> SQL in
      let number: SQL = mention.number.map { "upper(replace(replace(\(fragment: $0), ' ', ''), '-', ''))" } ?? .null
      return """
        SELECT "row", \(fragment: .constant(mention.role)) AS role, \(fragment: mention.name) AS name,
          \(fragment: mention.country) AS country, \(fragment: number) AS number,
          \(fragment: mention.numberKind.map { .constant($0) } ?? .null) AS stated_kind,
          \(fragment: mention.address ?? .null) AS address
        FROM (\(fragment: judged([mention.name, mention.country, number, mention.address ?? .null]))) j WHERE verdict IS NULL
        """
    }
    let separator = SQL.Value.text(String(WordKind.separator)).literal
    let key = dialect.key(
      ["name", "country", "number"].map { "coalesce(\($0), '')" }.joined(separator: " || \(separator) || "))
    // A number made of digits only is told by its length: a tax number of a Russian company has 10, of a person 12.
    let digits = dialect.tryDecimal("number", precision: 18, scale: 0)
    return """
      CREATE TABLE \(identifier: Staging.mention) AS
      SELECT "row", role, \(fragment: SQL(text: key)) AS identity, name, country, number, address,
        CASE WHEN number IS NULL THEN NULL WHEN stated_kind IS NOT NULL THEN stated_kind
          WHEN length(number) = 18 AND country IN ('CHN', 'HKG') THEN 'USCC'
          WHEN \(fragment: SQL(text: digits)) IS NULL THEN 'other'
          WHEN length(number) IN (10, 12) THEN 'INN' WHEN length(number) IN (13, 15) THEN 'OGRN' ELSE 'other'
        END AS number_kind
      FROM (\(fragment: parts.joined(separator: "\nUNION ALL\n"))) m
      WHERE name IS NOT NULL OR number IS NOT NULL
      """
  }

  /// Distinct words of one use.
  func distinctWords(_ use: WordUse, limit: Int) -> SQL {
    let word = RecipeSQL.word(use)
    let column = SQL(text: "c\(use.columns[0])")
    return """
      SELECT DISTINCT \(fragment: word) AS word FROM \(identifier: Staging.rows) r
      WHERE \(fragment: column) IS NOT NULL LIMIT \(limit)
      """
  }

  private static func word(_ use: WordUse) -> SQL {
    if use.columns.count == 1 { return SQL(text: "r.c\(use.columns[0])") }
    let separator = SQL.Value.text(String(WordKind.separator)).literal
    return SQL(text: use.columns.map { "coalesce(r.c\($0), '')" }.joined(separator: " || \(separator) || "))
  }

  // MARK: layers

  /// Cells, those words that are asked for, and the texts of numbers.
  private func joined(_ needed: Set<Int>) -> SQL {
    var columns = [SQL(text: "r.\"row\"")]
    columns += recipe.columns.indices.map { SQL(text: "r.c\($0)") }
    var joins = SQL(text: "")
    for (index, use) in recipe.words.enumerated() where needed.contains(index) {
      let alias = "j\(index)"
      columns.append(
        SQL(
          text: "\(alias).meaning AS w\(index), \(alias).day_from AS w\(index)f, \(alias).day_to AS w\(index)t, "
            + "\(alias).problem AS w\(index)p, \(alias).note AS w\(index)n"))
      joins += """

        LEFT JOIN (SELECT * FROM \(identifier: Staging.words) WHERE field = \(index)) \(fragment: SQL(text: alias))
          ON \(fragment: SQL(text: alias)).word = \(fragment: RecipeSQL.word(use))
        """
    }
    for (index, use) in recipe.numbers.enumerated() {
      columns.append("\(fragment: use.text) AS \(fragment: SQL(text: "t\(index)"))")
    }
    return "SELECT \(fragment: columns.joined(separator: ", "))\nFROM \(identifier: Staging.rows) r\(fragment: joins)"
  }

  private func counted(_ needed: Set<Int>) -> SQL {
    let joined = joined(needed)
    guard !recipe.numbers.isEmpty else { return joined }
    let numbers = recipe.numbers.enumerated().map { index, use in
      SQL(text: "\(use.number("t\(index)", dialect: dialect)) AS n\(index)")
    }
    return "SELECT t.*, \(fragment: numbers.joined(separator: ", "))\nFROM (\(fragment: joined)) t"
  }

  /// Staged rows with their verdict, and the words that it or the given expressions speak of: a join for each word
  /// costs more than all the rest.
  private func judged(_ expressions: [SQL]) -> SQL {
    var cases: [SQL] = []
    for (index, rule) in exclusions.enumerated() {
      cases.append(
        "WHEN \(fragment: rule.sql("c\(exclusionColumns[index])")) THEN \(fragment: SQL(text: "'x\(index)'"))")
    }
    for (index, check) in recipe.checks.enumerated() {
      if index == recipe.valueChecks, let lacksValue = recipe.lacksValue {
        cases.append("WHEN \(fragment: lacksValue) THEN 'x'")
      }
      cases.append("WHEN \(fragment: check.fails) THEN \(fragment: SQL(text: "'r\(index)'"))")
    }
    if recipe.valueChecks == recipe.checks.count, let lacksValue = recipe.lacksValue {
      cases.append("WHEN \(fragment: lacksValue) THEN 'x'")
    }
    let verdict: SQL = cases.isEmpty ? .null : "CASE \(fragment: cases.joined(separator: " ")) END"
    let needed = Set((expressions + [verdict]).flatMap { RecipeSQL.words(in: $0.text) })
    return "SELECT n.*, \(fragment: verdict) AS verdict\nFROM (\(fragment: counted(needed))) n"
  }

  /// Numbers of the words that a fragment speaks of: `w3`, `w3f` ….
  private static func words(in text: String) -> [Int] {
    text.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.compactMap { token in
      guard token.first == "w" else { return nil }
      let digits = token.dropFirst().prefix { $0.isNumber }
      return token.count - digits.count <= 2 ? Int(digits) : nil
    }
  }
}

extension NumberUse {
  /// The text of the number, NULL where there is none.
  fileprivate var text: SQL {
    let cell = SQL(text: "r.c\(column)")
    let isOver: SQL = "lower(substr(\(fragment: cell), 1, 5)) = 'over '"
    switch part {
    case .all: break
    case .exact: return "CASE WHEN \(fragment: isOver) THEN NULL ELSE \(fragment: cell) END"
    case .over: return "CASE WHEN \(fragment: isOver) THEN substr(\(fragment: cell), 6) END"
    }
    return form.empty.isEmpty
      ? cell : "CASE WHEN \(fragment: cell) IN (\(list: form.empty)) THEN NULL ELSE \(fragment: cell) END"
  }

  /// The number itself, scaled, in DECIMAL(18,3); NULL when the text is none or too large.
  fileprivate func number(_ text: String, dialect: any Dialect) -> String {
    var plain = text
    for space in [" ", "\u{A0}", "\u{202F}"] { plain = "replace(\(plain), '\(space)', '')" }
    let point = form.decimal == "," ? "," : "."
    let other = form.decimal == "," ? "." : ","
    if form.thousands == Character(other) {
      plain = "replace(\(plain), '\(other)', '')"
    } else {
      // A point among decimal commas, or the reverse, would silently change the number a thousandfold.
      plain = "CASE WHEN \(plain) LIKE '%\(other)%' THEN NULL ELSE \(plain) END"
    }
    if form.thousands == "'" { plain = "replace(\(plain), '''', '')" }
    if point == "," { plain = "replace(\(plain), ',', '.')" }
    if form.scale == 1 {
      let first = dialect.tryDecimal(text, precision: 18, scale: 3)
      let second = dialect.tryDecimal(plain, precision: 18, scale: 3)
      // Most numbers are plain: only the others pay for the cleaning.
      return point == "." ? "coalesce(\(first), \(second))" : second
    }
    let exact = dialect.tryDecimal(plain, precision: 38, scale: 15)
    return dialect.tryDecimal("CAST(\(exact) AS DOUBLE) * \(form.scale)", precision: 18, scale: 3)
  }
}

/// Tables that hold a source while it is being taken in.
enum Staging {
  static let rows = "raw_row"
  static let words = "raw_word"
  static let mention = "raw_mention"
  static let rejection = "raw_rejection"
  static let dates = "raw_listing_dates"
  static let lists = ["listing", "listing_name", "listing_number", "listing_address", "listing_stated"]
  static func list(_ table: String) -> String { "raw_\(table)" }

  static var all: [String] { [rows, words, mention, rejection, dates] + lists.map(list) }
}
