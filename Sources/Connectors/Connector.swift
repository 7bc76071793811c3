// SPDX-License-Identifier: Apache-2.0

/// A publisher whose files can be fetched.
package protocol Connector: Sendable {
  /// As the command calls it.
  static var id: String { get }
  static var publisher: String { get }
  static var licence: String { get }
  /// Where its files are, unless the user names another server (a mirror).
  static var server: String { get }
  /// The least time from one request to the next.
  static var spacing: Duration { get }

  /// Finds out what there is, and fetches it; `each` is called with every file as it comes.
  /// - Throws: ``FetchError``. What came before is kept.
  func fetch(with fetcher: Fetcher, each: (FetchedFile) throws -> Void) async throws
}
