// SPDX-License-Identifier: Apache-2.0

/// Tells names that are most likely a natural person's: two to four words without a legal form, one of them a patronymic.
///
/// ```swift
/// PersonName.isLikely("Ivan Petrovich Ivanov")   // true
/// PersonName.isLikely("ООО «Петрович»")          // false
/// ```
package enum PersonName {
  package static func isLikely(_ name: String) -> Bool {
    let words = NameFolding.words(name)
    guard (2...4).contains(words.count), LegalForms.standard.peeled(words).forms.isEmpty else { return false }
    // A trade or kind of body in it makes it a firm's.
    let pool = WordPool(kind: .organisation)
    guard words.allSatisfy({ pool.records[pool.word($0)].concept == 0 }) else { return false }
    return words.contains { word in word.count >= 6 && patronymics.contains(where: word.hasSuffix) }
  }

  private static let patronymics = [
    "ович", "евич", "овна", "евна", "ична", "івна", "ївна", "ovich", "evich", "ovych", "evych", "ovna", "evna", "ichna", "ivna",
  ]
}
