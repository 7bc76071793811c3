// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// One entry of the list as its elements say it.
struct UNEntry {
  let isPerson: Bool
  let row: Int
  private(set) var fields: [String: String] = [:]
  private(set) var groups: [(name: String, fields: [String: String])] = []

  init(isPerson: Bool, row: Int) {
    self.isPerson = isPerson
    self.row = row
  }

  mutating func add(_ name: String, _ value: String, _ group: [String: String]) {
    if !group.isEmpty {
      groups.append((name, group))
    } else if !value.isEmpty {
      fields[name] = [fields[name], value].compactMap { $0 }.joined(separator: "; ")
    }
  }

  func listed() throws -> ListedRow {
    let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].compactMap { fields[$0] }
    let name = parts.joined(separator: " ")
    guard !name.isEmpty else { throw OFAC.missing("FIRST_NAME") }
    guard let id = fields["REFERENCE_NUMBER"] ?? fields["DATAID"] else { throw OFAC.missing("REFERENCE_NUMBER") }
    let stated = try fields["LISTED_ON"].map { text -> Period in
      guard let period = ListDate.period(String(text.prefix(10))) else {
        throw ListRowProblem(
          reason: "period", column: "LISTED_ON", detail: "'\(text)' is no date; write yyyy-mm-dd.")
      }
      return period
    }
    let addresses = groups.filter { $0.name.hasSuffix("_ADDRESS") }.compactMap { group -> ListedRow.Address? in
      let parts = ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"].compactMap { group.fields[$0] }
      guard !parts.isEmpty else { return nil }
      return ListedRow.Address(
        address: parts.joined(separator: ", "),
        country: group.fields["COUNTRY"].flatMap { CountryWords.code($0, .name) })
    }
    var listed = ListedRow(family: "un-consolidated", list: "un-consolidated", id: id)
    let nationality = groups.first { $0.name == "NATIONALITY" }?.fields["VALUE"]
    listed.entry = ListedRow.Entry(
      kind: isPerson ? "person" : "organisation", name: name,
      country: isPerson
        ? nationality.flatMap { CountryWords.code($0, .name) } : addresses.lazy.compactMap(\.country).first,
      program: fields["UN_LIST_TYPE"], reason: fields["COMMENTS1"], stated: stated)
    var names = [ListedRow.Name(kind: "primary", name: name)]
    if let script = fields["NAME_ORIGINAL_SCRIPT"] { names.append(ListedRow.Name(kind: "alias", name: script)) }
    for group in groups where group.name.hasSuffix("_ALIAS") {
      guard let alias = group.fields["ALIAS_NAME"] else { continue }
      let quality = group.fields["QUALITY"]?.lowercased() ?? ""
      let kind = quality == "low" ? "weak" : quality.hasPrefix("f.k.a") ? "former" : "alias"
      names += alias.split(separator: ";").map {
        ListedRow.Name(kind: kind, name: $0.trimmingCharacters(in: .whitespaces))
      }
    }
    listed.names = DelimitedList.unique(names)
    if !isPerson { listed.addresses = DelimitedList.unique(addresses) }
    return listed
  }
}
