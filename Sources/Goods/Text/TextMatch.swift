// SPDX-License-Identifier: Apache-2.0

/// What a record says about its goods.
package struct GoodsText: Sendable, Hashable {
  package var description: String?
  package var brand: String?
  package var model: String?
  /// The group that a filing chose from a fixed list.
  package var group: String?
  /// The technical regulations that a filing names.
  package var regulation: String?
  /// Who made the goods: consulted only where the texts themselves are bare.
  package var context: String?

  package init(
    description: String?, brand: String? = nil, model: String? = nil, group: String? = nil, regulation: String? = nil,
    context: String? = nil
  ) {
    self.description = description
    self.brand = brand
    self.model = model
    self.group = group
    self.regulation = regulation
    self.context = context
  }

  /// No field holds a letter or digit worth reading.
  package var isEmpty: Bool {
    [description, brand, model, group, regulation].allSatisfy { $0.map { $0.utf8.allSatisfy { $0 <= 0x20 } } ?? true }
  }
}

/// Goods that a text names.
package struct TextMatch: Sendable, Hashable {
  package var goods: String
  /// 0…1: a step for each kind of evidence, how often it was right on one half of the labelled filings (see docs/goods.md).
  package var confidence: Double
  /// The words of the text that decided, as they stand there, and what they leave open.
  package var because: String
}

/// Words of a text that look like goods and were not taken for them.
package struct TextDismissal: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    /// After "for", "with" and the like, or after a noun that owns it: a purpose, a companion, the whole of a part.
    case notTheThing
    /// Next to a word such as "bucket" or "запчасти".
    case partOfAnother
    /// Inside a longer term that means something else.
    case inside(String)
    /// Words elsewhere in the text mean other goods.
    case elsewhere(String)
    /// The text states a quantity that these goods don't have.
    case quantity(String)

    package var words: String {
      switch self {
      case .notTheThing: "names a purpose, a companion or an owner, not the thing declared"
      case .partOfAnother: "names what a part or accessory belongs to"
      case .inside(let other): "stands in '\(other)', which is something else"
      case .quantity(let stated): "is said to have '\(stated)"
      case .elsewhere(let other): "is overruled by '\(other)', which means other goods"
      }
    }
  }

  package var goods: String
  package var words: String
  package var reason: Reason
}

extension TextMatch {
  static let useOpenWords = " (use not stated)"

  /// The text names the goods and leaves open for what use: "helmets", and not whose.
  package var isUseOpen: Bool { because.hasSuffix(Self.useOpenWords) }
}
