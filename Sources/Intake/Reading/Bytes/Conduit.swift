// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A queue of limited length from one thread to another.
final class Conduit<Element>: @unchecked Sendable {
  // Everything below is read and written under the condition's lock.
  private let condition = NSCondition()
  private let capacity: Int
  private var waiting: [Element] = []
  private var isFinished = false
  private var isClosed = false

  init(capacity: Int) { self.capacity = capacity }

  /// Waits for room.
  /// - Returns: false when the other side has closed and nothing more is wanted.
  @discardableResult
  func push(_ element: Element) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while waiting.count >= capacity && !isClosed { condition.wait() }
    if isClosed { return false }
    waiting.append(element)
    condition.broadcast()
    return true
  }

  /// Waits for an element; nil at the end.
  func pop() -> Element? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty && !isFinished && !isClosed { condition.wait() }
    if waiting.isEmpty || isClosed { return nil }
    let element = waiting.removeFirst()
    condition.broadcast()
    return element
  }

  /// Takes an element if there is one, without waiting.
  func take() -> Element? {
    condition.lock()
    defer { condition.unlock() }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// Says that nothing more will be pushed.
  func finish() {
    condition.lock()
    isFinished = true
    condition.broadcast()
    condition.unlock()
  }

  /// Says that nothing more is wanted.
  func close() {
    condition.lock()
    isClosed = true
    waiting.removeAll()
    condition.broadcast()
    condition.unlock()
  }
}
