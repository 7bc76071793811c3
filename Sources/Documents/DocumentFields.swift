// SPDX-License-Identifier: Apache-2.0

/// The values of a mapping whose keys were checked.
package struct DocumentFields: Sendable {
  let what: String
  package let node: DocumentNode
  let values: [String: DocumentNode]

  /// Nil when the key is absent or its value empty.
  package subscript(key: String) -> DocumentNode? {
    guard let value = values[key], !value.isNull else { return nil }
    return value
  }

  package func required(_ key: String) throws -> DocumentNode {
    guard let value = self[key] else { throw node.error(.missingKey, "\(what) needs '\(key)'.") }
    return value
  }

  package func text(_ key: String) throws -> String? { try self[key]?.text() }

  package func texts(_ key: String) throws -> [String] { try self[key]?.oneOrMany().map { try $0.text() } ?? [] }
}
