// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Trade

/// A file that is now here.
package struct FetchedFile: Sendable {
  package var file: URL
  package var profile: String
  package var settings: [(key: String, value: String)]
  package var bytes: Int
  package var sha256: String
  package var released: Day?
  /// Nil when the same bytes were here before.
  package var isNew: Bool
  package var note: String?
}
