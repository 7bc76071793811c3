// SPDX-License-Identifier: Apache-2.0

package import Documents
package import Foundation
import Measures

/// The claims of a case, read strictly.
///
/// ```yaml
/// claims:
///   - id: kgz-multiple
///     says: EU exports of listed goods to Kyrgyzstan grew more than sixfold.
///     topic: Third countries
///     key-point: true
///     measure: {of: value, how: multiple, from: EU27, to: KGZ, period: 2022-01..2022-10, against: 2021-01..2021-10}
///     expect: more than 6 times
/// ```
package struct ClaimFile: Sendable {
  /// In the order written.
  package let claims: [Claim]

  /// - Parameters:
  ///   - shownAs: the path that errors print.
  ///   - detectors: the ids that a finding may name; nil accepts any.
  /// - Throws: `DocumentError`.
  package init(file: URL, shownAs: String = "claims.yaml", detectors: [String]? = nil) throws {
    try self.init(Document(file: file, shownAs: shownAs), detectors: detectors)
  }

  package init(_ document: Document, detectors: [String]? = nil) throws {
    guard !document.root.isNull else {
      claims = []
      return
    }
    let root = try document.root.mapping(of: "claims.yaml", keys: ["claims"])
    var seen: Set<String> = []
    claims =
      try root["claims"]?.list().map { node in
        let claim = try Self.claim(node, detectors: detectors)
        guard seen.insert(claim.id).inserted else { throw node.error(.duplicate, "The id '\(claim.id)' stands twice.") }
        return claim
      } ?? []
  }

  private static func claim(_ node: DocumentNode, detectors: [String]?) throws -> Claim {
    let fields = try node.mapping(
      of: "a claim", keys: ["id", "says", "topic", "key-point", "measure", "finding", "expect", "needs"])
    let idNode = try fields.required("id")
    let id = try idNode.text()
    guard !id.isEmpty, id.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) else {
      throw idNode.error(.badValue, "'\(id)' is no id: write lower-case letters, digits and hyphens.")
    }
    let expectNode = try fields.required("expect")
    let expectation: Expectation
    do {
      expectation = try Expectation(expectNode.text())
    } catch let error as ExpectationError {
      throw expectNode.error(.badValue, error.description)
    }
    let needs = try fields.text("needs")
    let basis: Claim.Basis
    switch (fields["measure"], fields["finding"]) {
    case (let measureNode?, nil):
      let measure = try MeasureReader.measure(measureNode)
      if let problem = ExpectationFit.problem(expectation, measure) { throw expectNode.error(.badValue, problem) }
      basis = .measure(measure)
    case (nil, let findingNode?):
      basis = .finding(try finding(findingNode, detectors: detectors))
      if case .record = expectation.kind {
        throw expectNode.error(.badValue, "'\(expectation.words)' is for a measure with how: record.")
      }
    case (nil, nil):
      guard needs != nil else {
        throw node.error(.missingKey, "A claim needs 'measure' or 'finding', or 'needs': the data that it would take.")
      }
      basis = .nothing
    case (_?, let findingNode?):
      throw findingNode.error(.badValue, "A claim rests on a measure or on a finding, not on both; make it two claims.")
    }
    return Claim(
      id: id, says: try fields.required("says").text(), topic: try fields.text("topic"),
      isKeyPoint: try fields["key-point"]?.boolean() ?? false, basis: basis, expectation: expectation, needs: needs)
  }

  private static func finding(_ node: DocumentNode, detectors: [String]?) throws -> Claim.FindingReference {
    let fields = try node.mapping(of: "a finding", keys: ["detector", "party", "figure"])
    let detector = try fields.required("detector")
    return Claim.FindingReference(
      detector: try detectors.map { try detector.word(among: $0) } ?? detector.text(), party: try fields.text("party"),
      figure: try fields.text("figure"))
  }
}
