// SPDX-License-Identifier: Apache-2.0

import CADBC
import Dispatch
import Synchronization

/// Knows which statement runs, and stops it from any thread.
final class Canceller: Sendable {
  typealias Ticket = Int

  // @unchecked: the pointer is used under the mutex only, which also guards the connection's end.
  private struct State: @unchecked Sendable {
    var next = 0
    var running: Ticket?
    var stopped: Set<Ticket> = []
    var connection: UnsafeMutablePointer<AdbcConnection>?
    var isShielded = false
  }

  private let driver: Driver
  private let state = Mutex(State())

  init(_ driver: Driver) { self.driver = driver }

  func ticket() -> Ticket {
    state.withLock {
      $0.next += 1
      return $0.next
    }
  }

  /// Says which connection to interrupt; nil before it goes away.
  func use(_ connection: UnsafeMutablePointer<AdbcConnection>?) {
    nonisolated(unsafe) let connection = connection
    state.withLock { $0.connection = connection }
  }

  /// Runs `body` as the ticket's work. When that was stopped, any error is ``WarehouseError/cancelled``, except a
  /// fatal one, which says more.
  func run<Result>(_ ticket: Ticket, _ body: () throws -> Result) throws -> Result {
    let isStopped = state.withLock {
      $0.running = ticket
      return $0.stopped.contains(ticket)
    }
    defer {
      state.withLock {
        $0.running = nil
        $0.stopped.remove(ticket)
      }
    }
    if isStopped { throw WarehouseError.cancelled }
    do {
      return try body()
    } catch {
      if (error as? WarehouseError)?.isFatal != true, self.isStopped { throw WarehouseError.cancelled }
      throw error
    }
  }

  /// Runs `body` as part of the work that runs, without interrupts.
  func shielded<Result>(_ body: () throws -> Result) rethrows -> Result {
    state.withLock { $0.isShielded = true }
    defer { state.withLock { $0.isShielded = false } }
    return try body()
  }

  /// Whether the work that runs is to stop.
  var isStopped: Bool {
    state.withLock { state in !state.isShielded && (state.running.map { state.stopped.contains($0) } ?? false) }
  }

  func cancelRunning() {
    if let ticket = state.withLock({ $0.running }) { cancel(ticket) }
  }

  func cancel(_ ticket: Ticket) {
    let again = state.withLock { state in
      state.stopped.insert(ticket)
      guard state.running == ticket else { return false }
      if let connection = state.connection, !state.isShielded {
        var error = tallyman_adbc_error()
        _ = driver.functions.ConnectionCancel?(connection, &error)
        if let release = error.release { release(&error) }
      }
      return true
    }
    // An interrupt that comes just before the statement starts is forgotten by the engine, so it is repeated.
    guard again else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(20)) { [weak self] in
      guard let self, self.state.withLock({ $0.running == ticket }) else { return }
      self.cancel(ticket)
    }
  }
}
