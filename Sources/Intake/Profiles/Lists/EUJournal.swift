// SPDX-License-Identifier: Apache-2.0

package import Trade
import Foundation

/// Sanctions of the European Union as printed in its Official Journal, one file a regulation, in the CSV of the
/// OpenSanctions project.
///
/// Each annex is a list of its own, since annexes mean different things: `eu-833-2014-IV` is Annex IV of Regulation
/// (EU) No 833/2014. Cells other than the name may hold several values between semicolons.
package struct EUJournal: Profile {
  package let id = "eu-journal"
  package let title = "Sanctions lists of the European Union from its Official Journal"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  private static let names = [
    "celex", "recordId", "programKey", "annex", "measure", "startDate", "reason", "schema", "name", "alias",
    "weakAlias", "previousName", "country", "nationality", "jurisdiction", "registrationNumber", "taxNumber",
    "idNumber", "innCode", "ogrnCode", "leiCode", "imoNumber", "flag", "address",
  ]

  private static let kinds = [
    "Person": "person", "LegalEntity": "organisation", "Organization": "organisation", "Company": "organisation",
    "Vessel": "vessel", "Airplane": "aircraft", "Asset": "unknown",
  ]

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let columns = EUJournal.names.map { ColumnUse(place: .named($0), name: $0, collapse: true) }
    return .list(ListRecipe(columns: columns, headerless: nil, isSnapshot: true) { try EUJournal.row($0) })
  }

  private static func row(_ cells: [String?]) throws -> ListedRow {
    let cell = Dictionary(uniqueKeysWithValues: zip(names, cells)).compactMapValues { $0 }
    func required(_ column: String) throws -> String {
      guard let value = cell[column] else { throw OFAC.missing(column) }
      return value
    }
    func values(_ columns: String...) -> [String] { columns.flatMap { SeveralValues.split(cell[$0] ?? "") } }

    let family = try family(try required("celex"))
    let name = try required("name")
    let schema = try required("schema")
    guard let kind = kinds[schema] else {
      throw ListRowProblem(
        reason: "kind", column: "schema", detail: "'\(schema)' is no known kind of entry; is this a file of eu-journal?"
      )
    }
    let stated = try cell["startDate"].map { text -> Period in
      guard let period = ListDate.period(text) else {
        throw ListRowProblem(
          reason: "period", column: "startDate",
          detail: "'\(text)' is no date; write d.m.yyyy, a day with its month in words, yyyy-mm or yyyy.")
      }
      return period
    }
    let addresses = values("address").map { ListedRow.Address(address: $0, country: AddressCountry.code($0)) }
    let isPerson = kind == "person"
    let stateds = isPerson ? values("nationality", "country") : values("jurisdiction", "flag", "country")
    let country =
      stateds.lazy.compactMap { CountryWords.code($0, .name) }.first
      ?? (isPerson ? nil : addresses.lazy.compactMap(\.country).first)

    var row = ListedRow(
      family: family, list: ([family] + [cell["annex"]].compactMap { $0 }).joined(separator: "-"),
      id: cell["recordId"] ?? name)
    row.entry = ListedRow.Entry(
      kind: kind, name: name, country: country,
      program: [cell["programKey"], cell["measure"]].compactMap { $0 }.joined(separator: ": "), reason: cell["reason"],
      stated: stated)
    row.names = unique(
      [ListedRow.Name(kind: "primary", name: name)] + values("alias").map { ListedRow.Name(kind: "alias", name: $0) }
        + values("weakAlias").map { ListedRow.Name(kind: "weak", name: $0) }
        + values("previousName").map { ListedRow.Name(kind: "former", name: $0) })
    // Numbers and addresses of natural persons are not needed to find companies in trade, and are left in the file.
    if !isPerson {
      row.numbers = unique(
        numbers(values("innCode", "taxNumber"), "tax")
          + numbers(values("ogrnCode", "registrationNumber", "idNumber"), "registration")
          + numbers(values("leiCode"), "LEI") + numbers(values("imoNumber"), "IMO"))
      row.addresses = unique(addresses)
    }
    return row
  }

  private static func numbers(_ texts: [String], _ kind: String) -> [ListedRow.Number] {
    texts.flatMap { text in text.split(separator: ",").map(String.init) }.compactMap { text in
      let (number, label) = ListNumber.labelled(text)
      return ListNumber.classified(number, label: label, otherwise: kind)
    }
  }

  private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
    var seen: Set<Element> = []
    return elements.filter { seen.insert($0).inserted }
  }

  /// `32014R0833` is Regulation 833/2014.
  private static func family(_ celex: String) throws -> String {
    let digits = Array(celex)
    guard digits.count >= 10, let year = Int(String(digits[1...4])), digits[5].isLetter,
      let number = Int(String(digits[6...9]))
    else {
      throw ListRowProblem(
        reason: "celex", column: "celex", detail: "'\(celex)' is no CELEX number of a regulation, such as 32014R0833.")
    }
    return "eu-\(number)-\(year)"
  }
}

/// Cells that hold several values between semicolons; a value with a semicolon or quote in it stands in quotes.
enum SeveralValues {
  static func split(_ cell: String) -> [String] {
    var values: [String] = []
    var value = ""
    var isQuoted = false
    var rest = cell[...]
    while let character = rest.popFirst() {
      if isQuoted, character == "\"" {
        if rest.first == "\"" { value.append(rest.removeFirst()) } else { isQuoted = false }
      } else if !isQuoted, character == "\"", value.allSatisfy(\.isWhitespace) {
        isQuoted = true
        value = ""
      } else if !isQuoted, character == ";" {
        values.append(value)
        value = ""
      } else {
        value.append(character)
      }
    }
    values.append(value)
    return values.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
  }
}

/// The country at the end of an address.
enum AddressCountry {
  static func code(_ address: String) -> String? {
    // "…, Moscow, 107553 Russian Federation (HQ)": the last part, without brackets and post code.
    var last = address.split(separator: ",").last.map(String.init) ?? address
    if let open = last.firstIndex(of: "("), open != last.startIndex { last = String(last[..<open]) }
    last = last.trimmingCharacters(in: CharacterSet(charactersIn: " .;0123456789()"))
    return last.count < 3 ? nil : CountryWords.code(last, .name)
  }
}
