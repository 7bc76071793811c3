// SPDX-License-Identifier: Apache-2.0

/// A cell of a CSV file after RFC 4180 that no spreadsheet takes for a formula.
package enum CSVCell {
  /// Spreadsheets run a cell that begins like this; a leading apostrophe makes it text. Numbers stay numbers.
  package static func text(_ text: String) -> String {
    let safe = startsFormula(text) && !isNumber(text) ? "'" + text : text
    let quoted = safe.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    return quoted ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }

  private static func startsFormula(_ text: String) -> Bool {
    // The full-width forms are taken for the plain ones by spreadsheets set to Chinese or Japanese.
    text.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
  }

  /// An optional sign, digits, and a point with digits: nothing that could call anything.
  private static func isNumber(_ text: String) -> Bool {
    let digits =
      text.utf8.first.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") } == true ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
  }
}
