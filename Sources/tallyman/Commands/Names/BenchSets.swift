// SPDX-License-Identifier: Apache-2.0

import Foundation
import Intake
import Names

/// The public labelled sets, as the data's README describes them.
struct BenchSets {
  let folder: URL
  let path: String

  init(folder: URL, shownAs path: String) {
    self.folder = folder
    self.path = path
  }

  struct Query {
    var name: String
    /// Empty for a name that is not listed.
    var entity: String
    var id: String
    var kind: String
  }

  struct Pair {
    var left: String
    var right: String
    var isMatch: Bool
    var source: String
    var negatives: String
  }

  func rows(_ file: String, _ columns: [String]) throws -> [[String]] {
    let table = try TableFile(folder.appending(path: file), shownAs: "\(path)/\(file)")
    let positions = try columns.map(table.required)
    var rows: [[String]] = []
    while try table.next() != nil { rows.append(positions.map { table.text($0) ?? "" }) }
    return rows
  }

  func queries(_ file: String) throws -> [Query] {
    try rows(file, ["query_id", "query_name", "true_id", "perturbation"]).map {
      Query(name: $0[1], entity: $0[2], id: $0[0], kind: $0[3])
    }
  }

  /// Names of a list with their ids.
  func list(_ file: String) throws -> [(id: String, name: String)] { try rows(file, ["id", "name"]).map { ($0[0], $0[1]) } }

  func pairs() throws -> [Pair] {
    try rows("bench/pairs.csv.gz", ["left", "right", "label", "source", "neg_type"]).map {
      Pair(left: $0[0], right: $0[1], isMatch: $0[2] == "1", source: $0[3], negatives: $0[4])
    }
  }

  /// Pairs of names of organisations of the name bench.
  func nameBench(_ schemas: Set<String>) throws -> [(left: String, right: String, isMatch: Bool)] {
    try rows("pairs/name_bench_cases.csv", ["schema", "name1", "name2", "is_match"]).filter { schemas.contains($0[0]) }
      .map { ($0[1], $0[2], $0[3] == "true") }
  }
}
