// SPDX-License-Identifier: Apache-2.0

import Documents
import Measures
import Trade

/// `substitutions.yaml`: imports that may take the place of a domestic maker's goods.
enum SubstitutionsFile {
  static let name = "substitutions.yaml"

  static func read(_ file: HashedDocument) throws -> [DeclaredSubstitution] {
    let root = try file.document.root.mapping(of: "the substitutions file", keys: ["substitutions"])
    var ids = UniqueIDs()
    return try (root["substitutions"]?.list() ?? []).enumerated().map { index, node in
      let fields = try node.mapping(
        of: "a substitution", keys: ["id", "title", "maker", "since", "says", "publisher", "imports", "domestic"])
      return DeclaredSubstitution(
        id: try ids.take(fields.required("id")), title: try fields.required("title").text(),
        maker: try fields.required("maker").text(), since: try fields.required("since").startOfPeriod(), says: try fields.text("says"),
        publisher: try fields.text("publisher"), imports: try measure(fields.required("imports")),
        domestic: try fields["domestic"].map(measure), address: file.address("substitutions", entry: index + 1))
    }
  }

  private static func measure(_ node: DocumentNode) throws -> Measure {
    let measure = try MeasureReader.measure(node)
    guard measure.how == .total, measure.period == nil else {
      throw node.error(.badValue, "Declare the series as a total without a period; the detector asks for each month or year.")
    }
    return measure
  }
}
