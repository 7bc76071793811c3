// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Declarations of conformity of Russia's accreditation registry (Rosaccreditation, FSA), as extracted from it.
///
/// The buyer stands in `applicant`. `creator_inn` and `creator_ogrn` are of whoever entered the declaration, often an
/// intermediary: they make a party of their own, without a name, and are never the applicant's numbers. The extract has
/// no quantities; whether a series, a batch or a single piece is declared is kept as the words on quantity.
package struct FSADeclarations: Profile {
  package let id = "fsa-declarations"
  package let title = "Declarations of conformity from Russia's accreditation registry (FSA)"
  package let version = 1
  package let grade: EvidenceGrade? = .filing
  package let options = [
    SourceOption(name: "destination", kind: .country, about: "Where the goods are to be sold; RUS unless said.")
  ]

  package init() {}

  /// What the extract puts in place of natural persons.
  private static let withheld = "(withheld)"

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let destination = settings.options["destination"] ?? "RUS"
    var builder = RecipeBuilder()
    let number = builder.column("number", collapse: true)
    builder.require(number)
    let filed = builder.column("reg_date")
    builder.require(filed)
    let day = builder.word(.period(format: PeriodFormat("YYYY-MM-DD"), asMonth: false), [filed])
    // The code stands in the number of every declaration, the name only in the long form.
    let code = builder.tolerantCountry(builder.column("origin_code"), .country(.iso2, extra: [:]))
    let name = builder.tolerantCountry(builder.column("product_origin", collapse: true), .country(.name, extra: [:]))
    let origin: SQL = "coalesce(\(fragment: code), \(fragment: name))"
    let object = builder.column("object_type", collapse: true).sql
    let model = builder.column("model", collapse: true).sql
    let article = builder.column("article", collapse: true).sql
    builder.record([
      ("number", number.sql), ("period_from", day.from), ("period_to", day.to), ("span", day.value),
      ("indicator", .constant("trade")), ("origin", origin), ("destination", .constant(destination)),
      ("description", builder.column("product", collapse: true).sql),
      ("brand", builder.column("trademark", collapse: true).sql),
      (
        "model",
        "CASE WHEN \(fragment: model) IS NULL THEN \(fragment: article) WHEN \(fragment: article) IS NULL "
          + "THEN \(fragment: model) ELSE \(fragment: model) || '; ' || \(fragment: article) END"
      ),
      ("goods_group", builder.column("group", collapse: true).sql), ("quantity_note", object),
      ("note", builder.column("applicant_role", collapse: true).sql),
    ])

    for name in ["applicant", "manufacturer", "trademark", "model", "article"] {
      builder.mayBeUndisclosed(builder.column(name, collapse: true), as: name)
    }
    let applicant = builder.column("applicant", collapse: true).sql
    let maker = builder.column("manufacturer", collapse: true).sql
    let makerKind = builder.column("manufacturer_kind", collapse: true).sql
    builder.mention(
      MentionShape(
        role: PartyRole.applicant.rawValue, name: "nullif(\(fragment: applicant), \(FSADeclarations.withheld))",
        country: .constant("RUS")))
    builder.mention(
      MentionShape(
        role: PartyRole.manufacturer.rawValue, name: "nullif(\(fragment: maker), \(FSADeclarations.withheld))",
        country: "CASE WHEN \(fragment: makerKind) IN ('Юридическое лицо', 'Индивидуальный предприниматель') "
          + "THEN 'RUS' ELSE \(fragment: origin) END"))
    // The creator's INN makes the identity; its OGRN says the same, and is used where the INN is missing.
    builder.mention(
      MentionShape(
        role: PartyRole.creator.rawValue, name: .null, country: .constant("RUS"),
        number:
          "coalesce(\(fragment: builder.column("creator_inn").sql), \(fragment: builder.column("creator_ogrn").sql))"
      ))
    builder.carries([
      "number", "period_from", "period_to", "origin", "destination", "description", "brand", "model", "goods_group",
    ])
    return .rows(builder.finished())
  }
}
