// SPDX-License-Identifier: Apache-2.0

import Documents
import Trade

/// `events.yaml`: dated events and windows.
enum EventsFile {
  static let name = "events.yaml"

  static func read(_ file: HashedDocument) throws -> [DatedEvent] {
    let root = try file.document.root.mapping(of: "the events file", keys: ["events"])
    var ids = UniqueIDs()
    return try (root["events"]?.list() ?? []).enumerated().map { index, node in
      let fields = try node.mapping(of: "an event", keys: ["id", "title", "when", "publisher", "goods", "to"])
      return DatedEvent(
        id: try ids.take(fields.required("id")), title: try fields.required("title").text(),
        period: try fields.required("when").period(), publisher: try fields.text("publisher"),
        goods: try fields.texts("goods"), destinations: try fields.texts("to"),
        address: file.address("events", entry: index + 1))
    }
  }
}
