// SPDX-License-Identifier: Apache-2.0

import Columns
import Trade
import Warehouse

/// Takes in a sanctions list: read row by row here, staged, and left with the statements that finish it.
struct ListTake {
  let engine: any Engine
  let plan: SourcePlan
  let report: IntakeProgress.Report

  /// What is collected while the file is read; one thread at a time.
  final class Collected: @unchecked Sendable {
    let listing = MemoryRows([
      ("row", .integer), ("list", .text), ("entry", .text), ("kind", .text), ("name", .text), ("country", .text),
      ("program", .text), ("reason", .text),
    ])
    let stated = MemoryRows([
      ("row", .integer), ("list", .text), ("entry", .text), ("family", .text), ("stated_from", .day), ("stated_by", .day),
      ("ended_on", .day),
    ])
    let names = MemoryRows([("row", .integer), ("list", .text), ("entry", .text), ("name", .text), ("kind", .text)])
    let numbers = MemoryRows([
      ("row", .integer), ("list", .text), ("entry", .text), ("kind", .text), ("number", .text),
    ])
    let addresses = MemoryRows([
      ("row", .integer), ("list", .text), ("entry", .text), ("address", .text), ("country", .text),
    ])
    var families: Set<String> = []
    var accepted = 0
    var rejected: [ReadOutcome.Rejected] = []
    var rejections: [String: Int] = [:]
    var exclusions: [String: Int] = [:]
    private var seen: [String: Int] = [:]

    func add(_ listed: ListedRow, row: Int) {
      var id = listed.id
      families.insert(listed.family)
      let isAgain = listed.joins && seen[listed.list + "\u{1F}" + id] != nil
      if let entry = listed.entry, !isAgain {
        // A list that prints no numbers may name two entries alike.
        let count = seen[listed.list + "\u{1F}" + id, default: 0] + 1
        seen[listed.list + "\u{1F}" + id] = count
        if count > 1 { id += " (\(count))" }
        listing.append([
          .integer(row), .text(listed.list), .text(id), .text(entry.kind), .text(entry.name), .text(entry.country),
          .text(entry.program), .text(entry.reason),
        ])
        stated.append([
          .integer(row), .text(listed.list), .text(id), .text(listed.family), .day(entry.stated?.from), .day(entry.stated?.to),
          .day(entry.ended),
        ])
      }
      for name in listed.names {
        // An entry has one primary name, whatever its later rows call theirs.
        let kind = isAgain && name.kind == "primary" ? "alias" : name.kind
        names.append([.integer(row), .text(listed.list), .text(id), .text(name.name), .text(kind)])
      }
      for number in listed.numbers {
        numbers.append([.integer(row), .text(listed.list), .text(id), .text(number.kind), .text(number.number)])
      }
      for address in listed.addresses {
        addresses.append([.integer(row), .text(listed.list), .text(id), .text(address.address), .text(address.country)])
      }
      accepted += 1
    }
  }

  func stage(_ recipe: ListRecipe) async throws -> StagedSource {
    let plan = plan
    let report = report
    var columns = recipe.columns
    for rule in plan.exclude {
      if columns.contains(where: { $0.name == rule.column }) { continue }
      guard recipe.headerless == nil else {
        throw IntakeError(
          .missingColumn,
          "A rule can't use the column '\(rule.column)'; this profile has \(columns.map(\.name).joined(separator: ", ")).",
          source: plan.id, file: rule.file, line: rule.line, column: rule.column)
      }
      columns.append(
        ColumnUse(place: .named(rule.column), name: rule.column, collapse: true, file: rule.file, line: rule.line))
    }
    let loopColumns = columns
    let collected = Collected()
    let outcome = try await onThread("tallyman-reader") { isStopped in
      var loop = RowLoop(plan: plan, columns: loopColumns, headerless: recipe.headerless, report: report)
      loop.isStopped = isStopped
      var count = 0
      return try loop.run { reader, row, positions in
        let cells = zip(positions, loopColumns).map { reader.text($0, collapse: $1.collapse) }
        count += 1
        let excluded = plan.exclude.first { rule in
          guard let index = loopColumns.firstIndex(where: { $0.name == rule.column }) else { return false }
          return rule.excludes(cells[index])
        }
        if let excluded {
          collected.exclusions[excluded.rule, default: 0] += 1
          return
        }
        do {
          collected.add(try recipe.read(Array(cells.prefix(recipe.columns.count))), row: row)
        } catch let problem as ListRowProblem {
          collected.rejections[problem.reason, default: 0] += 1
          if collected.rejected.count < ReadOutcome.kept {
            collected.rejected.append(
              ReadOutcome.Rejected(
                row: row, reason: problem.reason, column: problem.column, detail: problem.detail,
                original: RowReader.shown(reader.rows.original)))
          }
        }
      } batch: {
        count & 0x1FFF == 0
      }
    }
    try await ListTake.stage(collected, engine)
    var taken = TakenSource(
      sha256: outcome.sha256, bytes: outcome.bytes, read: outcome.read, accepted: collected.accepted)
    for rule in plan.exclude { taken.exclusions[rule.rule] = 0 }
    taken.exclusions.merge(collected.exclusions) { $0 + $1 }
    taken.rejections = outcome.counts.merging(collected.rejections) { $0 + $1 }
    taken.notes = outcome.notes
    if outcome.latin1 > 0 { taken.notes["a row that is not UTF-8 was read as Latin-1"] = outcome.latin1 }
    let rejected = (outcome.rejected + collected.rejected).sorted {
      ($0.row ?? .max, $0.reason) < ($1.row ?? .max, $1.reason)
    }
    return StagedSource(
      taken: taken, rejected: Array(rejected.prefix(ReadOutcome.kept)),
      statements: ListTake.statements(plan, families: recipe.isSnapshot ? collected.families.sorted() : []))
  }

  static func stage(_ collected: Collected, _ engine: any Engine) async throws {
    let tables = [collected.listing, collected.names, collected.numbers, collected.addresses, collected.stated]
    for (name, rows) in zip(Staging.lists, tables) {
      try await engine.ingest(into: Staging.list(name), create: true, from: rows)
    }
  }

  static func statements(_ plan: SourcePlan, families: [String]) -> [SQL] {
    let source = SQL.constant(plan.id)
    var statements: [SQL] = [
      """
      INSERT INTO listing (source, "row", list, entry, kind, name, country, program, reason)
      SELECT \(fragment: source), "row", list, entry, kind, name, country, program, reason
      FROM \(identifier: Staging.list("listing"))
      """,
      """
      INSERT INTO listing_name (source, "row", list, entry, name, kind)
      SELECT \(fragment: source), "row", list, entry, name, kind FROM \(identifier: Staging.list("listing_name"))
      """,
      """
      INSERT INTO listing_number (source, "row", list, entry, kind, number)
      SELECT \(fragment: source), "row", list, entry, kind, number FROM \(identifier: Staging.list("listing_number"))
      """,
      """
      INSERT INTO listing_address (source, "row", list, entry, address, country)
      SELECT \(fragment: source), "row", list, entry, address, country
      FROM \(identifier: Staging.list("listing_address"))
      """,
      """
      INSERT INTO listing_stated (source, "row", list, entry, family, stated_from, stated_by, ended_on)
      SELECT \(fragment: source), "row", list, entry, family, stated_from, stated_by, ended_on
      FROM \(identifier: Staging.list("listing_stated"))
      """,
    ]
    guard let asOf = plan.asOf else { return statements }
    for family in families {
      statements.append(
        "INSERT INTO listing_snapshot (source, family, as_of) VALUES (\(fragment: source), \(family), \(fragment: .constant(asOf)))"
      )
    }
    return statements
  }
}
