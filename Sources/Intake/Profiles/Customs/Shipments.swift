// SPDX-License-Identifier: Apache-2.0

package import Trade
import Documents
import Warehouse

/// Customs rows: one row a line of a cleared declaration, with its columns mapped.
package struct Shipments: Profile {
  package let id = "shipments"
  package let title = "Customs rows of single shipments, with their columns mapped"
  package let version = 1
  package let grade: EvidenceGrade? = .customs
  package let takesMapping = true

  package init() {}

  static let roles: [PartyRole] = [
    .applicant, .creator, .declarant, .consignor, .consignee, .manufacturer, .brand,
  ]
  static let texts = ["quantity-note", "number", "status", "description", "brand-name", "model", "group", "note"]

  static let fields: [String: [String]] = {
    var fields: [String: [String]] = [
      "date": ["column", "is", "format", "span", "year", "month", "from", "to"],
      "flow": ["column", "is", "words", "optional"], "goods": ["column", "is", "optional"],
      "edition": ["by-year", "column", "is", "words", "optional"],
      "quantity-note": ["column", "is", "optional"], "reporter": MappingFields.country, "origin": MappingFields.country,
      "dispatch": MappingFields.country,
      "destination": MappingFields.country,
      "value": MappingFields.number + ["currency", "basis"], "weight": MappingFields.number + ["unit"],
      "quantity": MappingFields.number + ["unit"],
    ]
    for role in roles { fields[role.rawValue] = ["column", "country", "number", "number-kind", "address", "optional"] }
    for text in texts { fields[text] = ["column", "is", "optional"] }
    return fields
  }()

  private static let columns = [
    "quantity-note": "quantity_note", "number": "number", "status": "status", "description": "description",
    "brand-name": "brand", "model": "model",
    "group": "goods_group", "note": "note",
  ]

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    if let entry = try settings.allSeries().first {
      throw entry.error(.unknownKey, "The profile \(id) takes no 'series': a row is one shipment.")
    }
    let fields = try settings.fields(allowed: Shipments.fields)
    var builder = RecipeBuilder()
    let period = try builder.period(try fields.required("date"))
    var carried: Set<String> = ["period_from", "period_to"]
    var values: [(column: String, value: SQL)] = [
      ("period_from", period.from), ("period_to", period.to), ("span", period.span), ("indicator", .constant("trade")),
      ("hs_edition", try builder.edition(fields["edition"], from: period.from)),
    ]
    for name in ["reporter", "origin", "dispatch", "destination"] {
      guard let field = fields[name] else { continue }
      values.append((name, try builder.country(field, isRequired: false)))
      carried.insert(name)
    }
    if let field = fields["flow"] {
      values.append(("flow", try builder.flow(field)))
      carried.insert("flow")
    }
    if let field = fields["goods"] {
      values.append(("goods_code", try builder.goods(field, isRequired: false)))
      carried.insert("goods_code")
    }
    for name in Shipments.texts {
      guard let field = fields[name], let column = Shipments.columns[name] else { continue }
      values.append((column, try builder.text(field)))
      if ["number", "brand-name", "model"].contains(name), let node = field["column"] {
        builder.mayBeUndisclosed(try builder.column(node), as: name)
      }
      carried.insert(column)
    }
    var amounts: [SQL] = []
    try builder.amounts(fields, &values, &amounts, &carried)
    for role in Shipments.roles {
      guard let field = fields[role.rawValue] else { continue }
      try mention(role, field, &builder)
    }
    builder.record(values)
    builder.carries(Array(carried))
    return .rows(builder.finished())
  }

  private func mention(_ role: PartyRole, _ field: MappingField, _ builder: inout RecipeBuilder) throws {
    guard let node = field["column"] else { throw field.missing("'column', that of the name") }
    var country = SQL.null
    if let node = field["country"] {
      country =
        node.isMapping
        ? try builder.country(MappingField("country", node, keys: MappingFields.country), isRequired: false)
        : try builder.country(MappingField("country", literal: node), isRequired: false)
    }
    func cell(_ key: String) throws -> SQL? {
      guard let node = field[key] else { return nil }
      let name = try node.mapping(of: "the \(key) of a party", keys: ["column"]).required("column")
      let column = try builder.column(name, collapse: true, isOptional: try field.isOptional())
      if key == "number" { builder.mayBeUndisclosed(column, as: "number of the \(role.rawValue)") }
      return column.sql
    }
    let name = try builder.column(node, collapse: true, isOptional: try field.isOptional())
    builder.mayBeUndisclosed(name, as: role.rawValue)
    builder.mention(
      MentionShape(
        role: role.rawValue, name: name.sql, country: country,
        number: try cell("number"), numberKind: try field["number-kind"]?.text(), address: try cell("address")))
  }
}
