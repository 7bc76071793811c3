// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Imports that may take the place of a domestic maker's goods, and the series of both.
package struct DeclaredSubstitution: Sendable, Hashable {
  package var id: String
  package var title: String
  /// The maker that turns to other output.
  package var maker: String
  /// When it is said to have turned, by whom.
  package var since: Day
  package var says: String?
  package var publisher: String?
  /// What is imported: a total without a period.
  package var imports: Measure
  /// What the maker makes for civilian use, a total or indicator without a period; nil when there is no such series.
  package var domestic: Measure?
  package var address: RecordAddress

  package init(
    id: String, title: String, maker: String, since: Day, says: String?, publisher: String?, imports: Measure, domestic: Measure?,
    address: RecordAddress
  ) {
    self.id = id
    self.title = title
    self.maker = maker
    self.since = since
    self.says = says
    self.publisher = publisher
    self.imports = imports
    self.domestic = domestic
    self.address = address
  }
}
