// SPDX-License-Identifier: Apache-2.0

/// Keeps requests to one server apart, as its terms ask.
package actor Pace {
  private let spacing: Duration
  private let now: @Sendable () -> ContinuousClock.Instant
  private let pause: @Sendable (Duration) async throws -> Void
  private var next: ContinuousClock.Instant?

  /// - Parameter spacing: the least time from one request to the next.
  package init(
    spacing: Duration, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
    pause: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.spacing = spacing
    self.now = now
    self.pause = pause
  }

  func turn() async throws {
    let instant = now()
    let start = max(instant, next ?? instant)
    next = start.advanced(by: spacing)
    if start > instant { try await pause(instant.duration(to: start)) }
  }
}
