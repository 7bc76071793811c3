// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// Digests of files that need not fit into memory.
enum FileDigests {
  static func sha256(_ file: URL) throws -> String { try digest(file, SHA256()) }

  static func sha256(of text: String) -> String { hex(SHA256.hash(data: Data(text.utf8))) }

  /// SHA-1 serves no safety here: OpenSanctions states it, and it tells a file that came damaged.
  static func sha1(_ file: URL) throws -> String { try digest(file, Insecure.SHA1()) }

  private static func digest(_ file: URL, _ function: some HashFunction) throws -> String {
    var function = function
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty { function.update(data: data) }
    return hex(function.finalize())
  }

  private static func hex(_ digest: some Sequence<UInt8>) -> String {
    digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }
}
