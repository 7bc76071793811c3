// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// Some rows of sources that are joined in one go. Joins of ten million rows with as many leave the processor's caches;
/// ten joins of a million do not, and each reads only its part of the tables, which lie in order of rows.
struct Stretch: Sendable, Hashable {
  var sources: [String]
  /// From which row on, and up to which; nil = to that end.
  var from: Int?
  var to: Int?

  /// Engines limit how many values one statement binds.
  static let mostSources = 200

  /// True for rows of the stretch in the table of that alias. Numbers stand as they are: engines skip what lies outside only
  /// when they see them beforehand.
  func holds(_ alias: String) -> SQL {
    var condition: SQL = "\(fragment: SQL(text: alias + ".source")) IN (\(list: sources))"
    if let from { condition += SQL(text: " AND \(alias).\"row\" >= \(from)") }
    if let to { condition += SQL(text: " AND \(alias).\"row\" < \(to)") }
    return condition
  }

  /// All records of the grades in stretches of about as many rows as the desk likes best; one that is nil for all at once.
  static func all(_ grades: [EvidenceGrade], at desk: any Desk) async throws -> [Stretch?] {
    guard let most = desk.rowsAtATime else { return [nil] }
    let table = try await desk.kept(
      """
      SELECT source, count(*) AS n, max("row") AS last FROM record WHERE grade IN (\(list: grades.map(\.rawValue)))
      GROUP BY source ORDER BY source
      """)
    let sources = zip(try table.words("source"), zip(try table.counts("n"), try table.counts("last")))
    let stretches = parted(sources.map { ($0, count: $1.0, last: $1.1) }, most: most)
    return stretches.count > 1 ? stretches : [nil]
  }

  /// Small sources together, and large ones in even stretches of rows.
  static func parted(_ sources: [(name: String, count: Int, last: Int)], most: Int) -> [Stretch] {
    var stretches: [Stretch] = []
    var together: [String] = []
    var rows = 0
    func close() {
      if !together.isEmpty { stretches.append(Stretch(sources: together)) }
      (together, rows) = ([], 0)
    }
    for source in sources {
      let parts = (source.last + most / 2) / most
      if parts > 1 {
        let size = source.last / parts + 1
        for part in 0..<parts {
          stretches.append(
            Stretch(
              sources: [source.name], from: part == 0 ? nil : part * size, to: part == parts - 1 ? nil : (part + 1) * size))
        }
        continue
      }
      if rows + source.count > most || together.count == mostSources { close() }
      together.append(source.name)
      rows += source.count
    }
    close()
    return stretches
  }
}
