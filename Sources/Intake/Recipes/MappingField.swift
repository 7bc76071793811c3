// SPDX-License-Identifier: Apache-2.0

import Documents
import Trade

/// One field of a `mapping`, such as `value: {column: value_eur, currency: EUR}`, with its keys checked.
struct MappingField {
  let name: String
  let node: DocumentNode
  private var keys: [String: DocumentNode]

  /// Keys that say where a field comes from: of these, an entry of `series` replaces all.
  private static let places: Set = ["column", "is", "year", "month", "from", "to", "by-year"]

  init(_ name: String, _ node: DocumentNode, keys allowed: [String]) throws {
    self.name = name
    self.node = node
    let fields = try node.mapping(of: "the field '\(name)'", keys: allowed)
    keys = Dictionary(uniqueKeysWithValues: allowed.compactMap { key in fields[key].map { (key, $0) } })
  }

  /// A constant written without its `is:`.
  init(_ name: String, literal node: DocumentNode) {
    self.name = name
    self.node = node
    keys = ["is": node]
  }

  subscript(key: String) -> DocumentNode? { keys[key] }

  /// This field with what an entry of `series` says instead.
  func overridden(by other: MappingField?) -> MappingField {
    guard let other else { return self }
    var result = other
    let replaces = other.keys.keys.contains { MappingField.places.contains($0) }
    // A scale belongs to its unit: billions of dollars must not make billions of per cent.
    let keepsScale = other.keys["currency"] == nil
    for (key, value) in keys
    where result.keys[key] == nil && !(replaces && MappingField.places.contains(key)) && (keepsScale || key != "scale")
    {
      result.keys[key] = value
    }
    return result
  }

  func words(_ key: String = "words") throws -> [String: String] {
    guard let node = keys[key] else { return [:] }
    return Dictionary(try node.entries().map { ($0.key, try $0.node.text()) }, uniquingKeysWith: { first, _ in first })
  }

  func missing(_ what: String) -> DocumentError {
    node.error(.missingKey, "The field '\(name)' needs \(what).")
  }

  /// Reads `decimal`, `thousands`, `scale` and `empty`.
  func numberForm(scale factor: Double = 1) throws -> NumberForm {
    var form = NumberForm()
    if let node = keys["decimal"] { form.decimal = Character(try node.word(among: [".", ","])) }
    if let node = keys["thousands"] {
      form.thousands = Character(try node.word(among: [".", ",", "'"]))
      if form.thousands == form.decimal {
        throw node.error(.badValue, "The mark between thousands can't be the decimal mark '\(form.decimal)'.")
      }
    }
    let scale = try keys["scale"]?.number() ?? 1
    if let node = keys["scale"], scale <= 0 { throw node.error(.badValue, "A scale is above zero.") }
    form.scale = scale * factor
    form.empty = try keys["empty"]?.oneOrMany().map { try $0.text() } ?? []
    return form
  }
}

/// The fields of a `mapping` or of one entry of `series`.
struct MappingFields {
  let node: DocumentNode
  private(set) var fields: [String: MappingField]

  static let country = ["column", "is", "codes", "words"]
  static let number = ["column", "scale", "decimal", "thousands", "empty"]

  init(_ node: DocumentNode, of what: String, allowed: [String: [String]]) throws {
    self.node = node
    let found = try node.mapping(of: what, keys: allowed.keys.sorted())
    fields = [:]
    for (name, keys) in allowed {
      if let value = found[name] { fields[name] = try MappingField(name, value, keys: keys) }
    }
  }

  subscript(name: String) -> MappingField? { fields[name] }

  func required(_ name: String) throws -> MappingField {
    guard let field = fields[name] else { throw node.error(.missingKey, "The mapping needs the field '\(name)'.") }
    return field
  }

  func overridden(by entry: MappingFields) -> MappingFields {
    var result = self
    for (name, field) in entry.fields { result.fields[name] = fields[name]?.overridden(by: field) ?? field }
    return result
  }
}
