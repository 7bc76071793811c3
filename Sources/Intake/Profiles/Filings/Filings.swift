// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Filings for conformity in a format of this project, for those that are known from reports or typed off.
package struct Filings: Profile {
  package let id = "filings"
  package let title = "Filings for conformity in a small format of this project"
  package let version = 1
  package let grade: EvidenceGrade? = .filing
  package let options = [
    SourceOption(name: "destination", kind: .country, about: "Where the goods are to be sold; RUS unless said.")
  ]

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let destination = settings.options["destination"] ?? "RUS"
    var builder = RecipeBuilder()
    let filed = builder.column("filed")
    builder.require(filed)
    let period = builder.word(.period(format: nil, asMonth: false), [filed])
    let origin = builder.tolerantCountry(builder.column("manufacturer_country", collapse: true))
    let dispatch = builder.tolerantCountry(builder.column("supplier_country", collapse: true))
    let quantity = builder.column("quantity")
    let exact = builder.number(quantity, part: .exact, label: "quantity")
    let low = builder.number(quantity, part: .over)
    let brand = builder.column("brand", collapse: true).sql
    let kind = builder.column("kind", collapse: true).sql
    let note = builder.column("note", collapse: true).sql
    builder.record([
      ("number", builder.column("number", collapse: true).sql), ("period_from", period.from), ("period_to", period.to),
      ("span", period.value), ("indicator", .constant("trade")), ("origin", origin), ("dispatch", dispatch),
      ("destination", .constant(destination)), ("description", builder.column("product", collapse: true).sql),
      ("brand", brand), ("quantity", exact.sql), ("quantity_low", low.sql),
      ("quantity_unit", builder.column("unit", collapse: true).sql), ("quantity_note", quantity.sql),
      (
        "note",
        "CASE WHEN \(fragment: kind) IS NULL THEN \(fragment: note) WHEN \(fragment: note) IS NULL "
          + "THEN \(fragment: kind) ELSE \(fragment: kind) || '; ' || \(fragment: note) END"
      ),
    ])
    let place = builder.column("applicant_place", collapse: true).sql
    let number = builder.column("applicant_inn").sql
    builder.names(
      "applicant", role: .applicant, country: .constant(destination), number: number, address: place)
    builder.names("manufacturer", role: .manufacturer, country: origin)
    builder.names("supplier", role: .consignor, country: dispatch)
    builder.names("brand", role: .brand, country: .null)
    builder.carries([
      "number", "period_from", "period_to", "origin", "dispatch", "destination", "description", "brand", "quantity",
    ])
    return .rows(builder.finished())
  }
}

extension RecipeBuilder {
  /// A cell may name up to this many parties, divided by semicolons.
  private static let mostNames = 4

  fileprivate mutating func names(
    _ column: String, role: PartyRole, country: SQL, number: SQL? = nil, address: SQL? = nil
  ) {
    let named = self.column(column, collapse: true)
    mayBeUndisclosed(named, as: column)
    let cell = named.sql
    check(
      "names", column, "length(\(fragment: cell)) - length(replace(\(fragment: cell), ';', '')) >= \(Self.mostNames)",
      "The cell names more than \(Self.mostNames) parties; divide the row into several.")
    for place in 1...Self.mostNames {
      let part = SQL(text: String(place))
      mention(
        MentionShape(
          role: role.rawValue, name: "nullif(trim(split_part(\(fragment: cell), ';', \(fragment: part))), '')",
          country: country, number: place == 1 ? number : nil, address: place == 1 ? address : nil))
    }
  }
}
