// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The tables that come with the target. A missing or broken one is a mistake of ours, not of the user.
enum NameData {
  /// The fields of each row of a tab-separated table; `#` starts a comment line.
  static func rows(of table: String, columns: Int) -> [[String]] {
    guard let url = Bundle.module.url(forResource: table, withExtension: "tsv"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { preconditionFailure("The table \(table).tsv does not come with the program.") }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      precondition(fields.count == columns, "\(table).tsv: '\(line)' has not \(columns) fields.")
      return fields
    }
  }

  static func spellings(_ field: String) -> [String] {
    field.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
