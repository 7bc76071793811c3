// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Who is who: the parties that identities were joined into.
package struct PartyResolution: Sendable, Hashable {
  package struct Member: Sendable, Hashable {
    package var identity: String
    package var party: String
    /// Why it belongs to this party.
    package var reason: String
    /// 0 … 1: 1 for numbers, registers and people's decisions; less for names.
    package var score: Double
  }

  package struct Party: Sendable, Hashable {
    /// Made of its number, or else of its name and country: the same in every run.
    package var id: String
    package var name: String
    /// Nil when the name is Latin already.
    package var latinName: String?
    package var country: String?
    package var inn: String?
    package var ogrn: String?
    package var uscc: String?
    package var registeredFrom: Day?
    package var registeredBy: Day?
    package var registerSource: String?
    package var registerRow: Int?
    /// `number` or `name`: how it was found in the register.
    package var registerMatch: String?
    /// Keys of all its spellings, and these in Latin letters, sorted.
    package var words: [String]
  }

  /// Sorted by id.
  package var parties: [Party]
  /// Sorted by identity.
  package var members: [Member]
  /// Pairs for a person to decide, the likeliest first.
  package var unsure: [UnsurePair]
  /// What a person should know: numbers that can't be right, judgements that met nothing.
  package var notes: [String]
}
