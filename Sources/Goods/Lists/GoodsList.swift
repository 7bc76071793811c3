// SPDX-License-Identifier: Apache-2.0

package import Trade

/// A goods list: who publishes it, since when, and its entries.
package struct GoodsList: Sendable, Hashable {
  /// Entries that are selected together.
  package struct Group: Sendable, Hashable {
    package var id: String
    package var title: String
    /// The day from which its entries are listed, where they do not say.
    package var validFrom: Day?
  }

  package var id: String
  package var title: String
  package var publisher: String
  package var url: String?
  /// The publisher's version.
  package var version: String?
  package var validFrom: Day?
  package var note: String?
  package var groups: [Group]
  /// Words that mean goods this list is not about.
  package var unless: [TermPattern] = []
  package var items: [GoodsItem]
}
