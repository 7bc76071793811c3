// SPDX-License-Identifier: Apache-2.0

import Documents
import Trade

/// `statements.yaml`: who said what, when, and what it implies for records.
enum StatementsFile {
  static let name = "statements.yaml"

  static func read(_ file: HashedDocument) throws -> [Statement] {
    let root = try file.document.root.mapping(of: "the statements file", keys: ["statements"])
    var ids = UniqueIDs()
    return try (root["statements"]?.list() ?? []).enumerated().map { index, node in
      let fields = try node.mapping(of: "a statement", keys: ["id", "who", "date", "says", "publisher", "implies"])
      return Statement(
        id: try ids.take(fields.required("id")), who: try fields.required("who").text(),
        when: try fields.required("date").period(), says: try fields.required("says").text(),
        publisher: try fields.text("publisher"), implies: try fields["implies"].map(implication),
        address: file.address("statements", entry: index + 1))
    }
  }

  private static func implication(_ node: DocumentNode) throws -> Statement.Implication {
    let fields = try node.mapping(of: "what a statement implies", keys: ["parties", "roles", "goods", "to", "from", "until"])
    let roles = try fields["roles"]?.oneOrMany().map { try $0.choice(PartyRole.self) } ?? []
    let from = try fields.required("from").day()
    let until = try fields["until"]?.day()
    if let until, until < from {
      throw node.error(.badValue, "The statement is said to hold until \(until), which is before it begins, \(from).")
    }
    return Statement.Implication(
      parties: try fields.texts("parties"), roles: roles, goods: try fields.texts("goods"),
      destinations: try fields.texts("to"), from: from, to: until)
  }
}

extension DocumentNode {
  /// A day; of a month or a year, its first day.
  func startOfPeriod() throws -> Day { try period().from }
}
