// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Names

/// For `Benchmarks/names/run.py`: the processor time of the searches alone.
struct NamesSpeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "speed", abstract: "Time searches in a list, on one thread.", shouldDisplay: false)

  @Option(help: "The list: id,name.") var list: String
  @Option(help: "The names to find: query_id,query_name.") var queries: String
  @Option(name: .customShort("k"), help: "The most names for a query.") var most = 5

  func run() throws {
    let listed = try ListedNames(list)
    let asked = try AskedNames(queries)
    let start = clock()
    let index = NameIndex(listed.names, width: 1)
    let built = clock()
    _ = index.search(all: asked.names, limit: most, threshold: 0.7, width: 1)
    let seconds = Double(clock() - built) / Double(CLOCKS_PER_SEC)
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    print(
      """
      {"queries": \(asked.names.count), "queries_per_cpu_second": \(Int(Double(asked.names.count) / seconds)), \
      "build_cpu_seconds": \(Double(built - start) / Double(CLOCKS_PER_SEC)), "bytes_per_name": \
      \(index.bytes / max(1, index.count)), "peak_mb": \(peak / 1024)}
      """)
  }
}
