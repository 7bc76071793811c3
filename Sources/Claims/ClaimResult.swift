// SPDX-License-Identifier: Apache-2.0

package import Trade

/// A claim after it was checked.
package struct ClaimResult: Sendable, Hashable {
  package enum Verdict: String, Sendable, CaseIterable {
    case holds, fails
    case cannotBeChecked = "cannot-be-checked"
  }

  package var id: String
  /// The sentence to be published.
  package var says: String
  package var verdict: Verdict
  /// The expectation in the reporter's words, and what they mean in numbers: "over 350 % (more than 350)".
  package var expected: String
  /// Nil when there is no figure; a figure that leaves the claim open is given.
  package var computed: Figure?
  package var parts: [Figure]
  /// Why the verdict is what it is, in a sentence or two; for `cannotBeChecked`, what is missing.
  package var because: String
  package var grade: EvidenceGrade?
  /// The claim's section of the report, as the case names it.
  package var topic: String?
  /// The case wants it among the key points, when it holds.
  package var isKeyPoint: Bool

  package init(
    id: String, says: String, verdict: Verdict, expected: String, computed: Figure?, parts: [Figure] = [],
    because: String, grade: EvidenceGrade? = nil, topic: String? = nil,
    isKeyPoint: Bool = false
  ) {
    self.id = id
    self.says = says
    self.verdict = verdict
    self.expected = expected
    self.computed = computed
    self.parts = parts
    self.because = because
    self.grade = grade
    self.topic = topic
    self.isKeyPoint = isKeyPoint
  }
}
