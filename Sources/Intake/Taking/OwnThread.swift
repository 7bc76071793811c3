// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Runs blocking work on a thread of its own, never on the cooperative pool.
func onThread<Result: Sendable>(
  _ name: String, _ body: @escaping @Sendable (_ isStopped: @escaping @Sendable () -> Bool) throws -> Result
) async throws -> Result {
  let flag = StopFlag()
  return try await withTaskCancellationHandler {
    try await withCheckedThrowingContinuation { continuation in
      let thread = Thread {
        continuation.resume(with: Swift.Result { try body { flag.isSet } })
      }
      thread.name = name
      thread.start()
    }
  } onCancel: {
    flag.set()
  }
}

// @unchecked: the flag is read and written under the lock.
private final class StopFlag: @unchecked Sendable {
  private let lock = NSLock()
  private var value = false
  var isSet: Bool { lock.withLock { value } }
  func set() { lock.withLock { value = true } }
}
