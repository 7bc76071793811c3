// SPDX-License-Identifier: Apache-2.0

/// Answers that were already given: the same question is put to the engine once, even while it is being answered.
actor MeasureCache {
  private var answers: [Measure: Task<Answer, any Error>] = [:]

  /// A refusal is an answer and is remembered; a failure of the engine is not.
  func answer(_ measure: Measure, _ compute: @escaping @Sendable (Measure) async throws -> Answer) async throws
    -> Answer
  {
    if let known = answers[measure] { return try await known.value }
    let task = Task { try await compute(measure) }
    answers[measure] = task
    do {
      return try await task.value
    } catch {
      if !(error is MeasureError) { answers[measure] = nil }
      throw error
    }
  }
}
