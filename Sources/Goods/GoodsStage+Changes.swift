// SPDX-License-Identifier: Apache-2.0

import Columns
import Trade
import Warehouse

extension GoodsStage {
  /// How headings and codes moved between editions.
  func writeChanges(_ changes: EditionChanges) async throws {
    try await clear(["edition_pair", "heading_moved", "edition_known", "edition_link"])
    try await fill("edition_pair", [("hs_from", .text), ("hs_to", .text)], changes.pairs) { pair, columns in
      columns[0].append(pair.from.rawValue)
      columns[1].append(pair.to.rawValue)
    }
    let moves = changes.pairs.flatMap { pair in pair.moved.map { (pair.from, pair.to, $0) } }
    try await fill(
      "heading_moved", [("hs_from", .text), ("hs_to", .text), ("heading", .text), ("scrap_only", .boolean)], moves
    ) { move, columns in
      columns[0].append(move.0.rawValue)
      columns[1].append(move.1.rawValue)
      columns[2].append(move.2.heading)
      columns[3].append(move.2.scrapOnly)
    }
    let known = changes.pairs.flatMap { pair in
      (pair.isWhole ? [""] : pair.covers.sorted()).map { (pair.from, pair.to, $0) }
    }
    try await fill("edition_known", [("hs_from", .text), ("hs_to", .text), ("prefix", .text)], known) { row, columns in
      columns[0].append(row.0.rawValue)
      columns[1].append(row.1.rawValue)
      columns[2].append(row.2)
    }
    let links = changes.pairs.flatMap { pair in
      pair.successors.keys.sorted().flatMap { code in
        (pair.successors[code] ?? []).map { (pair.from, pair.to, code, $0) }
      }
    }
    try await fill(
      "edition_link", [("hs_from", .text), ("hs_to", .text), ("code_from", .text), ("code_to", .text)], links
    ) { row, columns in
      columns[0].append(row.0.rawValue)
      columns[1].append(row.1.rawValue)
      columns[2].append(row.2)
      columns[3].append(row.3)
    }
  }
}
