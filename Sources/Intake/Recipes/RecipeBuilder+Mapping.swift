// SPDX-License-Identifier: Apache-2.0

import Documents
import Trade
import Warehouse

/// Fields of a mapping as fragments of SQL.
extension RecipeBuilder {
  /// First and last day, and the edition of the Harmonised System in force at the beginning.
  struct PeriodParts {
    var from: SQL
    var to: SQL
    var span: SQL
  }

  /// - Parameter isTolerant: leave a word that can't be read NULL, with a note, instead of rejecting the row.
  mutating func mapped(
    _ field: MappingField, isRequired: Bool, isTolerant: Bool = false, kind: (MappingField) throws -> WordKind
  ) throws -> SQL {
    if let node = field["is"] {
      if field["column"] != nil { throw node.error(.badValue, "A field has either a column or a constant, not both.") }
      let word = try node.text()
      let meaning = try kind(field).meaning(of: word)
      if let problem = meaning.problem { throw node.error(.badValue, problem) }
      return meaning.value.map { .constant($0) } ?? .null
    }
    guard let node = field["column"] else { throw field.missing("'column' or 'is'") }
    let column = try self.column(node, collapse: true, isOptional: try field.isOptional())
    if isRequired, try !field.isOptional() { require(column) }
    return word(try kind(field), [column], isTolerant: isTolerant).value
  }

  /// A country; where it is not required, a word that is not known leaves it NULL, with a note.
  mutating func country(_ field: MappingField, isRequired: Bool) throws -> SQL {
    let kind: (MappingField) throws -> WordKind = { field in
      let codes = try field["codes"]?.choice(CountryCodes.self) ?? .any
      let extra = try field.words()
      for (word, code) in extra where CountryWords.code(code, .iso3) != code {
        throw field.node.error(
          .badValue, "'\(code)', given for '\(word)', is no country code; write ISO alpha-3, WLD or EU27.")
      }
      return .country(codes, extra: extra)
    }
    return try mapped(field, isRequired: isRequired, isTolerant: !isRequired, kind: kind)
  }

  /// A country that a record can do without.
  mutating func tolerantCountry(_ column: Column, _ kind: WordKind = .country(.any, extra: [:])) -> SQL {
    word(kind, [column], isTolerant: true).value
  }

  mutating func period(_ field: MappingField) throws -> PeriodParts {
    if let node = field["is"] {
      let period = try node.period()
      return PeriodParts(from: .constant(period.from), to: .constant(period.to), span: .constant(period.span.rawValue))
    }
    if let first = field["from"], let last = field["to"] {
      let keys = ["column", "format"]
      let start = try period(MappingField("from", first, keys: keys))
      let end = try period(MappingField("to", last, keys: keys))
      check(
        "period", nil, "\(fragment: start.from) > \(fragment: end.to)", "The period ends before it begins; correct it.")
      return PeriodParts(
        from: start.from, to: end.to, span: RecipeBuilder.span(from: start.from, to: end.to))
    }
    if let year = field["year"], let month = field["month"] {
      let columns = try [year, month].map { node throws -> Column in
        let name = try node.mapping(of: "a part of the period", keys: ["column"]).required("column")
        return try self.column(name)
      }
      for column in columns { require(column) }
      let word = self.word(.yearAndMonth, columns)
      return PeriodParts(from: word.from, to: word.to, span: word.value)
    }
    guard let node = field["column"] else {
      throw field.missing("'column', 'is', 'year' with 'month', or 'from' with 'to'")
    }
    var format: PeriodFormat?
    if let node = field["format"] {
      let pattern = try node.text()
      format = PeriodFormat(pattern)
      if format == nil {
        throw node.error(
          .badValue,
          "'\(pattern)' is no format of periods; write one such as YYYY, YYYY-MM, YYYYMM, YYYY-MM-DD, DD.MM.YYYY or "
            + "YYYY-Qn, with other letters in single quotes.")
      }
    }
    let asMonth = try field["span"]?.word(among: ["month"]) != nil
    let column = try self.column(node)
    require(column)
    let word = self.word(.period(format: format, asMonth: asMonth), [column])
    return PeriodParts(from: word.from, to: word.to, span: word.value)
  }

  /// The span of a stretch from one whole period to another: a year, quarter or month when it is just that.
  static func span(from: SQL, to: SQL) -> SQL {
    let year: SQL = "EXTRACT(YEAR FROM \(fragment: from)) = EXTRACT(YEAR FROM \(fragment: to))"
    let first: SQL = "EXTRACT(MONTH FROM \(fragment: from))"
    let last: SQL = "EXTRACT(MONTH FROM \(fragment: to))"
    return """
      CASE WHEN \(fragment: from) = \(fragment: to) THEN 'D'
        WHEN NOT (\(fragment: year)) OR EXTRACT(DAY FROM \(fragment: from)) <> 1
          OR EXTRACT(DAY FROM \(fragment: to)) < 28 THEN 'X'
        WHEN \(fragment: first) = \(fragment: last) THEN 'M'
        WHEN \(fragment: first) IN (1, 4, 7, 10) AND \(fragment: last) = \(fragment: first) + 2 THEN 'Q'
        WHEN \(fragment: first) = 1 AND \(fragment: last) = 12 THEN 'Y'
        ELSE 'X' END
      """
  }

  mutating func edition(_ field: MappingField?, from: SQL) throws -> SQL {
    guard let field else { return .null }
    let known = Dictionary(uniqueKeysWithValues: HSEdition.allCases.map { ($0.rawValue, $0.rawValue) })
    if let node = field["by-year"] {
      guard try node.boolean() else { return .null }
      let cases = HSEdition.allCases.reversed().map {
        SQL(text: "WHEN EXTRACT(YEAR FROM \(from.text)) >= \($0.firstYear) THEN '\($0.rawValue)'", values: from.values)
      }
      return "CASE \(fragment: cases.joined(separator: " ")) END"
    }
    return try mapped(field, isRequired: false) { field in
      let words = try field.words()
      for (word, edition) in words where known[edition] == nil {
        throw field.node.error(
          .badValue,
          "'\(edition)', given for '\(word)', is no edition; known: \(known.keys.sorted().joined(separator: ", ")).")
      }
      return .choice(known.merging(words) { _, new in new }, what: "edition")
    }
  }

  /// A text of few different words: `currency: EUR`, `currency: {column: cur, words: {…}}`.
  mutating func label(_ node: DocumentNode?, _ name: String) throws -> SQL {
    guard let node else { return .null }
    guard node.isMapping else { return .constant(try node.text()) }
    return try mapped(MappingField(name, node, keys: ["column", "is", "words", "optional"]), isRequired: false) {
      .renamed(try $0.words())
    }
  }

  /// A text of the file as it stands.
  mutating func text(_ field: MappingField?) throws -> SQL {
    guard let field else { return .null }
    if let node = field["is"] { return .constant(try node.text()) }
    guard let node = field["column"] else { throw field.missing("'column' or 'is'") }
    return try column(node, isOptional: try field.isOptional()).sql
  }

  /// A quantity in its standard unit: 12 thousand pieces are 12,000 pieces.
  mutating func quantity(_ field: MappingField) throws -> (amount: SQL, unit: SQL) {
    let number = try amount(field).number
    guard let node = field["unit"] else { return (number, .null) }
    guard node.isMapping else {
      let word = try node.text()
      guard let unit = UnitWords.unit(word) else { return (number, .constant(word)) }
      return (scaled(number, by: .constant(unit.factor), isOne: unit.factor == "1"), .constant(unit.standard))
    }
    let place = try MappingField("unit", node, keys: ["column", "is", "words", "codes", "optional"])
    let codes = try place["codes"]?.choice(UnitWords.Codes.self) ?? .words
    guard let named = place["column"] else {
      return (number, try mapped(place, isRequired: false) { .unit(codes, extra: try $0.words()) })
    }
    let column = try self.column(named, collapse: true, isOptional: try field.isOptional())
    let word = self.word(.unit(codes, extra: try place.words()), [column])
    return (scaled(number, by: word.extra, isOne: false), word.value)
  }

  private mutating func scaled(_ number: SQL, by factor: SQL, isOne: Bool) -> SQL {
    if isOne { return number }
    let product: SQL = """
      TRY_CAST(\(fragment: number) * CAST(coalesce(\(fragment: factor), '1') AS DECIMAL(15,6)) AS DECIMAL(18,3))
      """
    check(
      "number", nil, "\(fragment: number) IS NOT NULL AND \(fragment: product) IS NULL",
      "The quantity in its standard unit does not fit 15 digits before the point; correct it.")
    return product
  }

  /// A number, with the cell it is in.
  mutating func amount(_ field: MappingField, factor: Double = 1) throws -> (number: SQL, cell: SQL) {
    guard let node = field["column"] else { throw field.missing("'column'") }
    let number = self.number(
      try column(node, isOptional: try field.isOptional()), form: try field.numberForm(scale: factor), label: field.name
    )
    return (number.sql, number.sql)
  }
}

/// Units of weight by what one of them is in kilograms.
enum WeightUnit: String, CaseIterable {
  case kg, g, t, kt, lb

  var kilograms: Double {
    switch self {
    case .kg: 1
    case .g: 0.001
    case .t: 1000
    case .kt: 1_000_000
    // The international pound, exactly.
    case .lb: 0.45359237
    }
  }
}
