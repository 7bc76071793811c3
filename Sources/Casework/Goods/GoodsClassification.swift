// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
package import Goods
package import Intake

/// Says of each row of a table which goods it is of: a CSV file in, a CSV file out, a row of it for each label.
///
/// Rows are read in stretches, worked on by all cores and written in their order, so memory does not grow with the
/// file and the result does not depend on how many cores there are.
package struct GoodsClassification: Sendable {
  package struct Summary: Sendable, Hashable {
    package var rows = 0
    /// Rows that could not be read.
    package var rejected = 0
    /// The first of them, with the row's number.
    package var firstRejections: [String] = []
    /// Rows whose text columns are empty.
    package var withoutText = 0
    /// Rows whose text names none of the goods.
    package var unlabelled = 0
    package var labels = 0
    /// Labels that leave the use open.
    package var useNotStated = 0
    package var byGoods: [String: Int] = [:]

    package var labelled: Int { rows - rejected - withoutText - unlabelled }
  }

  private static let stretch = 2_000
  private static let rejectionsShown = 5

  private let matcher: TextMatcher
  private let kept: @Sendable (TextMatch) -> Bool
  private let width: Int

  /// - Parameters:
  ///   - all: also write narrower kinds beside their broader one, and goods listed only so that others are not taken
  ///     for them.
  ///   - least: the least confidence of a label that is written.
  ///   - width: how many stretches are worked on at a time.
  package init(
    _ catalogue: GoodsCatalogue, all: Bool = false, least: Double = 0,
    width: Int = ProcessInfo.processInfo.activeProcessorCount
  ) throws {
    matcher = try catalogue.textMatcher()
    self.width = max(1, width)
    let left = Set(catalogue.items.filter { $0.isDecoy || $0.broader != nil || $0.partOf != nil }.map(\.id))
    kept = { match in match.confidence >= least && (all || !left.contains(match.goods)) }
  }

  private struct Row: Sendable {
    var id: String
    var text: GoodsText
  }

  private struct Part: Sendable {
    var number: Int
    var csv: [UInt8] = []
    var summary = Summary()
  }

  /// - Parameters:
  ///   - write: gets the CSV bytes in order, header included.
  ///   - progress: bytes read and bytes in all, now and then.
  /// - Throws: ``IntakeError`` for a file or column that can't be read.
  package func run(
    _ file: TableFile, columns: TextColumns, progress: (Int, Int) -> Void = { _, _ in },
    write: ([UInt8]) throws -> Void
  ) async throws -> Summary {
    let places = try columns.places(in: file)
    var summary = Summary()
    try write(Array("id,goods,confidence,because\r\n".utf8))
    try await withThrowingTaskGroup(of: Part.self) { group in
      var (next, running, due) = (0, 0, 0)
      var waiting: [Int: Part] = [:]
      func finish(_ part: Part) throws {
        waiting[part.number] = part
        while let ready = waiting.removeValue(forKey: due) {
          try write(ready.csv)
          summary.add(ready.summary)
          due += 1
        }
      }
      while let rows = try stretch(of: file, places, &summary) {
        if rows.isEmpty { continue }
        if running == width * 2, let part = try await group.next() {
          running -= 1
          try finish(part)
        }
        let number = next
        group.addTask {
          try Task.checkCancellation()
          return part(number, rows)
        }
        next += 1
        running += 1
        progress(file.bytesRead, file.size)
      }
      while let part = try await group.next() { try finish(part) }
    }
    return summary
  }

  /// The next rows; nil at the end of the file.
  private func stretch(of file: TableFile, _ places: TextColumns.Places, _ summary: inout Summary) throws -> [Row]? {
    var rows: [Row] = []
    rows.reserveCapacity(Self.stretch)
    while rows.count < Self.stretch {
      switch try file.step() {
      case .end: return rows.isEmpty ? nil : rows
      case .rejected(let why): reject(why, &summary)
      case .row:
        guard let id = file.wholeText(places.id) else {
          reject("The row has no id, so nothing could be said of it.", &summary)
          continue
        }
        summary.rows += 1
        rows.append(Row(id: id, text: places.read(file)))
      }
    }
    return rows
  }

  private func reject(_ why: String, _ summary: inout Summary) {
    summary.rows += 1
    summary.rejected += 1
    if summary.firstRejections.count < Self.rejectionsShown {
      summary.firstRejections.append("row \(summary.rows): \(why)")
    }
  }

  private func part(_ number: Int, _ rows: [Row]) -> Part {
    var part = Part(number: number)
    var workspace = TextMatcher.Workspace()
    for row in rows {
      if row.text.isEmpty {
        part.summary.withoutText += 1
        continue
      }
      let labels = matcher.matches(row.text, using: &workspace).filter(kept)
      if labels.isEmpty { part.summary.unlabelled += 1 }
      for label in labels {
        part.summary.labels += 1
        part.summary.byGoods[label.goods, default: 0] += 1
        if label.isUseOpen { part.summary.useNotStated += 1 }
        let cells = [
          CSVCell.text(row.id), label.goods, Self.decimal(label.confidence), CSVCell.text(label.because),
        ]
        part.csv.append(contentsOf: (cells.joined(separator: ",") + "\r\n").utf8)
      }
    }
    return part
  }

  /// Two decimals, whatever the locale.
  static func decimal(_ confidence: Double) -> String {
    let hundredths = Int((confidence * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}

extension GoodsClassification.Summary {
  fileprivate mutating func add(_ other: Self) {
    withoutText += other.withoutText
    unlabelled += other.unlabelled
    labels += other.labels
    useNotStated += other.useNotStated
    byGoods.merge(other.byGoods) { $0 + $1 }
  }
}
