// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Turns (source, row), which tables carry, into full addresses.
package struct AddressBook: Sendable {
  /// SHA-256 of the file, by source.
  package let digests: [String: String]

  package init(digests: [String: String]) { self.digests = digests }

  /// - Throws: ``WarehouseError/Code/unexpectedShape`` for a source that was never taken in: a row without a file
  ///   behind it must not be published.
  package func address(_ source: String, _ row: Int) throws -> RecordAddress {
    guard let digest = digests[source] else {
      throw WarehouseError(.unexpectedShape, "There is no source '\(source)' in the ledger of this case.")
    }
    return RecordAddress(source: source, sha256: digest, row: row)
  }
}

extension Engine {
  /// The files of all sources that were taken in.
  package func addressBook() async throws -> AddressBook {
    let table = try await table("SELECT source, sha256 FROM source ORDER BY source")
    let pairs = zip(try table.texts("source"), try table.texts("sha256"))
    return AddressBook(
      digests: Dictionary(
        pairs.compactMap { source, digest in
          guard let source, let digest else { return nil }
          return (source, digest)
        }, uniquingKeysWith: { first, _ in first }))
  }
}
