// SPDX-License-Identifier: Apache-2.0

import Warehouse

extension RecipeSQL {
  /// Everybody named in a row, once for each way of naming, into a staging table: `id` is the number that a row holds,
  /// or follows from.
  var stageIdentities: SQL? {
    guard !recipe.mentions.isEmpty else { return nil }
    let parts = recipe.mentions.enumerated().map { index, mention -> SQL in
      let number: SQL = mention.number.map { "upper(replace(replace(\(fragment: $0), ' ', ''), '-', ''))" } ?? .null
      return """
        SELECT id, \(fragment: mention.name) AS name, \(fragment: mention.country) AS country,
          \(fragment: number) AS number, \(fragment: mention.numberKind.map { .constant($0) } ?? .null) AS stated_kind,
          \(fragment: mention.address ?? .null) AS address
        FROM (\(fragment: named(index, [mention.name, mention.country, number, mention.address ?? .null]))) t
        """
    }
    let separator = SQL.Value.text(String(WordKind.separator)).literal
    let key = dialect.key(
      ["name", "country", "number"].map { "coalesce(\($0), '')" }.joined(separator: " || \(separator) || "))
    // A number made of digits only is told by its length: a tax number of a Russian company has 10, of a person 12.
    let digits = dialect.tryDecimal("number", precision: 18, scale: 0)
    return """
      CREATE TABLE \(identifier: Staging.identity) AS
      SELECT id, \(fragment: SQL(text: key)) AS identity, name, country, number, address,
        CASE WHEN number IS NULL THEN NULL WHEN stated_kind IS NOT NULL THEN stated_kind
          WHEN length(number) = 18 AND country IN ('CHN', 'HKG') THEN 'USCC'
          WHEN \(fragment: SQL(text: digits)) IS NULL THEN 'other'
          WHEN length(number) IN (10, 12) THEN 'INN' WHEN length(number) IN (13, 15) THEN 'OGRN' ELSE 'other'
        END AS number_kind
      FROM (\(fragment: parts.joined(separator: "\nUNION ALL\n"))) m
      WHERE name IS NOT NULL OR number IS NOT NULL
      """
  }

  /// Who is named in rows that are not accepted, and in no other.
  var stageUnnamed: SQL? {
    guard !recipe.mentions.isEmpty else { return nil }
    // Few rows are refused: who is named in them is looked up among the rows, not the other way round; and only what is found
    // is held against them. Written with IN and NOT EXISTS, an engine goes through copies of all rows.
    let parts = recipe.mentions.indices.map { index -> SQL in
      let named: SQL = """
        SELECT DISTINCT \(fragment: SQL(text: "m\(index)")) AS id FROM \(identifier: Staging.refused)
        WHERE \(fragment: SQL(text: "m\(index)")) IS NOT NULL
        """
      return """
        \(fragment: named)
        EXCEPT
        SELECT q.id FROM (
          SELECT r."row", s.id FROM \(identifier: Staging.rows) r
          JOIN (\(fragment: named)) s ON s.id = \(fragment: number(ofMention: index))
        ) q
        LEFT JOIN \(identifier: Staging.refused) f ON f."row" = q."row" WHERE f."row" IS NULL
        """
    }
    return """
      CREATE TABLE \(identifier: Staging.unnamed) AS
      \(fragment: parts.map { "SELECT id FROM (\(fragment: $0)) m" }.joined(separator: "\nUNION ALL\n"))
      """
  }

  /// One statement a mention: the part that somebody plays in each accepted row. Who owns whom is no part played in a
  /// record.
  var insertMentions: [SQL] {
    guard recipe.ownership == nil else { return [] }
    return recipe.mentions.enumerated().map { index, mention in
      """
      INSERT INTO mention (source, "row", role, identity)
      SELECT \(fragment: .constant(source)), r."row", \(fragment: .constant(mention.role)), i.identity
      FROM \(identifier: Staging.rows) r
      JOIN \(identifier: Staging.identity) i ON i.id = \(fragment: number(ofMention: index))
      WHERE \(fragment: RecipeSQL.isAccepted)
      """
    }
  }

  var insertIdentities: SQL? {
    guard !recipe.mentions.isEmpty else { return nil }
    return """
      INSERT INTO source_identity (source, identity, name, country, number_kind, number, address)
      SELECT \(fragment: .constant(source)), identity, min(name), min(country), min(number_kind), min(number), min(address)
      FROM \(identifier: Staging.identity) i
      WHERE NOT EXISTS (SELECT 1 FROM \(identifier: Staging.unnamed) u WHERE u.id = i.id)
      GROUP BY identity
      """
  }

  static let isAccepted: SQL =
    "NOT EXISTS (SELECT 1 FROM \(identifier: Staging.refused) f WHERE f.\"row\" = r.\"row\")"
}
