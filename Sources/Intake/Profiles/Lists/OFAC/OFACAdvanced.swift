// SPDX-License-Identifier: Apache-2.0

package import Trade

/// OFAC's lists in the Advanced Sanctions List Standard (`sdn_advanced.xml`, `cons_advanced.xml`).
///
/// The XML is normalised: a party refers by number to reference values, places, documents and entries on lists, which
/// stand before and after it. All of it is brought together to one entry a party. Unlike the CSV it states days of listing.
/// Entries have the numbers of the CSV (`ent_num`), so that snapshots in either format are of the same list.
package struct OFACAdvanced: Profile {
  package let id = "ofac-advanced"
  package let title = "OFAC's lists in the Advanced Sanctions List Standard (sdn_advanced.xml)"
  package let version = 1
  package let grade: EvidenceGrade? = nil
  package let options = [OFAC.listOption]

  package init() {}

  /// Parties that no entry of a list names.
  static let notListed = "not-listed"

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let list = OFAC.list(settings)
    return .entities(
      EntityRecipe(isSnapshot: true) { bytes, sink in
        let scanner = XMLScanner(bytes)
        var reader = OFACAdvancedReader(list: list, sink: sink)
        try reader.read(scanner)
        let problem = scanner.damage
        guard sink.read > 0 else {
          throw IntakeError(
            .badHeader,
            problem.map { "The file is no XML that can be read: \($0). Fetch OFAC's list again." }
              ?? "The file has no DistinctParty; is this OFAC's list in the Advanced Sanctions List Standard?")
        }
        reader.finish(isWhole: problem == nil)
        if let problem { sink.cutOff(problem) }
      })
  }
}
