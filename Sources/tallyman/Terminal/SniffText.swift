// SPDX-License-Identifier: Apache-2.0

import Foundation
import Intake

/// What a file turned out to be, for a person or as JSON.
enum SniffText {
  static func json(_ sniff: Sniff) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(sniff), as: UTF8.self)
  }

  static func plain(_ sniff: Sniff) -> String {
    var lines = [sniff.file, ""]
    func line(_ label: String, _ text: String) {
      lines.append("\(label)\(String(repeating: " ", count: max(1, 10 - label.count)))\(text)")
    }
    line("format", format(sniff))
    line("encoding", sniff.encoding + (sniff.encodingBecause.map { " (\($0))" } ?? ""))
    line("header", header(sniff.header))
    line("rows", "\(sniff.rows)\(sniff.hasMore ? " looked at; there are more" : "")")
    lines += ["", "columns"]
    lines += columns(sniff.columns)
    if let profile = sniff.profile {
      lines.append("")
      line("profile", "\(profile.id): \(profile.why)")
    }
    lines += ["", sniff.unsure.isEmpty ? "unsure of nothing, which is no promise" : "unsure"]
    lines += sniff.unsure.map { "  \($0.of): \($0.why)" }
    lines += ["", "for `sources` in case.yaml", sniff.yaml]
    return lines.joined(separator: "\n")
  }

  private static func format(_ sniff: Sniff) -> String {
    var text = sniff.format
    if let delimiter = sniff.header.delimiter { text += delimiter == "tab" ? ", divided by tabs" : ", divided by '\(delimiter)'" }
    if let sheet = sniff.header.sheet { text += ", sheet '\(sheet)' of \(sniff.header.sheets.count)" }
    if let place = sniff.header.place, !place.isEmpty { text += ", rows at '\(place)'" }
    if !sniff.packing.isEmpty { text += ", packed with \(sniff.packing.joined(separator: " and "))" }
    return text
  }

  private static func header(_ header: Sniff.Header) -> String {
    guard let first = header.rows.first, let last = header.rows.last else { return "none; names are those of the format" }
    let rows = first == last ? "row \(first)" : "rows \(first) and \(last), joined"
    guard !header.titles.isEmpty else { return rows }
    return "\(rows), under: \(header.titles.map { $0.count > 60 ? $0.prefix(59) + "…" : $0[...] }.joined(separator: " / "))"
  }

  private static func columns(_ columns: [Sniff.Column]) -> [String] {
    let table = columns.map { column -> [String] in
      let census = column.census
      let meaning = column.meaning == .unknown ? "?" : column.meaning.rawValue + (column.role.map { " of \($0.rawValue)" } ?? "")
      var filled = "\(census.filled)"
      if census.undisclosed > 0 { filled += " (\(census.undisclosed) undisclosed)" }
      let isOrdered = [.integer, .number].contains(census.kind)
      let shown = isOrdered ? census.range.map { "\($0.low) … \($0.high)" } : nil
      return [
        cut(column.name, 40), census.kind.rawValue, meaning, filled,
        cut(shown ?? census.examples.map { cut($0, 24) }.joined(separator: " | "), 60),
      ]
    }
    let widths = (0..<4).map { index in table.map { $0[index].count }.max() ?? 0 }
    return table.map { row in
      let cells = row.enumerated().map { index, text in
        index < 4 ? text + String(repeating: " ", count: widths[index] - text.count) : text
      }
      return "  " + cells.joined(separator: "  ").trimmingCharacters(in: .whitespaces)
    }
  }

  private static func cut(_ text: String, _ length: Int) -> String {
    let line = text.replacing("\n", with: " ")
    return line.count > length ? line.prefix(length - 1) + "…" : line
  }
}
