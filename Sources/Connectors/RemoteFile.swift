// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Trade

/// A file that a publisher offers, and what to do with it.
package struct RemoteFile: Sendable {
  /// What a look at a file that has come says of it.
  package struct Look: Sendable, Hashable {
    /// The day of release that the file itself states.
    package var released: Day?
    /// In plain words, for the person who fetches: "16,123 rows".
    package var note: String?

    package init(released: Day? = nil, note: String? = nil) {
      self.released = released
      self.note = note
    }
  }

  package var address: URL
  package var headers: [String: String] = [:]
  /// The file's name before the date of release, and its ending.
  package var name: String
  package var ending: String
  /// The profile that reads it, and what `case.yaml` should say besides.
  package var profile: String
  package var settings: [(key: String, value: String)] = []
  /// When it was released, where that is known before it is fetched.
  package var released: Day?
  /// Whether the server's `Last-Modified` is the release. It is not where answers are made anew.
  package var isDatedByServer = false
  package var mayResume = true
  /// - Throws: ``FetchError`` when it is not what it should be: an error page, a part, another format.
  package var look: @Sendable (URL) throws -> Look

  package init(_ address: URL, name: String, ending: String, profile: String, look: @escaping @Sendable (URL) throws -> Look) {
    self.address = address
    self.name = name
    self.ending = ending
    self.profile = profile
    self.look = look
  }
}
