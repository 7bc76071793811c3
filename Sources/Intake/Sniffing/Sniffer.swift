// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Warehouse

/// Looks at a file and says what it is and how a case could take it in.
package struct Sniffer: Sendable {
  /// Rows that are looked at.
  package var mostRows = 20_000

  package init() {}

  /// Parquet is read by an engine.
  package static func needsEngine(_ file: URL) -> Bool {
    (try? SourceFile.magic(file).starts(with: Array("PAR1".utf8))) ?? false
  }

  /// - Parameters:
  ///   - layout: what the person says of it.
  ///   - engine: reads Parquet; other formats need none.
  package func sniff(
    _ file: URL, shownAs path: String, options: [String: String] = [:], encoding: TextEncoding? = nil,
    engine: (any Engine)? = nil
  ) async throws -> Sniff {
    var text: EngineText?
    if let engine, try SourceFile.magic(file).starts(with: Array("PAR1".utf8)) {
      text = try await EngineText.made(of: file, shownAs: path, engine)
    }
    defer { text?.remove() }
    let made = text?.file
    return try await onThread("tallyman-sniffer") { _ in
      try sniff(file, path, FileLayout(options: options, encoding: encoding, member: nil), options, made)
    }
  }

  private func sniff(_ file: URL, _ path: String, _ layout: FileLayout, _ options: [String: String], _ text: URL?) throws -> Sniff {
    var layout = layout
    let source = try SourceFile(file, shownAs: path, layout: layout, text: text)
    var sniff = Sniff(file: path, format: source.format.rawValue, packing: source.packing, encoding: source.encoding.rawValue)
    sniff.encodingBecause = source.guess?.because
    if source.format == .xlsx { sniff.encoding = "utf-8" }
    if let guess = source.guess, guess.isUnsure {
      sniff.doubt("encoding", "\(guess.encoding.rawValue) was told from few letters; look whether names come out right")
    }
    var sample: [[String]] = []
    var entities: Sniff.ProfileChoice?
    switch source.content {
    case .workbook(let workbook): try look(workbook, &layout, path, &sniff)
    case .text(let head):
      let bytes = try head.head(DelimitedRows.head)
      entities = ProfileGuess.entities(source.format, String(decoding: bytes.prefix(20_000), as: UTF8.self))
      if source.format == .delimited {
        let found = DelimitedSample(bytes, layout, path: path)
        sample = found.rows
        sniff.header.delimiter = found.delimiter == 9 ? "tab" : String(decoding: [found.delimiter], as: UTF8.self)
        look(found, &layout, &sniff, options)
      } else if source.format == .json {
        sniff.header.place = try layout.rows ?? JSONPlace(head.head(JSONPlace.head)).path
      } else if source.format == .xml {
        sniff.header.place = try layout.rows ?? XMLPlace.element(try head.head(XMLRows.head))
      }
    }
    let readings = try columns(file, path, layout, text, &sniff)
    propose(entities ?? (options["header"] == nil ? ProfileGuess.headerless(sample) : nil), readings, &sniff)
    sniff.options = SniffOptions.entries(sniff, options, path)
    return sniff
  }

  private func look(_ workbook: Workbook, _ layout: inout FileLayout, _ path: String, _ sniff: inout Sniff) throws {
    sniff.header.sheets = workbook.sheets.map(\.name)
    // The sheet that reads most like a table: with most headings that are known.
    var best: (sheet: Workbook.Sheet, sample: SheetRows.Sample, place: ClosedRange<Int>, score: Int)?
    for sheet in workbook.sheets where layout.sheet == nil || layout.sheet == sheet.name {
      let sample = try SheetRows.sample(workbook, sheet)
      guard !sample.rows.isEmpty else { continue }
      let place = HeaderFinder.guess(sample.rows)
      let known = sample.rows[place.upperBound].count { !HeaderWords.concepts($0).isEmpty }
      let score = known * 4 + (sheet.isHidden ? 0 : 2) + min(sample.rows.count, 3)
      if score > best?.score ?? -1 { best = (sheet, sample, place, score) }
    }
    guard let best else { throw IntakeError.empty(path) }
    if sniff.header.sheets.count > 1, layout.sheet == nil {
      sniff.doubt("sheet", "'\(best.sheet.name)' was looked at; the workbook has \(sniff.header.sheets.count) sheets, each a source of its own")
    }
    layout.sheet = best.sheet.name
    sniff.header.sheet = best.sheet.name
    if case .found = layout.header {
      layout.header = .rows(best.sample.numbers[best.place.lowerBound], best.sample.numbers[best.place.upperBound])
      sniff.header.rows = best.place.map { best.sample.numbers[$0] }
      sniff.header.titles = titles(best.sample.rows.prefix(best.place.lowerBound))
    }
  }

  private func look(_ found: DelimitedSample, _ layout: inout FileLayout, _ sniff: inout Sniff, _ options: [String: String]) {
    guard case .found = layout.header else { return }
    if ProfileGuess.headerless(found.rows) != nil {
      layout.header = .none
      return
    }
    let place = HeaderFinder.guess(found.rows)
    layout.header = .rows(place.lowerBound + 1, place.upperBound + 1)
    sniff.header.rows = place.map { $0 + 1 }
    sniff.header.titles = titles(found.rows.prefix(place.lowerBound))
  }

  private func titles(_ rows: ArraySlice<[String]>) -> [String] {
    rows.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }.filter { !$0.isEmpty }
  }

  private func columns(_ file: URL, _ path: String, _ layout: FileLayout, _ text: URL?, _ sniff: inout Sniff) throws -> [HeadingReading] {
    let reader = try RowReader(file, shownAs: path, layout: layout, text: text)
    let header = reader.header
    var census = [ColumnCensus](repeating: ColumnCensus(), count: header.count)
    loop: while sniff.rows < mostRows {
      switch try reader.next() {
      case .row:
        sniff.rows += 1
        for column in header.indices { census[column].add(reader.text(column, collapse: true)) }
      case .fault(let fault): sniff.faults[fault.reason, default: 0] += 1
      case .end: break loop
      }
    }
    if sniff.rows == mostRows, case .row = try reader.next() { sniff.hasMore = true }
    if let damage = reader.rows.damage { sniff.doubt("file", "it is damaged: \(damage)") }
    for (reason, count) in sniff.faults.sorted(by: { $0.key < $1.key }) {
      sniff.doubt("rows", "\(count) of the first \(sniff.rows + sniff.faults.values.reduce(0, +)) rows would be rejected: \(reason)")
    }
    var readings: [HeadingReading] = []
    for (column, name) in header.enumerated() {
      census[column].finish()
      var reading = HeadingReading(name)
      let doubt = reading.settle(census[column])
      readings.append(reading)
      sniff.columns.append(Sniff.Column(name: name, meaning: reading.meaning, role: reading.role, census: census[column]))
      if let doubt { sniff.doubt(name, doubt) }
    }
    let twice = Dictionary(grouping: header, by: { $0 }).filter { $0.value.count > 1 && !$0.key.isEmpty }.keys.sorted()
    for name in twice { sniff.doubt(name, "the file has this heading more than once; a mapping can't name it") }
    return readings
  }

  private func propose(_ known: Sniff.ProfileChoice?, _ readings: [HeadingReading], _ sniff: inout Sniff) {
    if let known {
      sniff.profile = known
    } else if let known = ProfileGuess.of(sniff.columns.map(\.name)) {
      sniff.profile = known
    } else {
      sniff = MappingProposal.made(sniff, readings)
      return
    }
    if let id = sniff.profile?.id, ProfileRegistry.named(id)?.needsAsOf == true {
      sniff.doubt("as-of", "the file does not say of which day it is a snapshot; write the day")
    }
  }
}

extension HeadingReading {
  /// Compares what the heading says with what the cells are.
  /// - Returns: what is doubtful.
  mutating func settle(_ census: ColumnCensus) -> String? {
    guard census.kind != .empty else { return nil }
    if meaning == .unknown || meaning == .other || meaning == .recordID, census.share(.declaration) >= 0.9 {
      meaning = .number
      return "its heading alone does not say so; by its cells it is the numbers of declarations"
    }
    switch meaning {
    case .unknown:
      let told: [(ColumnCensus.Kind, ColumnMeaning, Double)] = [
        (.date, .date, 0.9), (.country, .country, 0.9), (.currency, .currency, 0.9), (.unit, .unit, 0.9),
      ]
      for (kind, found, share) in told where census.share(kind) >= share && census.share(.number) < 0.5 {
        meaning = found
        return "its heading is not known; by its cells it is \(found.rawValue)"
      }
      if census.share(.goodsCode) >= 0.95, census.examples.allSatisfy({ $0.filter(\.isNumber).count >= 6 }), census.distinct > 1 {
        meaning = .goods
        return "its heading is not known; by its cells it is goods codes"
      }
      return "its heading is not known, and its cells do not tell"
    case .date, .period:
      guard census.share(.date) < 0.5 else { return nil }
      meaning = .otherDate
      return "its heading says a date, and only \(Int(census.share(.date) * 100)) % of its cells are one"
    case .value, .quantity, .weight, .netWeight, .grossWeight, .unitValue:
      guard census.share(.number) < 0.5 else { return nil }
      let old = meaning
      meaning = .other
      return "its heading says \(old.rawValue), and only \(Int(census.share(.number) * 100)) % of its cells are numbers"
    case .goods:
      guard census.share(.goodsCode) < 0.3 else { return nil }
      meaning = census.share(.number) > 0.9 ? .other : .description
      return "its heading says goods codes, and its cells are none"
    case .origin, .dispatch, .destination, .country, .reporter, .partner:
      guard census.share(.country) < 0.3, census.share(.number) < 0.5 else { return nil }
      return "its heading says \(meaning.rawValue), and only \(Int(census.share(.country) * 100)) % of its cells are countries that are known"
    case .unit:
      guard census.share(.number) > 0.5, !concepts.contains("unit") || concepts.contains("quantity") else { return nil }
      meaning = .quantity
      return nil
    case .currency:
      guard census.share(.number) > 0.5 else { return nil }
      meaning = .value
      return nil
    default: return nil
    }
  }
}
