// SPDX-License-Identifier: Apache-2.0

package import Trade

/// OFAC's file of addresses (`add.csv`, `cons_add.csv`).
package struct OFACAddresses: Profile {
  package let id = "ofac-addresses"
  package let title = "OFAC's addresses of entries (add.csv)"
  package let version = 1
  package let grade: EvidenceGrade? = nil
  package let options = [OFAC.listOption]

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let list = OFAC.list(settings)
    let columns = OFAC.columns(["Ent_num", "Address", "City/State/Province/Postal Code", "Country"], at: [0, 2, 3, 4])
    return .list(
      ListRecipe(columns: columns, headerless: 6, isSnapshot: false) { cells in
        var row = ListedRow(family: list, list: list, id: try OFAC.number(cells[0]))
        let country = OFAC.text(cells[3])
        let lines = [OFAC.text(cells[1]), OFAC.text(cells[2]), country].compactMap { $0 }
        // Rows of three nulls stand for entries without a known address.
        if !lines.isEmpty {
          row.addresses = [
            ListedRow.Address(
              address: lines.joined(separator: ", "), country: country.flatMap { CountryWords.code($0, .name) })
          ]
        }
        return row
      })
  }
}
