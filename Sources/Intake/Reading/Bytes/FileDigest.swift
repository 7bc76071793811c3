// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// SHA-256 of a file, computed on a thread of its own while another reads the file.
final class FileDigest: @unchecked Sendable {
  // The hash is touched by the digest's thread alone; `result` is handed over under the condition's lock.
  private let stretches = Conduit<[UInt8]>(capacity: 8)
  private let condition = NSCondition()
  private var result: String?

  init() {
    let thread = Thread { [self] in
      var hash = SHA256()
      while case .some(let bytes) = stretches.pop() { bytes.withUnsafeBytes { hash.update(bufferPointer: $0) } }
      let digest = Hex.string(hash.finalize())
      condition.lock()
      result = digest
      condition.broadcast()
      condition.unlock()
    }
    thread.name = "tallyman-digest"
    thread.start()
  }

  func add(_ bytes: [UInt8]) { stretches.push(bytes) }

  /// Ends the thread when the digest is not wanted any more.
  func abandon() { stretches.close() }

  /// 64 lower-case hexadecimal digits; waits for the thread.
  func finish() -> String {
    stretches.finish()
    condition.lock()
    defer { condition.unlock() }
    while result == nil { condition.wait() }
    return result ?? ""
  }
}
