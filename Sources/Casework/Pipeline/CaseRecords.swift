// SPDX-License-Identifier: Apache-2.0

package import Trade
package import Warehouse

/// Reads the rows and goods of a prepared case for publication.
package struct CaseRecords: Sendable {
  let engine: any Engine

  package init(engine: any Engine) { self.engine = engine }

  /// Columns of ``rows(for:)``.
  package static let columns = [
    "source", "row", "grade", "number", "from", "to", "applicant", "declarant", "consignee", "consignor", "manufacturer",
    "brand", "reporter", "flow", "origin", "dispatch", "destination", "goods_code", "hs_edition", "description", "value",
    "currency", "weight_kg", "quantity", "quantity_low", "quantity_unit", "note", "status", "model", "basis",
    "value_low", "value_high", "quantity_note", "indicator",
  ]

  /// What stands at these addresses, in their order, with one cell a column; nil = not disclosed. A source row that gave
  /// several records comes as several rows; an entry of a register or a list comes with its name as description.
  package func rows(for addresses: [RecordAddress]) async throws -> [(address: RecordAddress, cells: [String?])] {
    let wanted = Set(addresses)
    var found: [(address: RecordAddress, cells: [String?])] = []
    for source in Set(wanted.map(\.source)).sorted() {
      // Row numbers are our own integers, so they may stand in the text; a bound list of a thousand would not do.
      let numbers = Set(wanted.filter { $0.source == source }.map(\.row)).sorted()
      // The range besides the list lets the engine pass over the parts of a large table that hold none of them.
      let rows = SQL(
        text: "BETWEEN \(numbers.first ?? 0) AND \(numbers.last ?? 0) AND \"row\" IN (\(numbers.map(String.init).joined(separator: ", ")))")
      // As a literal, properly quoted: bound, the engine plans these long lists twice, which takes twenty times as long.
      let name = SQL(text: SQL.Value.text(source).literal)
      for query in [Self.records(name, rows), Self.companies(name, rows), Self.listings(name, rows)] {
        let table = try await engine.table(query)
        let (hashes, numbers) = (try table.texts("sha256"), try table.texts("row"))
        // A register or list has few of the columns.
        let cells = try Self.columns.map { table.names.contains($0) ? try table.texts($0) : nil }
        for index in 0..<table.count {
          let address = RecordAddress(
            source: source, sha256: hashes[index] ?? "", row: numbers[index].flatMap { Int($0) } ?? 0)
          found.append((address, cells.map { $0.flatMap { $0[index] }.map(Self.trimmed) }))
        }
      }
    }
    return found
  }

  private static func companies(_ source: SQL, _ rows: SQL) -> SQL {
    """
    SELECT s.sha256, c.source, CAST(c."row" AS VARCHAR) AS "row", coalesce(c.inn, c.ogrn, c.uscc, c.number) AS number,
      CAST(c.registered_from AS VARCHAR) AS "from", CAST(c.registered_by AS VARCHAR) AS "to",
      c.country AS origin, c.name AS description, c.activity AS note
    FROM company c JOIN source s USING (source)
    WHERE c.source = \(fragment: source) AND "row" \(fragment: rows) ORDER BY c."row"
    """
  }

  private static func listings(_ source: SQL, _ rows: SQL) -> SQL {
    """
    SELECT s.sha256, l.source, CAST(l."row" AS VARCHAR) AS "row", l.entry AS number,
      CAST(l.listed_from AS VARCHAR) AS "from", CAST(l.listed_by AS VARCHAR) AS "to", l.country AS origin,
      l.name AS description, l.program AS note, l.list AS status
    FROM listing l JOIN source s USING (source)
    WHERE l.source = \(fragment: source) AND "row" \(fragment: rows) ORDER BY l."row", l.entry
    """
  }

  private static func records(_ source: SQL, _ rows: SQL) -> SQL {
    """
    WITH wanted AS (
      SELECT * FROM record WHERE source = \(fragment: source) AND "row" \(fragment: rows)
    ),
    named AS (
      SELECT m."row", m.role, string_agg(DISTINCT i.name, '; ' ORDER BY i.name) AS names
      FROM (SELECT * FROM mention WHERE source = \(fragment: source) AND "row" \(fragment: rows)) m JOIN identity i USING (identity)
      GROUP BY m."row", m.role
    ),
    roles AS (
      SELECT "row", max(names) FILTER (WHERE role = 'applicant') AS applicant,
        max(names) FILTER (WHERE role = 'declarant') AS declarant,
        max(names) FILTER (WHERE role = 'consignee') AS consignee,
        max(names) FILTER (WHERE role = 'consignor') AS consignor,
        max(names) FILTER (WHERE role = 'manufacturer') AS manufacturer
      FROM named GROUP BY "row"
    )
    SELECT s.sha256, r.source, CAST(r."row" AS VARCHAR) AS "row", r.grade, r.number,
      CAST(r.period_from AS VARCHAR) AS "from", CAST(r.period_to AS VARCHAR) AS "to", n.applicant, n.declarant,
      n.consignee, n.consignor, n.manufacturer, r.brand, r.reporter, r.flow, r.origin, r.dispatch, r.destination,
      r.goods_code, r.hs_edition, r.description, CAST(r.value AS VARCHAR) AS value, r.currency,
      CAST(r.weight_kg AS VARCHAR) AS weight_kg, CAST(r.quantity AS VARCHAR) AS quantity,
      CAST(r.quantity_low AS VARCHAR) AS quantity_low, r.quantity_unit, r.note, r.status, r.model, r.basis,
      CAST(r.value_low AS VARCHAR) AS value_low, CAST(r.value_high AS VARCHAR) AS value_high, r.quantity_note, r.indicator
    FROM wanted r JOIN source s ON s.source = r.source LEFT JOIN roles n ON n."row" = r."row"
    ORDER BY r."row", r.part
    """
  }

  /// "12.000" → "12": a decimal's scale is the warehouse's, not the source's.
  private static func trimmed(_ text: String) -> String {
    guard text.contains("."), text.hasSuffix("0"), text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }),
      text.split(separator: ".", omittingEmptySubsequences: false).last?.count == 3
    else { return text }
    let cut = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(cut.reversed())
  }
}
