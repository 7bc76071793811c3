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
    let exact = builder.number(quantity, part: .exact)
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
    builder.mention(
      MentionShape(
        role: PartyRole.applicant.rawValue, name: builder.column("applicant", collapse: true).sql,
        country: .constant(destination), number: builder.column("applicant_inn").sql,
        address: builder.column("applicant_place", collapse: true).sql))
    builder.mention(
      MentionShape(
        role: PartyRole.manufacturer.rawValue, name: builder.column("manufacturer", collapse: true).sql, country: origin))
    builder.mention(
      MentionShape(
        role: PartyRole.consignor.rawValue, name: builder.column("supplier", collapse: true).sql, country: dispatch))
    builder.mention(MentionShape(role: PartyRole.brand.rawValue, name: brand, country: .null))
    builder.carries([
      "number", "period_from", "period_to", "origin", "dispatch", "destination", "description", "brand", "quantity",
    ])
    return .rows(builder.finished())
  }
}
