// SPDX-License-Identifier: Apache-2.0

/// What a record says about its goods.
package struct GoodsText: Sendable, Hashable {
  package var description: String?
  package var brand: String?
  package var model: String?
  /// The group that a filing chose from a fixed list.
  package var group: String?

  package init(description: String?, brand: String? = nil, model: String? = nil, group: String? = nil) {
    self.description = description
    self.brand = brand
    self.model = model
    self.group = group
  }
}

/// Goods that a text names.
package struct TextMatch: Sendable, Hashable {
  package var goods: String
  /// 0…1: a fixed step for each kind of evidence (see docs/goods.md), not a probability.
  package var confidence: Double
  /// The words of the text that decided, as they stand there, and what they leave open.
  package var because: String
}
