// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One thread that runs jobs in order: calls of an engine block, and the cooperative pool is not for that.
final class EngineThread: Sendable {
  // @unchecked: every access holds the condition.
  private final class Jobs: @unchecked Sendable {
    private let condition = NSCondition()
    private var waiting: [@Sendable () -> Void] = []
    private var isDone = false

    func put(_ job: @escaping @Sendable () -> Void) {
      condition.withLock { waiting.append(job) }
      condition.signal()
    }

    func finish() {
      condition.withLock { isDone = true }
      condition.signal()
    }

    /// Nil when the work is finished and no job waits.
    func take() -> (@Sendable () -> Void)? {
      condition.lock()
      defer { condition.unlock() }
      while waiting.isEmpty && !isDone { condition.wait() }
      return waiting.isEmpty ? nil : waiting.removeFirst()
    }
  }

  private let jobs = Jobs()

  init(name: String) {
    let thread = Thread { [jobs] in
      while let job = jobs.take() { job() }
    }
    thread.name = name
    // Engines plan deeply nested statements on the caller's stack.
    thread.stackSize = 16 << 20
    thread.start()
  }

  deinit { jobs.finish() }

  func run(_ job: @escaping @Sendable () -> Void) { jobs.put(job) }
}
