// SPDX-License-Identifier: Apache-2.0

package import Trade
import Yams

/// One value of a document, with its place.
package struct DocumentNode: Sendable {
  package let file: String
  /// 1-based.
  package let line: Int
  package let column: Int?
  private let content: Content

  private indirect enum Content: Sendable {
    case null
    /// `plain` is false for a quoted scalar, which is text whatever it looks like.
    case scalar(String, plain: Bool)
    case list([DocumentNode])
    case mapping([(key: DocumentNode, value: DocumentNode)])
  }

  init(_ node: Node, file: String, line fallback: Int) {
    self.file = file
    let here = node.mark?.line ?? fallback
    line = here
    column = node.mark?.column
    switch node {
    case .scalar(let scalar):
      let plain = scalar.style == .plain || scalar.style == .any
      let empty = scalar.string.isEmpty || ["~", "null", "Null", "NULL"].contains(scalar.string)
      content = plain && empty ? .null : .scalar(scalar.string, plain: plain)
    case .sequence(let sequence): content = .list(sequence.map { DocumentNode($0, file: file, line: here) })
    case .mapping(let mapping):
      content = .mapping(
        mapping.map { (DocumentNode($0.key, file: file, line: here), DocumentNode($0.value, file: file, line: here)) })
    case .alias: content = .null
    }
  }

  package var isNull: Bool { if case .null = content { true } else { false } }
  package var isList: Bool { if case .list = content { true } else { false } }
  package var isMapping: Bool { if case .mapping = content { true } else { false } }

  /// An error at this value.
  package func error(_ code: DocumentError.Code, _ message: String) -> DocumentError {
    DocumentError(code, message, file: file, line: line, column: column)
  }

  /// A scalar as it is written.
  package func text() throws -> String {
    guard case .scalar(let text, _) = content else { throw error(.wrongType, "Text is expected here, not \(kind).") }
    return text
  }

  package func integer() throws -> Int {
    let text = try text()
    guard let number = Int(text.replacing("_", with: "")) else {
      throw error(.wrongType, "'\(text)' is not a whole number.")
    }
    return number
  }

  package func number() throws -> Double {
    let text = try text()
    guard let number = Double(text.replacing("_", with: "")), number.isFinite else {
      throw error(.wrongType, "'\(text)' is not a number; write digits with a point, such as 1234.5.")
    }
    return number
  }

  package func boolean() throws -> Bool {
    switch try text() {
    case "true", "yes": return true
    case "false", "no": return false
    case let text: throw error(.wrongType, "'\(text)' is neither true nor false.")
    }
  }

  package func day() throws -> Day {
    let text = try text()
    guard let day = Day(text) else { throw error(.badValue, "'\(text)' is not a date; write YYYY-MM-DD, a day that exists.") }
    return day
  }

  package func period() throws -> Period {
    let text = try text()
    guard let period = Period(text) else {
      throw error(
        .badValue,
        "'\(text)' is not a period; write 2022, 2022-Q1, 2022-03, 2022-03-31, or a range such as 2022-01..2022-10.")
    }
    return period
  }

  /// One of a closed set of words.
  package func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) throws -> Choice
  where Choice.RawValue == String {
    let text = try text()
    if let choice = Choice(rawValue: text) { return choice }
    throw unknownWord(text, among: Choice.allCases.map(\.rawValue))
  }

  /// One of a set of words known only at run time.
  package func word(among words: some Collection<String>) throws -> String {
    let text = try text()
    if words.contains(text) { return text }
    throw unknownWord(text, among: words.sorted())
  }

  private func unknownWord(_ text: String, among words: [String]) -> DocumentError {
    let hint = Nearest.word(to: text, among: words).map { " Did you mean '\($0)'?" } ?? ""
    return error(.badValue, "'\(text)' is not known here.\(hint) Known: \(words.joined(separator: ", ")).")
  }

  /// The items of a list; a null is an empty list.
  package func list() throws -> [DocumentNode] {
    switch content {
    case .list(let items): return items
    case .null: return []
    default: throw error(.wrongType, "A list is expected here, not \(kind).")
    }
  }

  /// The items of a list, or a single value as a list of one.
  package func oneOrMany() throws -> [DocumentNode] {
    if case .list(let items) = content { return items }
    return isNull ? [] : [self]
  }

  /// The entries of a mapping with keys of the user's own choice, in the order written.
  package func entries() throws -> [(key: String, node: DocumentNode)] {
    switch content {
    case .mapping(let pairs): return try pairs.map { (try $0.key.text(), $0.value) }
    case .null: return []
    default: throw error(.wrongType, "Keys with values are expected here, not \(kind).")
    }
  }

  /// A mapping with known keys; any other key is an error.
  /// - Parameter what: for messages: "a source", "a claim".
  package func mapping(of what: String, keys: [String]) throws -> DocumentFields {
    guard case .mapping(let pairs) = content else {
      throw error(.wrongType, "\(what) is expected here, written as keys with values, not \(kind).")
    }
    var values: [String: DocumentNode] = [:]
    for (key, value) in pairs {
      let name = try key.text()
      guard keys.contains(name) else {
        let hint = Nearest.word(to: name, among: keys).map { " Did you mean '\($0)'?" } ?? ""
        throw key.error(
          .unknownKey, "'\(name)' is not a key of \(what).\(hint) Known keys: \(keys.joined(separator: ", ")).")
      }
      values[name] = value
    }
    return DocumentFields(what: what, node: self, values: values)
  }

  func refuseDuplicateKeys() throws {
    switch content {
    case .list(let items): for item in items { try item.refuseDuplicateKeys() }
    case .mapping(let pairs):
      var seen: Set<String> = []
      for (key, value) in pairs {
        let name = try key.text()
        guard seen.insert(name).inserted else { throw key.error(.duplicate, "The key '\(name)' stands twice.") }
        try value.refuseDuplicateKeys()
      }
    default: break
    }
  }

  private var kind: String {
    switch content {
    case .null: "nothing"
    case .scalar(let text, _): "'\(text)'"
    case .list: "a list"
    case .mapping: "keys with values"
    }
  }
}
