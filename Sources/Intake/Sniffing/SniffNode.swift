// SPDX-License-Identifier: Apache-2.0

/// A piece of a proposal, written as YAML to paste and encoded as JSON.
package indirect enum SniffNode: Sendable, Hashable {
  case text(String)
  case list([SniffNode])
  /// In the order in which it is to be read.
  case map([Entry])

  package struct Entry: Sendable, Hashable {
    package var key: String
    package var value: SniffNode
  }

  static func map(_ pairs: KeyValuePairs<String, SniffNode>) -> SniffNode {
    .map(pairs.map { Entry(key: $0.key, value: $0.value) })
  }

  static func column(_ name: String) -> SniffNode { .map(["column": .text(name)]) }

  func adding(_ key: String, _ value: SniffNode) -> SniffNode {
    guard case .map(let entries) = self else { return self }
    return .map(entries + [Entry(key: key, value: value)])
  }

  /// In one line.
  package var flow: String {
    switch self {
    case .text(let text): SniffNode.quoted(text)
    case .list(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .map(let entries): "{" + entries.map { "\(SniffNode.quoted($0.key)): \($0.value.flow)" }.joined(separator: ", ") + "}"
    }
  }

  /// In quotes where YAML would read something else.
  static func quoted(_ text: String) -> String {
    let isPlain =
      text.first.map { $0.isLetter } ?? false && text.last != " "
      && text.allSatisfy { $0.isLetter || $0.isNumber || "_-./ ".contains($0) }
    let words: Set<String> = ["true", "false", "yes", "no", "null", "on", "off", "y", "n", "nan", "inf"]
    if isPlain, !words.contains(text.lowercased()) { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      .replacing("\t", with: "\\t")
    return "\"\(escaped)\""
  }
}

extension SniffNode: Encodable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .text(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .list(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(item) }
    case .map(let entries):
      var container = encoder.container(keyedBy: Key.self)
      for entry in entries { try container.encode(entry.value, forKey: Key(stringValue: entry.key)) }
    }
  }
}
