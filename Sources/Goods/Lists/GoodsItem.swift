// SPDX-License-Identifier: Apache-2.0

package import Trade

/// One entry of a goods list: what it is called, what it means, and how it is recognised.
package struct GoodsItem: Sendable, Hashable {
  /// The beginning of a customs code, in one edition.
  package struct Prefix: Sendable, Hashable {
    package var edition: HSEdition
    package var code: HSCode
    /// The code holds other goods, too: a figure over it is an upper bound.
    package var wider: Bool
  }

  /// The languages that terms are written in.
  package enum Language: String, Sendable, CaseIterable, Comparable {
    case english = "en"
    case russian = "ru"
    case chinese = "zh"

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  package var id: String
  package var title: String
  package var goodsClass: GoodsClass
  package var list: String
  package var groups: [String] = []
  /// Goods of which these are a part: what is found to be this is also found to be that.
  package var broader: String?
  /// Goods whose parts these are: found by words, they are found to be that, too, and marked as a part. Codes stay apart.
  package var partOf: String?
  /// Listed only so that others are not taken for it: no label of its own in the results of a classification.
  package var isDecoy = false
  /// Sorted by edition and code.
  package var prefixes: [Prefix] = []

  /// Texts that say so.
  package var terms: [Language: [TermPattern]] = [:]
  /// Texts that suggest it.
  package var hints: [TermPattern] = []
  /// Terms for the group field of a filing, which is a choice from a fixed list.
  package var groupTerms: [TermPattern] = []
  /// Longer terms that a match may be a part of, and then is not one.
  package var not: [TermPattern] = []
  /// Words that, anywhere in the text, mean other goods.
  package var unless: [TermPattern] = []
  /// Words that state the use; without any of them the match is noted "use not stated".
  package var uses: [TermPattern] = []
  /// Texts that leave the kind open ("средства электросвязи"), and the makers of whom it is then these goods.
  package var bare: [TermPattern] = []
  package var makers: [TermPattern] = []
  /// Quantities that a text may state: one out of bounds means other goods.
  package var quantities: [StatedQuantity] = []
  /// The weight of one piece.
  package var weightEach: QuantityRange?

  package var publisher: String?
  /// The day from which the publisher lists it.
  package var validFrom: Day?
  /// The last day on which it was listed; nil while it is.
  package var validUntil: Day?
  package var note: String?
  /// Why there are no terms, where there are none.
  package var withoutTerms: String?
  /// Why there are no codes, where there are none.
  package var withoutCodes: String?

  /// Whether a text can be told to be of these goods.
  package var hasWords: Bool { !terms.isEmpty || !groupTerms.isEmpty }

  /// For each edition with a prefix: whether any of them is wider.
  package var editions: [(edition: HSEdition, wider: Bool)] {
    HSEdition.allCases.compactMap { edition in
      let here = prefixes.filter { $0.edition == edition }
      return here.isEmpty ? nil : (edition, here.contains(where: \.wider))
    }
  }
}
