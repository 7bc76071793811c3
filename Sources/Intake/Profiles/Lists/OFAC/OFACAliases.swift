// SPDX-License-Identifier: Apache-2.0

package import Trade

/// OFAC's file of aliases (`alt.csv`, `cons_alt.csv`). It may be of another day than the entries: aliases of entries
/// that the case does not have are kept, and match nothing.
package struct OFACAliases: Profile {
  package let id = "ofac-aliases"
  package let title = "OFAC's aliases of entries (alt.csv)"
  package let version = 1
  package let grade: EvidenceGrade? = nil
  package let options = [OFAC.listOption]

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let list = OFAC.list(settings)
    let columns = OFAC.columns(["ent_num", "alt_type", "alt_name"], at: [0, 2, 3])
    return .list(
      ListRecipe(columns: columns, headerless: 5, isSnapshot: false) { cells in
        var row = ListedRow(family: list, list: list, id: try OFAC.number(cells[0]))
        guard let name = OFAC.text(cells[2]) else { throw OFAC.missing("alt_name") }
        // "Now known as" is a name of today; "formerly known as" is not.
        row.names = [ListedRow.Name(kind: OFAC.text(cells[1]) == "fka" ? "former" : "alias", name: name)]
        return row
      })
  }
}
