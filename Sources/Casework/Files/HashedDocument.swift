// SPDX-License-Identifier: Apache-2.0

import Crypto
import Documents
import Foundation
import Trade

/// One of the case's own YAML files with its hash, so that its entries have addresses as rows do.
struct HashedDocument {
  let document: Document
  let sha256: String

  /// Nil when there is no such file.
  init?(folder: URL, name: String) throws {
    let url = folder.appending(path: name)
    guard FileManager.default.fileExists(atPath: url.path) else { return nil }
    document = try Document(file: url, shownAs: name)
    sha256 = try SHA256.hash(data: Data(contentsOf: url)).hex
  }

  func address(_ source: String, entry: Int) -> RecordAddress {
    RecordAddress(source: source, sha256: sha256, row: entry)
  }
}

extension SHA256.Digest {
  var hex: String {
    map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  }
}

/// Refuses an id that stands twice or that would not do as part of a file name or an anchor.
struct UniqueIDs {
  private var seen: Set<String> = []

  mutating func take(_ node: DocumentNode) throws -> String {
    let id = try node.text()
    guard !id.isEmpty, id.count <= 80,
      id.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }), id.first != "-"
    else {
      throw node.error(.badValue, "'\(id)' can't be an id; use up to 80 small letters, digits and hyphens.")
    }
    guard seen.insert(id).inserted else { throw node.error(.duplicate, "The id '\(id)' stands twice.") }
    return id
  }
}
