// SPDX-License-Identifier: Apache-2.0

package import Trade

/// The consolidated list of the United Nations Security Council, in its XML. Days of listing are those printed.
package struct UNSanctions: Profile {
  package let id = "un-consolidated"
  package let title = "The consolidated list of the United Nations Security Council (XML)"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    .entities(
      EntityRecipe(isSnapshot: true) { bytes, sink in
        let scanner = XMLScanner(bytes)
        var reader = UNReader(sink)
        try reader.read(scanner)
        let problem = scanner.damage
        guard sink.read > 0 else {
          throw IntakeError(
            .badHeader,
            problem.map { "The file is no XML that can be read: \($0). Fetch the UN's consolidated list again." }
              ?? "The file has no INDIVIDUAL or ENTITY; is this the UN's consolidated list in XML?")
        }
        if let problem { sink.cutOff(problem) } else if reader.isOpen { sink.cutOff("its XML breaks off") }
      })
  }
}
