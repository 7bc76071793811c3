// SPDX-License-Identifier: Apache-2.0

package import Trade

/// A list in the simple CSV of the OpenSanctions project (`targets.simple.csv`). The file states when an entry was first
/// seen by the project, which is no day of listing: that follows from `as-of` and from the snapshots that a case has.
package struct OpenSanctionsTargets: Profile {
  package let id = "opensanctions-targets"
  package let title = "A list in OpenSanctions' simple CSV (targets.simple.csv)"
  package let version = 1
  package let grade: EvidenceGrade? = nil
  package let needsAsOf = true
  package let options = [
    SourceOption(
      name: "list", kind: .word,
      about: "Which list the file is of, the same for all its snapshots; opensanctions unless said.")
  ]

  package init() {}

  private static let kinds = [
    "person": "person", "company": "organisation", "organization": "organisation", "legalentity": "organisation",
    "publicbody": "organisation", "vessel": "vessel", "airplane": "aircraft", "vehicle": "unknown", "asset": "unknown",
    "security": "unknown", "cryptowallet": "unknown", "address": "unknown",
  ]

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let list = settings.options["list"] ?? "opensanctions"
    let columns = DelimitedList.columns(
      [
        ["id"], ["schema"], ["name"], ["aliases"], ["countries"], ["addresses"], ["identifiers"], ["sanctions"],
        ["program_ids"], ["dataset"],
      ],
      optional: ["aliases", "countries", "addresses", "identifiers", "sanctions", "program_ids", "dataset"])
    return .list(
      ListRecipe(columns: columns, headerless: nil, isSnapshot: true) { cells in
        let row = DelimitedList.Row(columns, cells)
        let name = try row.required("name")
        let kind = try row.kind("schema", OpenSanctionsTargets.kinds)
        // Several countries name where somebody does business, too: none of them is then the party's.
        let countries = row.values("countries").compactMap { CountryWords.code($0, .iso2) }
        var listed = ListedRow(family: list, list: list, id: try row.required("id"))
        listed.entry = ListedRow.Entry(
          kind: kind, name: name, country: countries.count == 1 ? countries[0] : nil,
          program: row["program_ids"] ?? row["dataset"], reason: row["sanctions"].flatMap { $0 == "\"\"" ? nil : $0 },
          stated: nil)
        listed.names = DelimitedList.names(name, aliases: row.values("aliases"))
        if kind != "person" {
          listed.numbers = DelimitedList.numbers(row.values("identifiers"))
          listed.addresses = row.values("addresses").map {
            ListedRow.Address(address: $0, country: AddressCountry.code($0))
          }
        }
        return listed
      })
  }
}
