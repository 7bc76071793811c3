// SPDX-License-Identifier: Apache-2.0

package import Trade

/// The UK's sanctions list, in the CSV of the Foreign Office (UK Sanctions List) or of the Treasury (OFSI's consolidated
/// list): one row a name or address of an entry. Both print a line with the day of the report above the header.
package struct UKSanctions: Profile {
  package let id = "uk-sanctions"
  package let title = "The UK's sanctions list (CSV of the Foreign Office or of OFSI)"
  package let version = 1
  package let grade: EvidenceGrade? = nil
  package let needsAsOf = true

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let columns = DelimitedList.columns(
      [
        ["Unique ID", "Group ID"], ["Name 6"], ["Name 1"], ["Name 2"], ["Name 3"], ["Name 4"], ["Name 5"],
        ["Name type", "Alias Type"], ["Alias strength", "Alias Quality"],
        ["Designation Type", "Individual, Entity, Ship", "Group Type"],
        ["Regime Name", "Regime"], ["Date Designated", "UK Sanctions List Date Designated", "Listed On"],
        ["UK Statement of Reasons", "Other Information"], ["Address Line 1", "Address 1"],
        ["Address Line 2", "Address 2"],
        ["Address Line 3", "Address 3"], ["Address Line 4", "Address 4"], ["Address Line 5", "Address 5"],
        ["Address Line 6", "Address 6"], ["Address Postal Code", "Post/Zip Code"], ["Address Country", "Country"],
        ["Business registration number (s)"], ["IMO number"], ["Name non-latin script", "Name Non-Latin Script"],
      ],
      optional: [
        "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name type", "Alias strength", "Regime Name",
        "Date Designated", "UK Statement of Reasons", "Address Line 1", "Address Line 2", "Address Line 3",
        "Address Line 4", "Address Line 5", "Address Line 6", "Address Postal Code", "Address Country",
        "Business registration number (s)", "IMO number", "Name non-latin script",
      ])
    let kinds = ["individual": "person", "entity": "organisation", "ship": "vessel"]
    return .list(
      ListRecipe(columns: columns, headerless: nil, isSnapshot: true) { cells in
        let row = DelimitedList.Row(columns, cells)
        let kind = try row.kind("Designation Type", kinds)
        let family = try row.required("Name 6")
        // Given names stand before the family's; an organisation has its whole name in the sixth.
        let name = (["Name 1", "Name 2", "Name 3", "Name 4", "Name 5"].compactMap { row[$0] } + [family])
          .joined(separator: " ")
        var listed = ListedRow(family: "uk-sanctions", list: "uk-sanctions", id: try row.required("Unique ID"))
        listed.joins = true
        let type = row["Name type"]?.lowercased() ?? "primary name"
        let isPrimary = type.hasPrefix("primary")
        let country = row["Address Country"].flatMap { CountryWords.code($0, .name) }
        if isPrimary {
          listed.entry = ListedRow.Entry(
            kind: kind, name: name, country: kind == "person" ? nil : country, program: row["Regime Name"],
            reason: row["UK Statement of Reasons"], stated: try row.period("Date Designated"))
        }
        let isWeak = row["Alias strength"]?.lowercased().contains("low") ?? false
        let former = type.contains("fka") || type.contains("formerly")
        listed.names = [
          ListedRow.Name(kind: isPrimary ? "primary" : former ? "former" : isWeak ? "weak" : "alias", name: name)
        ]
        if let script = row["Name non-latin script"] {
          listed.names.append(ListedRow.Name(kind: "alias", name: script))
        }
        guard kind != "person" else { return listed }
        let address = (1...6).compactMap { row["Address Line \($0)"] } + [row["Address Postal Code"]].compactMap { $0 }
        if !address.isEmpty || country != nil {
          listed.addresses = [ListedRow.Address(address: address.joined(separator: ", "), country: country)]
        }
        listed.numbers = DelimitedList.numbers(
          SeveralValues.split(row["Business registration number (s)"] ?? "") + [row["IMO number"]].compactMap { $0 })
        return listed
      })
  }
}
