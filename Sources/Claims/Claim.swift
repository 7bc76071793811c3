// SPDX-License-Identifier: Apache-2.0

package import Measures

/// A sentence to be published, and what it rests on.
package struct Claim: Sendable, Hashable {
  package enum Basis: Sendable, Hashable {
    case measure(Measure)
    case finding(FindingReference)
    /// The case has nothing to check it with; `needs` says what would be needed.
    case nothing
  }

  package struct FindingReference: Sendable, Hashable {
    /// The detector's id.
    package var detector: String
    /// As the case writes it; any party of the detector's findings when nil.
    package var party: String?
    /// The label of one of the finding's figures.
    package var figure: String?

    package init(detector: String, party: String?, figure: String?) {
      self.detector = detector
      self.party = party
      self.figure = figure
    }
  }

  /// In kebab case.
  package var id: String
  package var says: String
  /// The section of the report.
  package var topic: String?
  /// It may lead the report when it holds.
  package var isKeyPoint: Bool
  package var basis: Basis
  package var expectation: Expectation
  /// The data that are missing, for "cannot be checked".
  package var needs: String?
}
