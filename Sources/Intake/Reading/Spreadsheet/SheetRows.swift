// SPDX-License-Identifier: Apache-2.0

/// The rows of a sheet under its header, which titles may stand above. Rows have the numbers that the spreadsheet shows.
final class SheetRows: RowSource {
  let header: [String]
  private(set) var notes: [String: Int] = [:]
  private(set) var damage: String?
  var number: Int? { reader.number }
  var original: [UInt8] { reader.row.shown }
  var cells: UnsafePointer<RowScanner.Span> { UnsafePointer(reader.row.spans) }
  var cellCount: Int { reader.row.count }
  var bytes: UnsafePointer<UInt8> { UnsafePointer(reader.row.bytes) }

  private let reader: SheetReader
  private let merged: MergedCells
  /// By column, what a merged cell holds until its last row.
  private var held: [Int: (last: Int, text: [UInt8])] = [:]
  private var nextStretch: [Int: Int] = [:]
  private var isWaiting = false

  static let beside = "cells stand to the right of the last named column and were not read"
  static let filled = "cells that are merged with one above were given what stands there"

  init(_ workbook: Workbook, _ layout: FileLayout, path: String, wanted: [ColumnUse]) throws {
    let (sheet, sample) = try SheetRows.sheet(workbook, layout, path, wanted)
    let others = workbook.sheets.filter { $0.name != sheet.name }.map { "'\($0.name)'" }
    if layout.sheet == nil, !others.isEmpty {
      notes["the sheet '\(sheet.name)' was read; the workbook also has \(others.prefix(10).joined(separator: ", "))"] = 1
    }
    reader = try SheetReader(workbook, sheet)
    merged = try MergedCells(workbook.stream(sheet))
    let place: ClosedRange<Int>
    switch layout.header {
    case .rows(let first, let last): place = first...last
    case .none:
      header = (0..<max(1, sample.rows.map(\.count).max() ?? 1)).map { "column \(SheetReader.letters($0))" }
      return
    case .found:
      guard !sample.rows.isEmpty else { throw IntakeError.empty(path) }
      let found = HeaderFinder.place(sample.rows, wanted: wanted, mayBeLater: true)
      place = sample.numbers[found.lowerBound]...sample.numbers[found.upperBound]
      if place.upperBound > sample.numbers[0] {
        notes["the names of the columns were found in row \(place.upperBound); what stands above is no row"] = 1
      }
    }
    var names: [String] = []
    var hasNames = false
    while try reader.next() {
      if reader.number > place.upperBound {
        isWaiting = true
        break
      }
      guard reader.number >= place.lowerBound else { continue }
      let row = SheetRows.texts(reader.row)
      names = hasNames ? HeaderFinder.joined(names, row) : row
      hasNames = true
    }
    guard hasNames else {
      throw IntakeError.badHeader(path, "Row \(place.lowerBound) of the sheet '\(sheet.name)' is empty; where are the names of the columns?")
    }
    let width = max(names.count, sample.rows.map(\.count).max() ?? 0)
    header = (0..<width).map { $0 < names.count && !names[$0].isEmpty ? names[$0] : "column \(SheetReader.letters($0))" }
  }

  func next() throws -> RowScanner.Step {
    if !isWaiting, try !reader.next() {
      damage = reader.damage
      return .end(partial: damage != nil && reader.row.used > 0)
    }
    isWaiting = false
    fill()
    for column in header.count..<max(header.count, reader.row.count) where !reader.row.isEmpty(column) {
      notes[SheetRows.beside, default: 0] += 1
    }
    switch TextCheck.check(bytes, count: reader.row.used) {
    case .good: return .row
    case .zero: return .fault(RowFault(kind: .zeroByte, column: nil))
    case .invalid(let offset): return .fault(RowFault(kind: .invalidByte(bytes[offset]), column: nil))
    }
  }

  private func fill() {
    guard !merged.stretches.isEmpty else { return }
    let row = reader.number
    for (column, stretches) in merged.stretches {
      if let hold = held[column], row <= hold.last {
        guard reader.row.isEmpty(column), !hold.text.isEmpty else { continue }
        hold.text.withUnsafeBufferPointer { reader.row.set(column, $0) }
        notes[SheetRows.filled, default: 0] += 1
        continue
      }
      held[column] = nil
      var next = nextStretch[column] ?? 0
      while next < stretches.count, stretches[next].last < row { next += 1 }
      if next < stretches.count, stretches[next].first <= row {
        held[column] = (stretches[next].last, stretches[next].first == row ? Array(reader.row[column]) : [])
        next += 1
      }
      nextStretch[column] = next
    }
  }

  // MARK: which sheet

  struct Sample {
    var rows: [[String]] = []
    var numbers: [Int] = []
  }

  /// The first rows of a sheet that are not empty.
  static func sample(_ workbook: Workbook, _ sheet: Workbook.Sheet) throws -> Sample {
    let reader = try SheetReader(workbook, sheet)
    var sample = Sample()
    while sample.rows.count < DelimitedSample.mostRows, try reader.next() {
      sample.rows.append(texts(reader.row))
      sample.numbers.append(reader.number)
    }
    return sample
  }

  private static func texts(_ row: CellRow) -> [String] {
    let scratch = Scratch()
    return (0..<row.count).map { column in
      scratch.cell(row.bytes, row.spans[column], isLatin1: false, collapse: true).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  /// The sheet that the case names; else the first whose header has the wanted columns, or that has a table at all.
  private static func sheet(_ workbook: Workbook, _ layout: FileLayout, _ path: String, _ wanted: [ColumnUse]) throws -> (
    Workbook.Sheet, Sample
  ) {
    if let name = layout.sheet {
      guard let sheet = workbook.sheets.first(where: { $0.name == name }) ?? workbook.sheets.first(where: { $0.name.lowercased() == name.lowercased() })
      else {
        let known = workbook.sheets.map { "'\($0.name)'" }.joined(separator: ", ")
        throw IntakeError.badHeader(path, "The workbook has no sheet '\(name)'. Its sheets: \(known).")
      }
      return (sheet, try sample(workbook, sheet))
    }
    var best: (sheet: Workbook.Sheet, sample: Sample, score: Int)?
    for sheet in workbook.sheets {
      let sample = try sample(workbook, sheet)
      let place = HeaderFinder.place(sample.rows, wanted: wanted, mayBeLater: true)
      let names = sample.rows.indices.contains(place.upperBound) ? Set(sample.rows[place.upperBound]) : []
      let hits = wanted.count { use in
        switch use.place {
        case .named(let name): names.contains(name)
        case .oneOf(let list): list.contains(where: names.contains)
        case .position: false
        }
      }
      let isTable = sample.rows.contains { $0.count > 1 }
      let score = hits * 4 + (isTable ? 2 : 0) + (sheet.isHidden ? 0 : 1)
      if !sample.rows.isEmpty, score > best?.score ?? -1 { best = (sheet, sample, score) }
    }
    guard let best else { throw IntakeError.empty(path) }
    return (best.sheet, best.sample)
  }
}
