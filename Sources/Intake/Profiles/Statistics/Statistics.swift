// SPDX-License-Identifier: Apache-2.0

package import Trade
import Documents
import Warehouse

/// Tables of official trade statistics: one row a flow, period and goods, or several records a row by `series`.
package struct Statistics: Profile {
  package let id = "statistics"
  package let title = "A table of trade statistics, with its columns mapped"
  package let version = 1
  package let grade: EvidenceGrade? = .statistic
  package let takesMapping = true
  package let options = [
    SourceOption(
      name: "grade", kind: .oneOf([EvidenceGrade.statistic, .statement].map(\.rawValue)),
      about: "statement for numbers that somebody only says, such as an estimate; statistic unless said.")
  ]

  package init() {}

  static let fields: [String: [String]] = [
    "period": ["column", "is", "format", "span", "year", "month", "from", "to"],
    "reporter": MappingFields.country, "partner": MappingFields.country,
    "flow": ["column", "is", "words"], "goods": ["column", "is", "optional"],
    "edition": ["by-year", "column", "is", "words", "optional"],
    "value": MappingFields.number + ["currency", "basis"],
    "value-low": MappingFields.number, "value-high": MappingFields.number, "weight": MappingFields.number + ["unit"],
    "quantity": MappingFields.number + ["unit"], "indicator": ["column", "is", "words", "optional"],
    "description": ["column", "is", "optional"], "note": ["column", "is", "optional"],
    "totals": ["partner", "goods", "transport"],
  ]

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let mapping = try settings.fields(allowed: Statistics.fields)
    let inSeries = Statistics.fields.filter { $0.key != "totals" }
    let series = try settings.allSeries().map {
      try MappingFields($0, of: "an entry of 'series'", allowed: inSeries)
    }
    var builder = RecipeBuilder()
    var carried: Set<String> = ["period_from", "period_to"]
    var amounts: [SQL] = []
    for (part, fields) in (series.isEmpty ? [mapping] : series.map(mapping.overridden)).enumerated() {
      let before = builder.recipe.numbers.count
      let (values, amount) = try record(fields, &builder, &carried)
      amounts.append(amount)
      // Numbers are handed out anew to each entry that names other columns.
      let needs = builder.recipe.numbers[before...].map(\.column).filter { builder.recipe.columns[$0].isOptional }
      builder.record(values, part: part, isPresent: series.isEmpty ? nil : amount, needs: series.isEmpty ? [] : needs)
    }
    if !series.isEmpty {
      let any = amounts.map { "(\(fragment: $0))" as SQL }.joined(separator: " OR ")
      builder.lacksValue("NOT (\(fragment: any))")
    }
    builder.carries(Array(carried))
    return .rows(builder.finished())
  }

  /// The columns of one record, and the condition that it states any amount.
  private func record(
    _ fields: MappingFields, _ builder: inout RecipeBuilder, _ carried: inout Set<String>
  ) throws -> (values: [(column: String, value: SQL)], amount: SQL) {
    let period = try builder.period(try fields.required("period"))
    // Numbers that are stated as such, such as an estimate, need not be about a flow between two countries.
    let reporter = try fields["reporter"].map { try builder.country($0, isRequired: true) } ?? .null
    let partner = try fields["partner"].map { try builder.country($0, isRequired: true) } ?? .null
    let flow = try fields["flow"].map { try builder.flow($0) } ?? .null
    let goods = try fields["goods"].map { try builder.goods($0, isRequired: true) } ?? .null
    if let stray = fields["partner"], fields["flow"] == nil {
      throw stray.missing("a field 'flow' beside it: export, import or two-way")
    }
    // The importing side of an import is the reporter; of a two-way flow the reporter stands on the exporting side.
    let isImport: SQL = "(\(fragment: flow)) = 'import'"
    var values: [(column: String, value: SQL)] = [
      ("period_from", period.from), ("period_to", period.to), ("span", period.span), ("reporter", reporter),
      ("flow", flow),
      ("origin", "CASE WHEN \(fragment: isImport) THEN \(fragment: partner) ELSE \(fragment: reporter) END"),
      ("destination", "CASE WHEN \(fragment: isImport) THEN \(fragment: reporter) ELSE \(fragment: partner) END"),
      ("goods_code", goods), ("hs_edition", try builder.edition(fields["edition"], from: period.from)),
      (
        "indicator",
        try fields["indicator"].map { try builder.mapped($0, isRequired: true) { .renamed(try $0.words()) } }
          ?? .constant("trade")
      ),
      ("description", try builder.text(fields["description"])), ("note", try builder.text(fields["note"])),
    ]
    let columns = [
      "edition": ["hs_edition"], "goods": ["goods_code"], "flow": ["flow", "origin", "destination"],
      "reporter": ["reporter"], "description": ["description"], "note": ["note"],
    ]
    for (name, columns) in columns where fields[name] != nil { carried.formUnion(columns) }
    var amounts: [SQL] = []
    try builder.amounts(fields, &values, &amounts, &carried)
    guard !amounts.isEmpty else {
      throw fields.node.error(.missingKey, "The mapping needs at least one of 'value', 'weight' and 'quantity'.")
    }
    try totals(
      fields["totals"], partner: fields["partner"] == nil ? nil : partner, goods: fields["goods"] == nil ? nil : goods,
      &builder, &values)
    let stated = amounts.map { "\(fragment: $0) IS NOT NULL" as SQL }.joined(separator: " OR ")
    return (values, "(\(fragment: stated))")
  }

  private func totals(
    _ field: MappingField?, partner: SQL?, goods: SQL?, _ builder: inout RecipeBuilder,
    _ values: inout [(column: String, value: SQL)]
  ) throws {
    let partners = try field?["partner"]?.oneOrMany().map { try $0.text() } ?? ["WLD"]
    let codes = try field?["goods"]?.oneOrMany().map { try $0.text() } ?? ["TOTAL"]
    if let partner { values.append(("partner_total", "coalesce(\(fragment: partner) IN (\(list: partners)), FALSE)")) }
    if let goods { values.append(("goods_total", "coalesce(\(fragment: goods) IN (\(list: codes)), FALSE)")) }
    guard let node = field?["transport"] else { return }
    let keys = try node.mapping(of: "the totals over modes of transport", keys: ["column", "is"])
    let name = try keys.required("column")
    let words = try keys.required("is").oneOrMany().map { try $0.text() }
    let column = try builder.column(name, isOptional: true)
    values.append(("transport_total", "coalesce(\(fragment: column.sql) IN (\(list: words)), FALSE)"))
  }
}

extension RecipeBuilder {
  /// `export`, `import` or `two-way`, as publishers write them.
  static let flows = [
    "export": "export", "exports": "export", "x": "export", "import": "import", "imports": "import", "m": "import",
    "two-way": "two-way",
  ]

  mutating func flow(_ field: MappingField) throws -> SQL {
    try mapped(field, isRequired: true) { field in
      let words = try field.words()
      let known = ["export", "import", "two-way"]
      for (word, flow) in words where !known.contains(flow) {
        throw field.node.error(
          .badValue, "'\(flow)', given for '\(word)', is no flow; known: \(known.joined(separator: ", ")).")
      }
      return .choice(RecipeBuilder.flows.merging(words) { _, new in new }, what: "flow")
    }
  }

  mutating func goods(_ field: MappingField, isRequired: Bool) throws -> SQL {
    try mapped(field, isRequired: isRequired, isTolerant: !isRequired) { _ in .goods }
  }

  /// Value, weight and quantity, as far as mapped.
  mutating func amounts(
    _ fields: MappingFields, _ values: inout [(column: String, value: SQL)], _ amounts: inout [SQL],
    _ carried: inout Set<String>
  ) throws {
    if let field = fields["value"], field["column"] != nil {
      guard let currency = field["currency"] else { throw field.missing("'currency'") }
      let amount = try amount(field).number
      values += [
        ("value", amount), ("currency", try label(currency, "currency")), ("basis", try label(field["basis"], "basis")),
      ]
      amounts.append(amount)
      carried.insert("value")
      if let node = field["column"] { carries("value", from: try column(node)) }
      for (name, column) in [("value-low", "value_low"), ("value-high", "value_high")] {
        guard let field = fields[name] else { continue }
        let bound = try self.amount(field, factor: 1).number
        values.append((column, bound))
        amounts.append(bound)
      }
    }
    if let field = fields["weight"], field["column"] != nil {
      let unit = try field["unit"]?.choice(WeightUnit.self) ?? .kg
      let amount = try amount(field, factor: unit.kilograms).number
      values.append(("weight_kg", amount))
      amounts.append(amount)
      carried.insert("weight_kg")
      if let node = field["column"] { carries("weight_kg", from: try column(node)) }
    }
    if let field = fields["quantity"], field["column"] != nil {
      let (amount, unit) = try quantity(field)
      values += [("quantity", amount), ("quantity_unit", unit)]
      amounts.append(amount)
      carried.insert("quantity")
      if let node = field["column"] { carries("quantity", from: try column(node)) }
    }
  }
}
