// SPDX-License-Identifier: Apache-2.0

package import Measures
package import Trade

/// Looks for one kind of lead. It asks the desk, and nobody else; it keeps nothing between calls.
package protocol Detector: Sendable {
  static var declaration: DetectorDeclaration { get }

  init(_ values: ParameterValues) throws

  /// - Throws: ``DetectorError/Code/noData`` when the case lacks what the detector needs.
  func findings(at desk: any Desk) async throws -> [Finding]
}

/// What a detector says of itself; the documentation is made from it.
package struct DetectorDeclaration: Sendable, Hashable {
  /// A table that has to hold rows before the detector can say anything.
  package struct Input: Sendable, Hashable {
    package var table: String
    package var columns: [String]
    /// What rows of the table count, as SQL over its columns; nil for any.
    package var condition: String?
    /// The rows in plain words: "filings or customs records".
    package var about: String
    /// The case's own file that declares it, in place of a table; the detector itself looks whether it is there.
    package var file: String?

    package init(table: String, columns: [String], condition: String? = nil, about: String) {
      self.table = table
      self.columns = columns
      self.condition = condition
      self.about = about
    }

    package init(file: String, about: String) {
      self.init(table: "", columns: [], about: about)
      self.file = file
    }
  }

  /// In kebab case, made from the type's name.
  package var id: String
  package var title: String
  /// What a finding means.
  package var finds: String
  package var doesNotMean: String
  /// The formula and the score, in plain words.
  package var method: String
  /// The paper, standard or guidance that the method comes from.
  package var source: String
  package var inputs: [Input]
  package var parameters: [ParameterDeclaration]
  package var caveats: [String]
  /// In one line.
  package var cost: String

  package init(
    id: String, title: String, finds: String, doesNotMean: String, method: String, source: String, inputs: [Input],
    parameters: [ParameterDeclaration], caveats: [String], cost: String
  ) {
    self.id = id
    self.title = title
    self.finds = finds
    self.doesNotMean = doesNotMean
    self.method = method
    self.source = source
    self.inputs = inputs
    self.parameters = parameters
    self.caveats = caveats
    self.cost = cost
  }
}
