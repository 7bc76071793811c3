// SPDX-License-Identifier: Apache-2.0

/// What a source must say of its file besides profile and mapping.
enum SniffOptions {
  static func entries(_ sniff: Sniff, _ stated: [String: String], _ path: String) -> [SniffNode.Entry] {
    var entries: [SniffNode.Entry] = []
    func add(_ key: String, _ value: String) { entries.append(SniffNode.Entry(key: key, value: .text(value))) }
    let header = sniff.header
    if let delimiter = header.delimiter, delimiter != (DelimitedSample.usual(path) == 9 ? "tab" : ",") || stated["delimiter"] != nil {
      add("delimiter", delimiter)
    }
    if let quote = stated["quote"] { add("quote", quote) }
    if header.sheets.count > 1, let sheet = header.sheet { add("sheet", sheet) }
    if let text = stated["header"] {
      add("header", text)
    } else if let first = header.rows.first, let last = header.rows.last, last > 1 {
      add("header", first == last ? "\(first)" : "\(first)-\(last)")
    }
    if sniff.profile?.id != "ftm", sniff.profile?.id != "un-consolidated", let place = header.place, !place.isEmpty { add("rows", place) }
    return entries
  }
}

extension Sniff {
  /// An entry for `sources` in `case.yaml`.
  package var yaml: String {
    var lines = ["- id: \(id)", "  path: \(SniffNode.quoted(file))"]
    lines.append("  profile: \(profile?.id ?? "shipments")")
    if encoding != "utf-8" { lines.append("  encoding: \(encoding)") }
    if unsure.contains(where: { $0.of == "as-of" }) { lines.append("  as-of: YYYY-MM-DD   # the day of which the file is a snapshot") }
    if !options.isEmpty { lines.append("  options: \(SniffNode.map(options).flow)") }
    if !mapping.isEmpty {
      lines.append("  mapping:")
      for entry in mapping {
        let doubt = unsure.contains { $0.of == entry.key } ? "   # unsure" : ""
        lines.append("    \(entry.key): \(entry.value.flow)\(doubt)")
      }
    }
    return lines.joined(separator: "\n")
  }

  /// From the file's name: small letters, digits and hyphens.
  private var id: String {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    var plain = ""
    for character in name.prefix(while: { $0 != "." }).lowercased() {
      if character.isASCII, character.isLetter || character.isNumber { plain.append(character) } else if !plain.hasSuffix("-"), !plain.isEmpty { plain.append("-") }
    }
    while plain.hasSuffix("-") { plain.removeLast() }
    return plain.isEmpty ? "source" : plain
  }
}
