// SPDX-License-Identifier: Apache-2.0

package struct SparkDialect: Dialect {
  package init() {}

  package var name: String { "spark" }

  package func tryDecimal(_ expression: String, precision: Int, scale: Int) -> String {
    "TRY_CAST(\(expression) AS DECIMAL(\(precision),\(scale)))"
  }

  package func tryDate(_ expression: String, format: String) -> String {
    "CAST(try_to_timestamp(\(expression), \(SQL.Value.text(SparkDialect.pattern(format)).literal)) AS DATE)"
  }

  package func keep(_ name: String, _ query: String) -> String { "CACHE TABLE \(name) AS \(query)" }

  package func forget(_ name: String) -> String { "UNCACHE TABLE IF EXISTS \(name)" }

  package var rowFolder: String? { nil }

  package func forgetView(_ name: String) -> String { "DROP VIEW IF EXISTS \(name)" }

  package func parquet(_ path: String) -> String {
    "(SELECT *, monotonically_increasing_id() AS file_row_number FROM parquet.`\(path.replacing("`", with: "``"))`)"
  }

  package func describe(_ query: String) -> (statement: String, names: String) {
    ("DESCRIBE QUERY \(query)", "col_name")
  }

  package func key(_ expression: String) -> String { "substr(md5(\(expression)), 1, 16)" }

  package var scratch: (begin: [SQL], end: [SQL]) { ([], []) }
  package var joinsAsWritten: (begin: [SQL], end: [SQL]) { ([], []) }
  package var rowsAtATime: Int? { nil }
  package var thrift: (begin: [SQL], end: [SQL]) { ([], []) }

  /// Spark writes date patterns with letters, as Java does; other letters stand in quotes.
  static func pattern(_ format: String) -> String {
    let letters: [Character: String] = [
      "Y": "yyyy", "y": "yy", "m": "MM", "d": "dd", "H": "HH", "I": "hh", "M": "mm", "S": "ss", "b": "MMM", "B": "MMMM",
      "p": "a", "j": "DDD", "-": "", "%": "%",
    ]
    var result = ""
    var rest = format[...]
    while let character = rest.popFirst() {
      if character == "%", let letter = rest.popFirst() {
        // %-d and the like: one digit or two.
        if letter == "-", let next = rest.popFirst() {
          result += (letters[next] ?? String(next)).first.map(String.init) ?? ""
        } else {
          result += letters[letter] ?? String(letter)
        }
      } else {
        result += character.isLetter ? "'\(character)'" : String(character)
      }
    }
    return result
  }
}
