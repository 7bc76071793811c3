// SPDX-License-Identifier: Apache-2.0

import Columns
import Trade
import Warehouse

/// Takes in a source whose rows the engine turns into records: reads the file once into a staging table, has its
/// words read here, and leaves the statements that finish it.
struct RowTake {
  let engine: any Engine
  let plan: SourcePlan
  let report: IntakeProgress.Report

  /// A column that should hold few different words and holds more than this is the wrong column.
  static let mostWords = 1_000_000

  func stage(_ recipe: RowRecipe) async throws -> StagedSource {
    // The columns of rules are staged, too.
    var columns = recipe.columns
    let ruleColumns = plan.exclude.map { rule in
      let use = ColumnUse(
        place: rule.place, name: rule.column, collapse: false, file: rule.file, line: rule.line,
        isOptional: rule.isOptional)
      if let index = columns.firstIndex(where: { $0.place == use.place && !$0.collapse }) { return index }
      columns.append(use)
      return columns.count - 1
    }
    var recipe = recipe
    recipe.columns = columns
    let loop = RowLoop(plan: plan, columns: columns, report: report)
    let (codes, tallies, stored, outcome) = try await stageRows(recipe, ruleColumns, loop)
    guard stored == outcome.good else {
      throw IntakeError(
        .rowsLost, "The engine stored \(stored) of \(outcome.good) rows. Nothing was kept; run again.", source: plan.id)
    }
    try report(
      IntakeProgress(
        source: plan.id, state: .converting, rows: outcome.read, bytes: outcome.bytes, totalBytes: outcome.bytes))
    for index in codes.plan.tuples.indices where codes.plan.tuples[index].isApart {
      try await engine.ingest(into: Staging.tuple(index), create: true, from: codes.source(ofTuple: index))
    }
    dropAbsent(&recipe, tallies)
    let decisions = try await ColumnDecisions(engine: engine, recipe: recipe, staging: codes.plan, tallies: tallies).made()
    recipe = decisions.recipe
    let words = try await readWords(recipe, codes)
    // Where all words could be read there is nothing to test.
    recipe.checks.removeAll {
      if case .problem(let word) = $0.detail { !words.withProblems.contains(word) } else { false }
    }

    let sql = RecipeSQL(
      recipe: recipe, staging: codes.plan, source: plan.id, grade: plan.grade?.rawValue, exclusions: plan.exclude,
      exclusionColumns: ruleColumns, dialect: engine.dialect)
    var taken = TakenSource(
      sha256: outcome.sha256, bytes: outcome.bytes, read: outcome.read, accepted: 0, rejections: outcome.counts,
      carried: recipe.carried)
    for rule in plan.exclude { taken.exclusions[rule.rule] = 0 }
    if outcome.excludedRepeats > 0 { taken.exclusions[ExclusionRule.repeated] = outcome.excludedRepeats }
    taken.notes = outcome.notes
    if outcome.latin1 > 0 { taken.notes["a row that is not UTF-8 was read as Latin-1"] = outcome.latin1 }
    for note in decisions.notes + words.told { taken.notes[note, default: 0] += outcome.good }
    let rejectedHere = try await tally(sql, good: outcome.good, into: &taken)
    for word in words.withNotes {
      let notes = try await engine.table(sql.notes(word: word))
      for (note, count) in zip(try notes.texts("note"), try notes.integers("n")) {
        if let note { taken.notes[note, default: 0] += count ?? 0 }
      }
    }
    let rejected = try await rejections(outcome, rejectedHere > 0 ? sql : nil, loop)

    for statement in [sql.stageIdentities, sql.stageUnnamed] {
      if let statement { try await engine.execute(statement) }
    }
    return StagedSource(taken: taken, rejected: rejected, statements: statements(sql))
  }

  /// Reads the file to where the engine finds its rows: a table, or a file of rows that looks like one. Where a tuple turns
  /// out to differ from row to row, the file is read again with that tuple's cells among the rows.
  private func stageRows(
    _ recipe: RowRecipe, _ rules: [Int], _ loop: RowLoop
  ) async throws -> (codes: RowCodes, tallies: ColumnTallies, stored: Int, outcome: ReadOutcome) {
    var together: Set<Int> = []
    while true {
      let codes = RowCodes(recipe, plan: StagingPlan(recipe, rules: rules, together: together))
      let feed = RowFeed(loop, codes, ColumnTallies(recipe, codes.plan))
      defer { feed.close() }
      do {
        let stored: Int
        if let folder = engine.dialect.rowFolder {
          stored = try await RowFile(engine: engine, folder: folder).stage(feed)
        } else {
          stored = try await engine.ingest(into: Staging.rows, create: true, from: feed)
        }
        return (codes, feed.tallies, stored, try feed.outcome())
      } catch let error as RowCodes.TooMany {
        together.insert(error.tuple)
      }
    }
  }

  /// Leaves out what follows from columns alone that this file does not have.
  private func dropAbsent(_ recipe: inout RowRecipe, _ tallies: ColumnTallies) {
    let absent = Set(recipe.numbers.map(\.column)).filter {
      recipe.columns[$0].isOptional && tallies.numbers[$0]?.filled ?? 0 == 0
    }
    guard !absent.isEmpty else { return }
    recipe.records.removeAll { !$0.needs.isEmpty && absent.isSuperset(of: $0.needs) }
    for (name, columns) in recipe.optional where absent.isSuperset(of: columns) {
      recipe.carried.removeAll { $0 == name }
    }
    // What stands in no row needs no look at its words and numbers.
    recipe.absent = absent
    recipe.checks.removeAll { if case .number(let column, _) = $0.detail { absent.contains(column) } else { false } }
    recipe.undisclosable.removeAll { absent.contains($0.column) }
  }

  private func statements(_ sql: RecipeSQL) -> [SQL] {
    var statements = sql.recipe.records.map(sql.insert)
    if let companies = sql.insertCompanies { statements.append(companies) }
    if let rates = sql.insertRates { statements.append(rates) }
    if let ownership = sql.insertOwnership { statements.append(ownership) }
    statements += sql.insertMentions
    if let identities = sql.insertIdentities { statements.append(identities) }
    return statements
  }

  /// - Returns: how many rows the checks rejected.
  private func tally(_ sql: RecipeSQL, good: Int, into taken: inout TakenSource) async throws -> Int {
    try await engine.execute(sql.stageRefused)
    let tally = try await engine.table(RecipeSQL.tally)
    var rejected = 0
    taken.accepted = good
    for (verdict, count) in zip(try tally.texts("verdict"), try tally.integers("n")) {
      guard let count, let verdict else { continue }
      taken.accepted -= count
      let (exclusion, check) = sql.verdict(verdict)
      if let exclusion { taken.exclusions[exclusion, default: 0] += count }
      if let check {
        taken.rejections[check.reason, default: 0] += count
        rejected += count
      }
    }
    return rejected
  }

  // MARK: words

  /// Reads each distinct word once, and stores what it means.
  private func readWords(_ recipe: RowRecipe, _ codes: RowCodes) async throws -> (
    withProblems: Set<Int>, withNotes: [Int], told: [String]
  ) {
    let rows = MemoryRows([
      ("field", .integer), ("code", .integer), ("meaning", .text), ("day_from", .day), ("day_to", .day),
      ("problem", .text), ("note", .text), ("extra", .text),
    ])
    var noted: [Int] = []
    var problems: Set<Int> = []
    var told: [String] = []
    for (field, use) in recipe.words.enumerated() {
      let words = codes.texts(ofWord: field)
      if words.count > RowTake.mostWords || codes.fullWords.contains(field) {
        let name = recipe.columns[use.columns[0]].name
        throw IntakeError(
          .tooManyWords,
          "The column '\(name)' holds more than \(RowTake.mostWords) different values where few are expected; "
            + "does the mapping name the right column?",
          source: plan.id, file: recipe.columns[use.columns[0]].file ?? plan.path,
          line: recipe.columns[use.columns[0]].line, column: name)
      }
      let isTolerant = !recipe.checks.contains {
        if case .problem(let word) = $0.detail { word == field } else { false }
      }
      let columns = use.columns.map { recipe.columns[$0].name }.joined(separator: ", ")
      let (kind, note) = use.kind.decided(over: words, column: columns)
      if let note { told.append(note) }
      var hasNotes = false
      for (code, word) in words.enumerated() {
        var meaning = kind.meaning(of: word)
        if meaning.problem != nil { problems.insert(field) }
        if isTolerant, meaning.problem != nil {
          meaning.note = "'\(word)' in the column \(columns) is not known and was left empty"
        }
        hasNotes = hasNotes || meaning.note != nil
        rows.append([
          .integer(field), .integer(code), .text(meaning.value), .day(meaning.from), .day(meaning.to),
          .text(meaning.problem), .text(meaning.note), .text(meaning.extra),
        ])
      }
      if hasNotes { noted.append(field) }
    }
    try await engine.ingest(into: Staging.words, create: true, from: rows)
    return (problems, noted, told)
  }

  // MARK: rejections

  /// All rejections in the order of rows, with the rows as they stand in the file.
  private func rejections(_ outcome: ReadOutcome, _ sql: RecipeSQL?, _ loop: RowLoop) async throws -> [ReadOutcome
    .Rejected]
  {
    guard let sql else { return outcome.rejected }
    let table = try await engine.table(RecipeSQL.rejected(limit: ReadOutcome.kept))
    let (rows, verdicts, shown) = (
      try table.integers("row"), try table.texts("verdict"), try table.texts("shown")
    )
    let originals = try await Originals.read(Set(rows.compactMap { $0 }), loop, sha256: outcome.sha256)
    var rejected = outcome.rejected
    for index in rows.indices {
      guard let row = rows[index], let verdict = verdicts[index], let check = sql.verdict(verdict).check else {
        continue
      }
      rejected.append(
        ReadOutcome.Rejected(
          row: row, reason: check.reason, column: check.column, detail: check.detail.sentence(shown[index]),
          original: originals[row]))
    }
    // A stretch without a number is what follows the last row.
    rejected.sort { ($0.row ?? .max, $0.reason) < ($1.row ?? .max, $1.reason) }
    return Array(rejected.prefix(ReadOutcome.kept))
  }
}

extension RowCheck.Detail {
  fileprivate func sentence(_ shown: String?) -> String {
    switch self {
    case .text(let text): return text
    case .problem: return shown ?? ""
    case .number(_, let form):
      let hint =
        form.hint
        ?? (form.decimal != "," && (shown ?? "").contains(",")
          ? "set `decimal: \",\"` or `thousands: \",\"` in the mapping"
          : "correct it, or name it under `empty` in the mapping when it stands for nothing")
      return "'\(shown ?? "")' is no number that fits 15 digits before the point; \(hint)."
    }
  }
}
