// SPDX-License-Identifier: Apache-2.0

package import Trade

/// The European Union's consolidated list of financial sanctions, in the Commission's CSV: one row a name, address, birth
/// or number of an entry, all with the entry's own columns.
package struct EUConsolidated: Profile {
  package let id = "eu-consolidated"
  package let title = "The EU's consolidated list of financial sanctions (CSV of the Commission)"
  package let version = 1
  package let grade: EvidenceGrade? = nil
  package let needsAsOf = true

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let columns = DelimitedList.columns(
      [
        ["Entity_LogicalId"], ["Entity_EU_ReferenceNumber"],
        ["Entity_SubjectType", "Entity_SubjectType_ClassificationCode"],
        ["Entity_Regulation_Programme"], ["Entity_Regulation_PublicationDate"], ["Entity_DesignationDate"],
        ["Entity_Remark"], ["NameAlias_WholeName"], ["Address_Street"], ["Address_City"], ["Address_ZipCode"],
        ["Address_CountryIso2Code"], ["Identification_Number"],
      ],
      optional: [
        "Entity_EU_ReferenceNumber", "Entity_Regulation_Programme", "Entity_Regulation_PublicationDate",
        "Entity_DesignationDate", "Entity_Remark", "Address_Street", "Address_City", "Address_ZipCode",
        "Address_CountryIso2Code", "Identification_Number",
      ])
    let kinds = ["p": "person", "person": "person", "e": "organisation", "enterprise": "organisation"]
    return .list(
      ListRecipe(columns: columns, headerless: nil, isSnapshot: true) { cells in
        let row = DelimitedList.Row(columns, cells)
        let kind = try row.kind("Entity_SubjectType", kinds)
        var listed = ListedRow(
          family: "eu-consolidated", list: "eu-consolidated", id: try row.required("Entity_LogicalId"))
        listed.joins = true
        let country = row["Address_CountryIso2Code"].flatMap { $0 == "00" ? nil : CountryWords.code($0, .iso2) }
        if let name = row["NameAlias_WholeName"] {
          listed.entry = ListedRow.Entry(
            kind: kind, name: name, country: nil, program: row["Entity_Regulation_Programme"],
            reason: row["Entity_Remark"],
            stated: try row.period("Entity_DesignationDate") ?? row.period("Entity_Regulation_PublicationDate"))
          listed.names = [ListedRow.Name(kind: "primary", name: name)]
        }
        guard kind != "person" else { return listed }
        let parts = ["Address_Street", "Address_ZipCode", "Address_City"].compactMap { row[$0] }
        if !parts.isEmpty || country != nil {
          listed.addresses = [ListedRow.Address(address: parts.joined(separator: ", "), country: country)]
        }
        listed.numbers = DelimitedList.numbers([row["Identification_Number"]].compactMap { $0 })
        return listed
      })
  }
}
