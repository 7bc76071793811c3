// SPDX-License-Identifier: Apache-2.0

import CADBC
import Synchronization
import Testing

@testable import Columns

struct BatchBuilderTests {
  static let schema = BatchSchema(fields: [
    (name: "text", type: .text), (name: "integer", type: .integer), (name: "double", type: .double),
    (name: "flag", type: .boolean), (name: "day", type: .day), (name: "nothing", type: .null),
  ])

  /// Exports the builder and reads it back through the C interface.
  static func roundTrip(_ builder: BatchBuilder) throws -> Batch {
    let schema = SchemaOwner()
    schema.withPointer { builder.schema.export(into: $0) }
    let array = ArrayOwner()
    try array.withPointer { pointer throws in try builder.export(into: pointer) }
    return try Batch(fields: try Field.fields(of: schema), array: array)
  }

  static func fill(_ builder: BatchBuilder, rows: Int) {
    for row in 0..<rows {
      if row % 4 == 3 {
        for column in builder.columns { column.appendNull() }
      } else {
        builder.columns[0].append(row % 4 == 2 ? "" : "Ж\(row)东")
        builder.columns[1].append(row % 2 == 0 ? -row : Int.max - row)
        builder.columns[2].append(Double(row) / 4)
        builder.columns[3].append(row % 3 == 0)
        builder.columns[4].append(day: row - 500)
        builder.columns[5].appendNull()
      }
    }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 1023, 1024, 1025, 5000]) func `What was appended is read back`(rows: Int) throws {
    let builder = BatchBuilder(Self.schema)
    // Twice: a builder whose rows were taken can be filled again.
    for _ in 0..<2 {
      Self.fill(builder, rows: rows)
      #expect(builder.count == rows)
      let batch = try Self.roundTrip(builder)
      #expect(builder.count == 0 && builder.isEmpty)
      #expect(batch.count == rows)
      let isNull = (0..<rows).map { $0 % 4 == 3 }
      #expect(
        try batch.withColumn(named: "text") { view in try view.texts() }
          == (0..<rows).map { isNull[$0] ? nil : $0 % 4 == 2 ? "" : "Ж\($0)东" })
      #expect(
        try batch.withColumn(named: "integer") { view in try view.integers() }
          == (0..<rows).map { isNull[$0] ? nil : $0 % 2 == 0 ? -$0 : Int.max - $0 })
      #expect(
        try batch.withColumn(named: "double") { view in try view.doubles() }
          == (0..<rows).map { isNull[$0] ? nil : Double($0) / 4 })
      #expect(
        try batch.withColumn(named: "flag") { view in try view.booleans() }
          == (0..<rows).map { isNull[$0] ? nil : $0 % 3 == 0 })
      #expect(
        try batch.withColumn(named: "day") { view in try view.days() } == (0..<rows).map { isNull[$0] ? nil : $0 - 500 }
      )
      #expect(
        try batch.withColumn(named: "nothing") { view in try view.texts() } == [String?](repeating: nil, count: rows))
    }
  }

  @Test func `Long texts and many short ones grow the buffers`() throws {
    let builder = BatchBuilder(BatchSchema(fields: [(name: "a", type: .text)]))
    let texts = (0..<300).map { String(repeating: "я", count: $0 * 37 % 5000) }
    for text in texts { builder.columns[0].append(text) }
    #expect(builder.columns[0].textCount == texts.reduce(0) { $0 + $1.utf8.count })
    #expect(try Self.roundTrip(builder).withColumn(0) { view in try view.texts() } == texts)
  }

  @Test func `Columns of different lengths are refused and named`() throws {
    let builder = BatchBuilder(Self.schema)
    Self.fill(builder, rows: 3)
    builder.columns[2].append(1.0)
    let error = #expect(throws: ColumnsError.self) { try Self.roundTrip(builder) }
    #expect(error?.code == .unevenColumns)
    #expect(error?.message.contains("'double'") == true)
    #expect(builder.count == 3)
  }

  struct Failure: Error {}

  final class Source: BatchSource, Sendable {
    let schema = BatchBuilderTests.schema
    let batches: Int
    let fails: Bool
    private let given = Mutex(0)

    init(batches: Int, fails: Bool) {
      self.batches = batches
      self.fails = fails
    }

    func next() throws -> BatchBuilder? {
      let index = given.withLock {
        $0 += 1
        return $0
      }
      if index > batches {
        if fails { throw Failure() }
        return nil
      }
      let builder = BatchBuilder(schema)
      // Every other batch is empty, which must not look like the end.
      if index % 2 == 0 { fill(builder, rows: 10) }
      return builder
    }
  }

  @Test(arguments: [false, true]) func `A source is a stream to an engine`(fails: Bool) throws {
    weak var released: SourceStream?
    do {
      let source = SourceStream(Source(batches: 6, fails: fails))
      released = source
      let stream = StreamOwner()
      stream.withPointer { source.export(into: $0) }
      let fields = try stream.fields()
      #expect(fields.map(\.name) == ["text", "integer", "double", "flag", "day", "nothing"])
      var rows = 0
      if fails {
        #expect(throws: ColumnsError.self) { while let batch = try stream.next(fields) { rows += batch.count } }
        #expect(source.firstError is Failure)
        #expect(!source.isFinished)
      } else {
        while let batch = try stream.next(fields) { rows += batch.count }
        #expect(source.isFinished)
      }
      #expect(rows == 30 && source.count == 30)
    }
    #expect(released == nil)
  }
}
