// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Trade

/// The Consolidated Screening List of the US government (trade.gov), which holds the Entity List, the Unverified List, the
/// Military End User List and others, each of which is a list of its own here: `us-el`, `us-uvl`, `us-meu` ….
package struct USConsolidatedList: Profile {
  package let id = "us-csl"
  package let title = "The US government's Consolidated Screening List (CSV)"
  package let version = 1
  package let grade: EvidenceGrade? = nil
  package let needsAsOf = true

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let columns = DelimitedList.columns(
      [
        ["_id"], ["source"], ["entity_number"], ["type"], ["programs"], ["name"], ["addresses"], ["start_date"],
        ["end_date"], ["license_requirement"], ["remarks"], ["alt_names"], ["ids"],
      ],
      optional: ["entity_number", "type", "programs", "addresses", "end_date", "license_requirement", "remarks", "ids"])
    let kinds = ["individual": "person", "entity": "organisation", "vessel": "vessel", "aircraft": "aircraft"]
    return .list(
      ListRecipe(columns: columns, headerless: nil, isSnapshot: true) { cells in
        let row = DelimitedList.Row(columns, cells)
        let name = try row.required("name")
        let list = USConsolidatedList.list(try row.required("source"))
        let kind = try row.kind("type", kinds, otherwise: "unknown")
        let addresses = row.values("addresses").map { ListedRow.Address(address: $0, country: country($0)) }
        var listed = ListedRow(family: list, list: list, id: try row["entity_number"] ?? row.required("_id"))
        listed.entry = ListedRow.Entry(
          kind: kind, name: name, country: kind == "person" ? nil : addresses.lazy.compactMap(\.country).first,
          program: row["programs"], reason: row["remarks"] ?? row["license_requirement"],
          stated: try row.period("start_date"), ended: try row.period("end_date")?.from)
        listed.names = DelimitedList.names(name, aliases: row.values("alt_names"))
        if kind != "person" {
          listed.addresses = DelimitedList.unique(addresses)
          listed.numbers = DelimitedList.numbers(row.values("ids"))
        }
        return listed
      })
  }

  /// `Entity List (EL) - Bureau of Industry and Security` is `us-el`.
  static func list(_ source: String) -> String {
    guard let open = source.firstIndex(of: "("), let close = source[open...].firstIndex(of: ")") else {
      return "us-" + source.lowercased().filter { $0.isLetter || $0.isNumber }
    }
    return "us-" + source[source.index(after: open)..<close].lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

/// The last part of an address is its country, as an alpha-2 code or a name.
private func country(_ address: String) -> String? {
  let last = address.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
  return last.count == 2 ? CountryWords.code(last, .iso2) : AddressCountry.code(address)
}
