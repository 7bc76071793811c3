// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Chinese military companies that the US Department of Defense names under section 1260H, as a table of names with their
/// days of listing.
package struct USDefenseList: Profile {
  package let id = "us-1260h"
  package let title = "Chinese military companies listed by the US Department of Defense (section 1260H)"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let columns = DelimitedList.columns(
      [
        ["Name"], ["Clean Name"], ["Alias"], ["Previous Name"], ["Parent Name"], ["Note"], ["Start date"], ["End date"],
      ],
      optional: ["Clean Name", "Alias", "Previous Name", "Parent Name", "Note", "End date"])
    return .list(
      ListRecipe(columns: columns, headerless: nil, isSnapshot: true) { cells in
        let row = DelimitedList.Row(columns, cells)
        let printed = try row.required("Name")
        let name = row["Clean Name"] ?? printed
        var listed = ListedRow(family: "us-1260h", list: "us-1260h", id: name)
        listed.entry = ListedRow.Entry(
          kind: "organisation", name: name, country: "CHN", program: "US-DOD-1260H",
          reason: [row["Parent Name"].map { "Under \($0)" }, row["Note"]].compactMap { $0 }.joined(separator: "; ")
            .nonEmpty,
          stated: try row.period("Start date"), ended: try row.period("End date")?.from)
        listed.names = DelimitedList.names(name, aliases: row.values("Alias"), former: row.values("Previous Name"))
        return listed
      })
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}
