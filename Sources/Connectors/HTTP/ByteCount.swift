// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// How many bytes of an answer came, when its body is wanted.
final class ByteCount: Sendable {
  private let state = Mutex<(bytes: Int, whole: Int?)?>(nil)

  func begin(_ bytes: Int, _ whole: Int?) { state.withLock { $0 = (bytes, whole) } }

  func ignore() { state.withLock { $0 = nil } }

  /// Nil when the body is of no interest (an error page).
  func add(_ count: Int) -> (Int, Int?)? {
    state.withLock { state in
      guard let (bytes, whole) = state else { return nil }
      state = (bytes + count, whole)
      return state
    }
  }
}
