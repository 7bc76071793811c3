// SPDX-License-Identifier: Apache-2.0

package import Trade
import Foundation

/// OFAC's list of Specially Designated Nationals, and its consolidated list, in OFAC's own CSV (`sdn.csv`,
/// `cons_prim.csv`): no header, `-0-` for null.
///
/// The file states no dates of listing; they follow from the snapshots of one list that a case has. Dates inside the
/// remarks (birth, establishment, sectoral directives) are none.
package struct OFACSDN: Profile {
  package let id = "ofac-sdn"
  package let title = "OFAC's list of Specially Designated Nationals or consolidated list: entries (sdn.csv)"
  package let version = 1
  package let grade: EvidenceGrade? = nil
  package let needsAsOf = true
  package let options = [OFAC.listOption]

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let list = OFAC.list(settings)
    let names = ["ent_num", "SDN_Name", "SDN_Type", "Program", "Remarks"]
    return .list(
      ListRecipe(columns: OFAC.columns(names, at: [0, 1, 2, 3, 11]), headerless: 12, isSnapshot: true) { cells in
        let number = try OFAC.number(cells[0])
        guard let name = OFAC.text(cells[1]) else { throw OFAC.missing("SDN_Name") }
        let kinds = ["individual": "person", "vessel": "vessel", "aircraft": "aircraft", "entity": "organisation"]
        let kind = try OFAC.text(cells[2]).map { word -> String in
          guard let kind = kinds[word.lowercased()] else {
            throw ListRowProblem(
              reason: "kind", column: "SDN_Type", detail: "'\(word)' is no known type of entry; is this OFAC's file?")
          }
          return kind
        }
        let remarks = OFAC.text(cells[4])
        var row = ListedRow(family: list, list: list, id: number)
        row.entry = ListedRow.Entry(
          kind: kind ?? "organisation", name: name, country: nil,
          program: OFAC.text(cells[3])?.replacing("] [", with: "; "), reason: remarks, stated: nil)
        row.names = [ListedRow.Name(kind: "primary", name: name)] + OFACRemarks.names(remarks ?? "")
        row.numbers = kind == "person" ? [] : OFACRemarks.numbers(remarks ?? "")
        return row
      })
  }
}

/// What OFAC's three files have in common.
enum OFAC {
  static let listOption = SourceOption(
    name: "list", kind: .word,
    about: "Which list the file is of, the same for all its snapshots and companion files; ofac-sdn unless said.")

  static func list(_ settings: SourceSettings) -> String { settings.options["list"] ?? "ofac-sdn" }

  static func columns(_ names: [String], at positions: [Int]) -> [ColumnUse] {
    zip(names, positions).map { ColumnUse(place: .position($1), name: $0, collapse: true) }
  }

  /// `-0-` is OFAC's null.
  static func text(_ cell: String?) -> String? { cell == "-0-" ? nil : cell }

  static func number(_ cell: String?) throws -> String {
    guard let cell = text(cell) else { throw missing("ent_num") }
    guard cell.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw ListRowProblem(
        reason: "number", column: "ent_num", detail: "'\(cell)' is no entry number; is this OFAC's file?")
    }
    return cell
  }

  static func missing(_ column: String) -> ListRowProblem {
    ListRowProblem(
      reason: "empty-cell", column: column, detail: "The cell is empty, and an entry can't do without it; fill it.")
  }
}

/// What the prose of OFAC's remarks says in fixed phrases.
enum OFACRemarks {
  /// `a.k.a. 'YAMZ'` is a weak alias, which OFAC does not put into its file of aliases.
  static func names(_ remarks: String) -> [ListedRow.Name] {
    var found: [ListedRow.Name] = []
    for part in parts(remarks) {
      for (mark, kind) in [("a.k.a. '", "weak"), ("f.k.a. '", "former")] where part.hasPrefix(mark) {
        let name = part.dropFirst(mark.count).prefix { $0 != "'" }
        if !name.isEmpty { found.append(ListedRow.Name(kind: kind, name: String(name))) }
      }
    }
    return found
  }

  // What stands before a number; the longer phrase first where one begins like another.
  private static let phrases: [(phrase: String, kind: String)] = [
    ("Vessel Registration Identification", "IMO"), ("Vessel Registration Number", "registration"),
    ("Unified Social Credit Code (USCC)", "registration"),
    ("United Social Credit Code Certificate (USCCC)", "registration"),
    ("Tax ID No.", "tax"), ("Registration Number", "registration"), ("Registration ID", "registration"),
    ("Company Number", "registration"), ("Business Registration Number", "registration"),
    ("Business Number", "registration"), ("Commercial Registry Number", "registration"),
    ("Legal Entity Number", "LEI"), ("Economic Register Number (CBLS)", "registration"),
    ("Chamber of Commerce Number", "registration"), ("Central Registration System Number", "registration"),
    ("Enterprise Number", "registration"), ("UK Company Number", "registration"),
    ("Public Registration Number", "registration"), ("Government Gazette Number", "OKPO"), ("D-U-N-S Number", "DUNS"),
    ("SWIFT/BIC", "SWIFT"), ("RUC #", "tax"), ("NIT #", "tax"), ("R.F.C.", "tax"), ("RIF #", "tax"),
  ]

  /// The kind of number that a label names; nil when it names none.
  static func kind(_ label: String) -> String? { phrases.first { label.hasPrefix($0.phrase) }?.kind }

  static func numbers(_ remarks: String) -> [ListedRow.Number] {
    var found: [ListedRow.Number] = []
    for part in parts(remarks) {
      let bare = part.hasPrefix("alt. ") ? part.dropFirst(5) : part[...]
      guard let match = phrases.first(where: { bare.hasPrefix($0.phrase) }) else { continue }
      let rest = bare.dropFirst(match.phrase.count).drop { $0 == " " || $0 == "#" || $0 == "." }
      // The country of the number follows in brackets.
      let value = rest.prefix { $0 != "(" }.trimmingCharacters(in: CharacterSet(charactersIn: " .;"))
      if let number = ListNumber.classified(value, label: match.phrase, otherwise: match.kind), !found.contains(number)
      {
        found.append(number)
      }
    }
    return found
  }

  private static func parts(_ remarks: String) -> [String] {
    remarks.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
