// SPDX-License-Identifier: Apache-2.0

import Trade

/// A JSON value whose keys keep the order they are written in, so that files read well and never change by themselves.
package indirect enum JSON {
  case null
  case bool(Bool)
  case number(Double)
  case integer(Int)
  case text(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }
  /// What is undisclosed, and what is no number, is null.
  static func optional(_ value: Double?) -> JSON { value.flatMap { $0.isFinite ? .number($0) : nil } ?? .null }
  static func texts(_ texts: [String]) -> JSON { .array(texts.map(JSON.text)) }
  static func addresses(_ addresses: [RecordAddress]) -> JSON { texts(addresses.map(\.description)) }

  /// Two spaces of indent and a line end at the end.
  package var file: String { written(indent: "") + "\n" }

  /// On one line, and safe inside a `<script>` element.
  package var inScript: String {
    var out = ""
    for scalar in compact.unicodeScalars {
      switch scalar {
      case "<", ">", "&", "\u{2028}", "\u{2029}": out += JSON.escape(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  private func written(indent: String) -> String {
    let inner = indent + "  "
    switch self {
    case .array(let values) where !values.isEmpty:
      return "[\n" + values.map { inner + $0.written(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let pairs) where !pairs.isEmpty:
      let lines = pairs.map { "\(inner)\(JSON.quoted($0.key)): \($0.value.written(indent: inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return compact
    }
  }

  private var compact: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): NumberText.exact(value) ?? "null"
    case .integer(let value): String(value)
    case .text(let text): JSON.quoted(text)
    case .array(let values): "[" + values.map(\.compact).joined(separator: ",") + "]"
    case .object(let pairs): "{" + pairs.map { "\(JSON.quoted($0.key)):\($0.value.compact)" }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\r": out += "\\r"
      case "\t": out += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}": out += escape(scalar)
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
