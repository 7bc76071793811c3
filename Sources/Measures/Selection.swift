// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Which records a measure is over. An empty list means "any".
package struct Selection: Sendable, Hashable {
  /// Goods ids of the built-in lists or `goods.yaml`, or `hs:8542` for a code as written. Any of them.
  package var goods: [String] = []
  /// ISO alpha-3 of the exporting side, or `WLD`.
  package var from: [String] = []
  /// ISO alpha-3 of the importing side, or `WLD`.
  package var to: [String] = []
  package var reporter: [String] = []
  /// `export`, `import` or `two-way`, as the reporter sees it.
  package var flow: String?
  /// Source ids of the case.
  package var sources: [String] = []
  package var grade: EvidenceGrade?
  /// Party ids or names as the case knows them; any of them, in any of `roles`.
  package var parties: [String] = []
  /// For `parties` above, and for counting parties.
  package var roles: [PartyRole] = []
  package var indicator: String?
  /// Codes of exactly this many digits.
  package var codeLength: Int?
  /// Read every code as one of the newest edition, whatever edition it is of; said in the caveats.
  package var codesAsWritten = false
  /// Only records of days on which their list held the goods.
  package var listedThen = false
  /// `USD`: values of other currencies are converted by the case's rates; nil = as stated, and never mixed.
  package var currency: String?

  package init() {}
}
