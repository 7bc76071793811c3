// SPDX-License-Identifier: Apache-2.0

import Names
import Testing

/// No cluster ever holds two registry numbers of one kind: names that are compared, scored (trees and all) and joined for
/// real, with numbers strewn over them at random.
struct NumberConflictTests {
  private static let inns = ["7707083893", "7728168971", "7736050003"].compactMap { RegistryNumber(.inn, $0) }
  private static let codes = ["91440300708461136T", "91440300192203821G"].compactMap { RegistryNumber(.uscc, $0) }
  private static let offices = ["12345678", "23456789", "34567890"].compactMap { RegistryNumber(.hongKongBusiness, $0) }

  /// A few names, each written in several ways; the more so, the longer the chains of likenesses.
  private static func rows(_ random: inout Seeded, _ made: inout MadeNames, several: Bool) -> [NameClusters.Row] {
    var rows: [NameClusters.Row] = []
    for _ in 0..<4 {
      var name = made.name()
      for _ in 0..<Int.random(in: 3...7, using: &random) {
        // A slip of a slip: each like the one before, the first and the last perhaps not.
        if Bool.random(using: &random) { name = made.slip(in: name) }
        var numbers: [RegistryNumber] = []
        if Int.random(in: 0..<3, using: &random) == 0 { numbers.append(random.pick(inns)) }
        if Int.random(in: 0..<4, using: &random) == 0 { numbers.append(random.pick(codes)) }
        if Int.random(in: 0..<4, using: &random) == 0 { numbers.append(random.pick(offices)) }
        if several, Int.random(in: 0..<4, using: &random) == 0 { numbers.append(random.pick(offices)) }
        rows.append(
          NameClusters.Row(
            id: "r\(rows.count)", name: name, country: ["RUS", nil, "RUS"][Int.random(in: 0..<3, using: &random)],
            numbers: numbers, circumstances: Circumstances(registered: Int.random(in: 0..<6, using: &random) == 0 ? "2019-03-01" : nil)))
      }
    }
    return rows
  }

  @Test(arguments: [false, true])
  func `Two numbers of one kind never come into one cluster, not through a third name nor a row that carries both`(several: Bool) {
    var random = Seeded(seed: 51)
    var made = MadeNames(seed: 52)
    // So low that hardly anything but numbers keeps apart what is alike at all.
    let rule = ClusterRule(threshold: 0.15, absent: 0.1, rivalOdds: 1)
    var (joined, prevented, byNumber) = (0, 0, 0)
    for _ in 0..<60 {
      let rows = Self.rows(&random, &made, several: several)
      let found = NameClusters(rows, rule: rule).placements()
      var numbersOf: [String: [RegistryNumber.Kind: Set<String>]] = [:]
      for (row, placement) in zip(rows, found) {
        for (kind, numbers) in Dictionary(grouping: row.numbers, by: \.kind) {
          let values = Set(numbers.map(\.value))
          let known = numbersOf[placement.cluster]?[kind]
          #expect(known == nil || known == values, "\(placement.cluster): \(kind) \(known ?? []) and \(values)")
          numbersOf[placement.cluster, default: [:]][kind] = values
        }
        if placement.cluster != row.id { joined += 1 }
        if placement.reason.contains("INN") { byNumber += 1 }
      }
      let bare = rows.map { NameClusters.Row(id: $0.id, name: $0.name, country: $0.country) }
      let free = NameClusters(bare, rule: rule).placements()
      // Without numbers some of the clusters would have held two.
      for kind in [RegistryNumber.Kind.inn, .uscc, .hongKongBusiness] {
        var valueOf: [String: Set<RegistryNumber>] = [:]
        for (row, placement) in zip(rows, free) { valueOf[placement.cluster, default: []].formUnion(row.numbers.filter { $0.kind == kind }) }
        prevented += valueOf.values.filter { $0.count > 1 }.count
      }
    }
    #expect(joined > 400 && prevented > 100 && byNumber > 50)
  }
}
