// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// What publishers note beside their own figures: that one is an estimate, provisional, or the reporter's own guess. A
/// finding over such rows has to say so.
struct RecordNotes: Sendable {
  private struct Address: Hashable {
    var source: String
    var row: Int
  }

  private var notes: [Address: String] = [:]

  /// More noted rows than this are a property of the source rather than of a row.
  static let most = 200_000

  init(at desk: any Desk) async throws {
    let table = try await desk.kept(
      """
      SELECT source, "row", min(note) AS note FROM record
      WHERE \(fragment: EstimateNotes.condition)
      GROUP BY source, "row" ORDER BY source, "row" LIMIT \(Self.most)
      """)
    let (sources, rows, texts) = (try table.words("source"), try table.counts("row"), try table.words("note"))
    for row in 0..<table.count { notes[Address(source: sources[row], row: rows[row])] = texts[row] }
  }

  /// Adds to a finding what is noted of the rows under it, most frequent first, and their share. Only the addresses that the
  /// finding lists are looked at.
  func add(to finding: inout Finding) {
    guard !notes.isEmpty else { return }
    let addresses = Set(([finding.evidence] + finding.figures.map(\.evidence)).flatMap(\.addresses))
    var counts: [String: Int] = [:]
    for address in addresses {
      if let note = notes[Address(source: address.source, row: address.row)] { counts[note, default: 0] += 1 }
    }
    guard !counts.isEmpty else { return }
    finding.estimated = Double(counts.values.reduce(0, +)) / Double(addresses.count)
    let some = counts.values.reduce(0, +) == addresses.count ? "all" : "some"
    if let note = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key {
      finding.text += " The source notes \(some) of the rows under this as: \(note)."
    }
    finding.caveats += counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map { note, count in
      "\(Wording.count(count, "row")) of its \(Wording.number(addresses.count)) listed rows \(count == 1 ? "is" : "are") noted by the source as: \(note)"
    }
  }
}
