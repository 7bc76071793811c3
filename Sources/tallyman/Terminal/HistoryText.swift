// SPDX-License-Identifier: Apache-2.0

import Intake
import Trade

/// A history for a terminal.
enum HistoryText {
  static func plain(_ history: RecordHistory, asOf: Day) -> String {
    let versions = history.versions
    var lines = [versions.count == 1 ? "1 version" : "\(versions.count) versions"]
    for (index, version) in versions.enumerated() {
      let released = version.released.map { "released \($0)" } ?? "no day of release known"
      let state = version.isCurrent ? ", counted on \(asOf)" : ", not counted on \(asOf)"
      lines.append("")
      lines.append("\(version.source): \(released)\(state)")
      guard index > 0 else {
        lines += version.entries.flatMap(whole)
        continue
      }
      for (old, new, changes) in RecordHistory.changes(versions[index - 1], version) {
        switch (old, new) {
        case (_?, let new?):
          lines.append("  \(new.address)")
          if changes.isEmpty { lines.append("    as before, word for word") }
          lines += changes.map { "    \($0.name): \($0.before ?? "(not stated)") → \($0.after ?? "(not stated)")" }
        case (nil, let new?): lines += ["  a row more:"] + whole(new)
        case (let old?, nil): lines.append("  a row less: \(old.address)")
        case (nil, nil): break
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func whole(_ entry: RecordHistory.Entry) -> [String] {
    ["  \(entry.address)"] + entry.fields.map { "    \($0.name): \($0.value)" }
  }
}
