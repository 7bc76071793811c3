// SPDX-License-Identifier: Apache-2.0

import Trade

/// Why a detector could not be set up or had nothing to look at.
package struct DetectorError: Error, Sendable, Hashable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    package static let unknownDetector = Code(description: "unknown-detector")
    package static let unknownParameter = Code(description: "unknown-parameter")
    package static let badParameter = Code(description: "bad-parameter")
    /// The case lacks what the detector needs: not a mistake, and no finding either.
    package static let noData = Code(description: "no-data")
  }

  package var code: Code
  /// What failed, and what to do.
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}

extension DetectorError: CustomStringConvertible {
  package var description: String { message }
}

extension DetectorError {
  static func unknownDetector(_ id: String, known: [String]) -> DetectorError {
    let hint = Nearest.word(to: id, among: known).map { "did you mean '\($0)'?" } ?? "known: \(known.joined(separator: ", "))."
    return DetectorError(.unknownDetector, "There is no detector '\(id)'; \(hint)")
  }

  static func unknownParameter(_ name: String, of declaration: DetectorDeclaration) -> DetectorError {
    let names = declaration.parameters.map(\.name)
    let hint =
      Nearest.word(to: name, among: names).map { "did you mean '\($0)'?" } ?? "it has: \(names.joined(separator: ", "))."
    return DetectorError(.unknownParameter, "The detector '\(declaration.id)' has no parameter '\(name)'; \(hint)")
  }

  static func badParameter(
    _ parameter: ParameterDeclaration, _ text: String, of declaration: DetectorDeclaration
  ) -> DetectorError {
    DetectorError(
      .badParameter, "'\(text)' can't be '\(parameter.name)' of the detector '\(declaration.id)': write \(parameter.range).")
  }
}
