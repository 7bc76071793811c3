// SPDX-License-Identifier: Apache-2.0

package import Trade

/// What became of one detector.
package struct DetectorRun: Sendable, Hashable {
  package enum Outcome: Sendable, Hashable {
    /// By score, highest first, then by id. Empty: it looked and found nothing.
    case ran([Finding])
    /// It could not look: no such data. The reason is a sentence.
    case didNotRun(String)
  }

  package var declaration: DetectorDeclaration
  /// Every parameter as it was, `name: value`.
  package var parameters: [String: String]
  package var outcome: Outcome

  package init(declaration: DetectorDeclaration, parameters: [String: String], outcome: Outcome) {
    self.declaration = declaration
    self.parameters = parameters
    self.outcome = outcome
  }

  /// None when it did not run.
  package var findings: [Finding] {
    if case .ran(let findings) = outcome { findings } else { [] }
  }
}
