// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Entities in the FollowTheMoney model, one JSON object a line, as OpenSanctions and Aleph export them, or in an array, as
/// their APIs reply. Where the value of a property is an entity itself (`targets.nested.json`), it is taken like one of its own.
///
/// Companies, persons and ships that are targets, or that a sanction names, become entries of a list, one for each
/// sanction, dated as it states. Ownership and directorship become edges; a directorship states no share. Names of all
/// entities are held in memory, as edges speak of them by id.
package struct FollowTheMoney: Profile {
  package let id = "ftm"
  package let title = "Entities in the FollowTheMoney model (JSON), with sanctions and ownership"
  package let version = 2
  package let grade: EvidenceGrade? = nil
  package let needsAsOf = true
  package let options = [
    SourceOption(
      name: "list", kind: .word, about: "Which list the file is of, the same for all its snapshots; ftm unless said.")
  ]

  package init() {}

  static let kinds = [
    "Person": "person", "Company": "organisation", "Organization": "organisation", "LegalEntity": "organisation",
    "PublicBody": "organisation", "Vessel": "vessel", "Airplane": "aircraft",
  ]

  /// Entities of other kinds - addresses, passports, relatives - say nothing that is needed here.
  static let otherEntities = "other-entities"

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let list = settings.options["list"] ?? "ftm"
    let asOf = settings.asOf
    return .entities(
      EntityRecipe(isSnapshot: true) { bytes, sink in
        var reader = FollowTheMoneyReader(list: list, asOf: asOf, sink: sink)
        try reader.read(bytes)
      })
  }
}
