// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation

/// The words that turn a mention of goods into something else; see `context.yaml`.
struct Context: Sendable {
  struct Governor: Sendable {
    var words: [TermPattern]
    /// In words.
    var reach: Int
    var untilComma: Bool
  }

  var governors: [Governor]
  var partBefore: [TermPattern]
  var partAfter: [TermPattern]
  /// Nouns that only count or group the thing: "комплект подшипников".
  var containers: [TermPattern]

  static func builtIn() throws -> Context { try Context(Resource.document("context.yaml")) }

  init(_ document: Document) throws {
    let fields = try document.root.mapping(of: "the context file", keys: ["governors", "part-before", "part-after", "containers"])
    governors = try fields.required("governors").list().map { node in
      let entry = try node.mapping(of: "a governor", keys: ["words", "reach", "until-comma"])
      return Governor(
        words: try entry.required("words").patterns(), reach: try entry.required("reach").integer(),
        untilComma: try entry["until-comma"]?.boolean() ?? false)
    }
    partBefore = try fields.required("part-before").patterns()
    partAfter = try fields.required("part-after").patterns()
    containers = try fields.required("containers").patterns()
  }
}

/// A file that ships with the program.
enum Resource {
  /// Everything that says what goods are.
  static let names = GoodsCatalogue.builtInLists.map { $0 + ".yaml" } + ["context.yaml", "hs-editions.yaml"]

  static func text(_ name: String) throws -> String {
    guard let url = Bundle.module.url(forResource: name, withExtension: nil) else {
      throw GoodsError.resourceMissing(name)
    }
    return try String(contentsOf: url, encoding: .utf8)
  }

  static func document(_ name: String) throws -> Document {
    guard let url = Bundle.module.url(forResource: name, withExtension: nil) else {
      throw GoodsError.resourceMissing(name)
    }
    return try Document(file: url, shownAs: name)
  }
}

extension DocumentNode {
  /// One term or a list of terms.
  func patterns() throws -> [TermPattern] {
    try oneOrMany().map { node in
      do {
        return try TermPattern(try node.text())
      } catch let problem as TermPattern.Problem {
        throw node.error(.badValue, problem.message)
      }
    }
  }
}
