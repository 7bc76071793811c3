// SPDX-License-Identifier: Apache-2.0

import Trade
import Warehouse

/// A selection turned into a condition on `record`, every word of it looked up in the case.
struct SelectionFilter: Sendable {
  var selection: Selection
  var condition: SQL
  var caveats: [String]
  /// Countries that were asked for on the reporting side, once groups are written out; empty = any.
  var from: [String]
  var to: [String]
  var reporters: [String]
  var goods: GoodsFilter

  /// All conditions joined; never empty.
  static func all(_ conditions: [SQL]) -> SQL {
    conditions.isEmpty ? "TRUE" : conditions.joined(separator: " AND ")
  }

  static func any(_ conditions: [SQL]) -> SQL {
    conditions.count == 1 ? conditions[0] : "(\(fragment: conditions.joined(separator: " OR ")))"
  }

  static func resolve(_ selection: Selection, asOf: Day, store: CoverageStore) async throws -> SelectionFilter {
    let goods = try await GoodsFilter.resolve(selection, store: store)
    let parties = try await PartyFilter.resolve(selection, store: store)
    let reporters = try await store.reporters()

    // The union as a reporter of its own, where the publisher has it as one; its members otherwise.
    let stated = selection.reporter.filter { reporters.contains($0) }
    let asReporter = Set(stated.filter { CountryGroup.named($0) != nil })
    func expanded(_ words: [String]) -> [String] {
      words.flatMap { word in
        guard let group = CountryGroup.named(word), !asReporter.contains(word) else { return [word] }
        let members = group.members.filter(reporters.contains)
        return members.isEmpty && reporters.contains(word) ? [word] : group.members
      }
    }

    // What is true of every record of the case is left unsaid: over millions of rows each condition costs.
    let world = try await store.world()
    var conditions: [SQL] = []
    if let indicator = selection.indicator {
      conditions.append("indicator = \(indicator)")
    } else if world.hasIndicators {
      conditions.append("coalesce(indicator, 'trade') = 'trade'")
    }
    if world.hasLater { conditions.append(known(on: asOf)) }
    if let grade = selection.grade { conditions.append("grade = \(grade.rawValue)") }
    if !selection.sources.isEmpty { conditions.append(try await sources(selection.sources, store: store)) }
    if let flow = selection.flow {
      conditions.append("flow = \(flow)")
    } else if world.hasTwoWay {
      // Two-way trade has no direction: it answers only who asks for it.
      conditions.append("coalesce(flow, '') <> 'two-way'")
    }
    let reporter = expanded(selection.reporter)
    if !reporter.isEmpty { conditions.append("reporter IN (\(list: reporter))") }
    let (from, to) = (expanded(selection.from), expanded(selection.to))
    if !from.isEmpty { conditions.append("origin IN (\(list: from))") }
    if !to.isEmpty { conditions.append("destination IN (\(list: to))") }
    if let condition = goods.condition { conditions.append(condition) }
    if let length = selection.codeLength {
      conditions.append("goods_code <> 'TOTAL' AND length(goods_code) = \(length)")
    }
    if let condition = parties.condition { conditions.append(condition) }
    return SelectionFilter(
      selection: selection, condition: all(conditions), caveats: parties.caveats, from: from, to: to,
      reporters: reporter, goods: goods)
  }

  /// Nothing later than the case's as-of date: neither what happened after it, nor a statistic of a period that was
  /// not over.
  static func known(on asOf: Day) -> SQL {
    "coalesce(CASE WHEN grade = 'statistic' THEN period_to ELSE period_from END, \(asOf)) <= \(asOf)"
  }

  private static func sources(_ ids: [String], store: CoverageStore) async throws -> SQL {
    let known = try await store.sources().map(\.id)
    for id in ids where !known.contains(where: { $0 == id || CoverageRow.logical($0) == id }) {
      let hint = Nearest.word(to: id, among: known).map { " Did you mean '\($0)'?" } ?? ""
      throw MeasureError.badQuestion("The case has no source '\(id)' with records.\(hint)")
    }
    let files = known.filter { file in ids.contains { $0 == file || $0 == CoverageRow.logical(file) } }
    return "source IN (\(list: files.sorted()))"
  }
}
