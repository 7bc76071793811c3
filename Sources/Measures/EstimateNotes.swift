// SPDX-License-Identifier: Apache-2.0

package import Warehouse

/// What publishers note beside their own figures: that one is an estimate, provisional, or the reporter's own guess. Whatever
/// rests on such rows has to say so.
package enum EstimateNotes {
  /// Parts of words, in lower case, that make a note one about how sure a figure is.
  package static let words = ["estimat", "provisional", "preliminary", "imputed", "оцен", "предварительн"]

  /// Holds for statistics with such a note.
  package static let condition: SQL = {
    let isNoted = words.map { word -> SQL in "lower(note) LIKE \("%" + word + "%")" }.joined(separator: " OR ")
    return "(grade = 'statistic' AND note IS NOT NULL AND (\(fragment: isNoted)))"
  }()

  /// What of the records under a figure is noted, by source.
  static func caveats(_ rows: [CoverageRow]) -> [String] {
    let bySource = Dictionary(grouping: rows, by: \.logicalSource)
    return bySource.keys.sorted().compactMap { source in
      let own = bySource[source] ?? []
      let (noted, all) = (own.reduce(0) { $0 + $1.noted }, own.reduce(0) { $0 + $1.records })
      guard noted > 0, let note = own.compactMap(\.note).min() else { return nil }
      let share = noted == all ? (all == 1 ? "The record" : "All \(all) records") : "\(noted) of \(all) records"
      return "\(share) of \(source) \(noted == 1 ? "is" : "are") noted there as: \(note)."
    }
  }
}
