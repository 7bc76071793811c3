// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Military and intelligence end users that the US Department of Commerce names in part 744 of its regulations.
package struct USMilitaryEndUsers: Profile {
  package let id = "us-mieu"
  package let title = "Military-intelligence end users listed by the US Bureau of Industry and Security"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let columns = DelimitedList.columns(
      [["Type"], ["Name"], ["Alias"], ["Country"], ["Program"], ["Date"], ["End date"]],
      optional: ["Type", "Alias", "Program", "End date"])
    let kinds = [
      "organization": "organisation", "company": "organisation", "legalentity": "organisation", "person": "person",
      "publicbody": "organisation",
    ]
    return .list(
      ListRecipe(columns: columns, headerless: nil, isSnapshot: true) { cells in
        let row = DelimitedList.Row(columns, cells)
        let name = try row.required("Name")
        var listed = ListedRow(family: "us-mieu", list: "us-mieu", id: name)
        listed.entry = ListedRow.Entry(
          kind: try row.kind("Type", kinds, otherwise: "organisation"), name: name,
          country: row["Country"].flatMap { CountryWords.code($0) }, program: row["Program"], reason: nil,
          stated: try row.period("Date"), ended: try row.period("End date")?.from)
        listed.names = DelimitedList.names(name, aliases: row.values("Alias"))
        return listed
      })
  }
}
