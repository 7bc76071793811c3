// SPDX-License-Identifier: Apache-2.0

import CADBC
import Testing

@testable import Columns

struct BatchTests {
  let live = LiveCount()

  /// Reads one column of one batch of one stream.
  func read<R>(
    _ column: FakeColumn, length: Int, offset: Int = 0, _ body: (borrowing ColumnView) throws -> R
  ) throws -> R {
    let stream = StreamOwner()
    stream.withPointer { FakeStream([.root([column], length: length, offset: offset)], live).export(into: $0) }
    let fields = try stream.fields()
    let batch = try #require(try stream.next(fields))
    #expect(batch.count == length)
    return try batch.withColumn(0, body)
  }

  static func integers<Value: FixedWidthInteger & BitwiseCopyable>(_ format: String, _ values: [Value]) -> FakeColumn {
    FakeColumn(format: format, length: values.count, buffers: [nil, FakeColumn.bytes(values)])
  }

  @Test(arguments: [
    (integers("c", [Int8.min, 0, .max]), [-128, 0, 127]), (integers("C", [UInt8.min, 1, .max]), [0, 1, 255]),
    (integers("s", [Int16.min, 0, .max]), [-32768, 0, 32767]), (integers("S", [UInt16.max]), [65535]),
    (integers("i", [Int32.min, 0, .max]), [-2_147_483_648, 0, 2_147_483_647]),
    (integers("I", [UInt32.max]), [4_294_967_295]),
    (integers("l", [Int64.min, -1, .max]), [Int.min, -1, Int.max]), (integers("L", [UInt64(7)]), [7]),
  ])
  func `Integers of every width and sign`(column: FakeColumn, expected: [Int]) throws {
    #expect(try read(column, length: expected.count) { view in try view.integers() } == expected)
    #expect(live.alive == 0)
  }

  @Test func `An unsigned number beyond Int is an error, not a negative number`() throws {
    let error = #expect(throws: ColumnsError.self) {
      try read(Self.integers("L", [UInt64.max]), length: 1) { view in try view.integers() }
    }
    #expect(error?.code == .outOfRange)
    #expect(
      try read(Self.integers("L", [UInt64.max]), length: 1) { view in try view.doubles() } == [1.8446744073709552e19])
    #expect(live.alive == 0)
  }

  @Test func `Nulls come from the bitmap, counted or not`() throws {
    var column = Self.integers("i", [Int32(1), 2, 3, 4, 5, 6, 7, 8, 9, 10])
    let flags = [true, false, true, true, true, true, true, true, true, false]
    column.buffers[0] = FakeColumn.bits(flags)
    let expected = flags.enumerated().map { $1 ? $0 + 1 : nil }
    for count in [2, -1] {
      column.nullCount = count
      #expect(try read(column, length: 10) { view in try view.integers() } == expected)
    }
    // No bitmap means no nulls, also when they were not counted.
    column.nullCount = -1
    column.buffers[0] = nil
    #expect(try read(column, length: 10) { view in try view.integers() } == Array(1...10))
    #expect(live.alive == 0)
  }

  @Test func `Slices: the offset of the array and of the batch add up`() throws {
    var column = Self.integers("i", [Int32(0), 1, 2, 3, 4, 5, 6, 7, 8, 9])
    column.buffers[0] = FakeColumn.bits([true, true, true, false, true, true, true, true, true, true])
    column.nullCount = -1
    column.offset = 2
    column.length = 8
    #expect(try read(column, length: 3, offset: 1) { view in try view.integers() } == [nil, 4, 5])
    #expect(live.alive == 0)
  }

  static func text(_ format: String, _ values: [String], offset: Int = 0) -> FakeColumn {
    var ends = [0]
    for value in values { ends.append((ends.last ?? 0) + value.utf8.count) }
    let offsets = format == "u" ? FakeColumn.bytes(ends.map(Int32.init)) : FakeColumn.bytes(ends.map(Int64.init))
    return FakeColumn(
      format: format, length: values.count - offset, offset: offset,
      buffers: [nil, offsets, values.flatMap { Array($0.utf8) }])
  }

  static let words = ["Жигули", "", "东风汽车", "a", "longer than twelve bytes", "exactly12byt"]

  @Test(arguments: ["u", "U"]) func `Text with both widths of offset`(format: String) throws {
    #expect(try read(Self.text(format, Self.words), length: 6) { view in try view.texts() } == Self.words)
    #expect(
      try read(Self.text(format, Self.words, offset: 2), length: 3) { view in try view.texts() }
        == Array(Self.words[2..<5]))
    #expect(live.alive == 0)
  }

  @Test func `Text without a data buffer is empty, not null`() throws {
    let column = FakeColumn(format: "u", length: 2, buffers: [nil, FakeColumn.bytes([Int32(0), 0, 0]), nil])
    #expect(try read(column, length: 2) { view in try view.texts() } == ["", ""])
  }

  @Test func `Text views, short and long`() throws {
    var views: [UInt8] = []
    var data: [UInt8] = []
    for word in Self.words {
      let bytes = Array(word.utf8)
      views += FakeColumn.bytes([Int32(bytes.count)])
      if bytes.count <= 12 {
        views += bytes + [UInt8](repeating: 0, count: 12 - bytes.count)
      } else {
        views += Array(bytes[0..<4]) + FakeColumn.bytes([Int32(0), Int32(data.count)])
        data += bytes
      }
    }
    let column = FakeColumn(
      format: "vu", length: 6, nullCount: 1,
      buffers: [
        FakeColumn.bits([true, true, true, false, true, true]), views, data, FakeColumn.bytes([Int64(data.count)]),
      ])
    var expected: [String?] = Self.words
    expected[3] = nil
    #expect(try read(column, length: 6) { view in try view.texts() } == expected)
    #expect(live.alive == 0)
  }

  @Test func `Decimals of three widths, negative ones too`() throws {
    let wide: [Int128] = [
      123_450, -1, 0, -99_999_999_999_999_999_999_999_999_999_999_999_999, 9_007_199_254_740_993_000,
    ]
    let halves = wide.flatMap { [UInt64(truncatingIfNeeded: $0), UInt64(truncatingIfNeeded: $0 >> 64)] }
    let column = FakeColumn(format: "d:38,3", length: 5, buffers: [nil, FakeColumn.bytes(halves)])
    #expect(
      try read(column, length: 5) { view in try view.decimalTexts() } == [
        "123.450", "-0.001", "0.000", "-99999999999999999999999999999999999.999", "9007199254740993.000",
      ])
    // The last lies half way between two doubles; it goes to the even one, rounded once.
    #expect(
      try read(column, length: 5) { view in try view.doubles() } == [123.45, -0.001, 0, -1e35, 9_007_199_254_740_992])
    let short = FakeColumn(format: "d:9,2,32", length: 2, buffers: [nil, FakeColumn.bytes([Int32(-150), 1])])
    #expect(try read(short, length: 2) { view in try view.doubles() } == [-1.5, 0.01])
    let medium = FakeColumn(format: "d:18,0,64", length: 1, buffers: [nil, FakeColumn.bytes([Int64(-7)])])
    #expect(try read(medium, length: 1) { view in try view.decimalTexts() } == ["-7"])
    #expect(live.alive == 0)
  }

  @Test func `Numbers, flags, dates and moments`() throws {
    let floats = FakeColumn(format: "f", length: 2, buffers: [nil, FakeColumn.bytes([Float(0.5), -2])])
    #expect(try read(floats, length: 2) { view in try view.doubles() } == [0.5, -2])
    let flags = FakeColumn(
      format: "b", length: 9, offset: 1, nullCount: 1,
      buffers: [
        FakeColumn.bits([true, true, false] + [Bool](repeating: true, count: 7)),
        FakeColumn.bits([false, true, true, false, false, false, false, false, false, true]),
      ])
    #expect(
      try read(flags, length: 9) { view in try view.booleans() } == [
        true, nil, false, false, false, false, false, false, true,
      ])
    let days = FakeColumn(format: "tdD", length: 2, buffers: [nil, FakeColumn.bytes([Int32(-1), 19_000])])
    #expect(try read(days, length: 2) { view in try view.days() } == [-1, 19_000])
    let milliseconds = FakeColumn(
      format: "tdm", length: 2, buffers: [nil, FakeColumn.bytes([Int64(-86_400_000), -1])])
    #expect(try read(milliseconds, length: 2) { view in try view.days() } == [-1, -1])
    let moments = FakeColumn(format: "tsu:UTC", length: 1, buffers: [nil, FakeColumn.bytes([Int64(5)])])
    #expect(try read(moments, length: 1) { view in try view.timestamps() } == [5])
    #expect(try read(FakeColumn(format: "n", length: 2), length: 2) { view in try view.texts() } == [nil, nil])
    #expect(live.alive == 0)
  }

  @Test func `Lists, sliced, with null lists and null items`() throws {
    var items = Self.text("u", ["a", "b", "c", "d", "e"])
    items.buffers[0] = FakeColumn.bits([true, true, false, true, true])
    items.nullCount = 1
    let lists = FakeColumn(
      format: "+l", length: 3, offset: 1, nullCount: 1,
      buffers: [FakeColumn.bits([true, true, false, true]), FakeColumn.bytes([Int32(0), 1, 3, 3, 5])], children: [items]
    )
    #expect(try read(lists, length: 3) { view in try view.textLists() } == [["b", nil], nil, ["d", "e"]])
    #expect(live.alive == 0)
  }

  @Test func `Dictionaries, with a null index`() throws {
    var column = Self.integers("C", [UInt8(1), 0, 1, 9])
    column.buffers[0] = FakeColumn.bits([true, true, true, false])
    column.nullCount = 1
    column.dictionary = [Self.text("u", ["Россия", "中国"])]
    #expect(try read(column, length: 4) { view in try view.texts() } == ["中国", "Россия", "中国", nil])
    column.nullCount = 0
    #expect(throws: ColumnsError.self) { try read(column, length: 4) { view in try view.texts() } }
    #expect(live.alive == 0)
  }

  @Test(arguments: ["z", "+s", "tiM", "ttu", "w:16", "e", "d:76,10,256", "+m", "tDn", "xyz", "+w:2"])
  func `A type that is not read is refused by name before any data is touched`(format: String) throws {
    let stream = StreamOwner()
    let column = FakeColumn(format: format, name: "odd", length: 1)
    stream.withPointer { FakeStream([.root([column], length: 1)], live).export(into: $0) }
    let error = #expect(throws: ColumnsError.self) { try stream.fields() }
    #expect(error?.code == .unsupportedType)
    #expect(error?.message.contains("'odd'") == true && error?.message.contains(format) == true)
    #expect(live.made == 3, "the stream and two schemas, no array")
  }

  @Test(arguments: 0..<7) func `A column is not read as another type`(reader: Int) throws {
    let error = #expect(throws: ColumnsError.self) {
      try read(Self.integers("i", [Int32(1)]), length: 1) { view in
        switch reader {
        case 0: _ = try view.texts()
        case 1: _ = try view.booleans()
        case 2: _ = try view.days()
        case 3: _ = try view.timestamps()
        case 4: _ = try view.textLists()
        case 5: _ = try view.decimalTexts()
        default: _ = try view.dictionaryIndexes()
        }
      }
    }
    #expect(error?.code == .wrongType)
    #expect(live.alive == 0)
  }

  @Test func `An error in mid-stream keeps the producer's words and everything is released`() throws {
    do {
      let stream = StreamOwner()
      let batch = FakeColumn.root([Self.text("u", Self.words)], length: 6)
      stream.withPointer { FakeStream([batch, batch], failsAtEnd: true, live).export(into: $0) }
      let fields = try stream.fields()
      var rows = 0
      let error = #expect(throws: ColumnsError.self) {
        while let batch = try stream.next(fields) { rows += batch.count }
      }
      #expect(rows == 12)
      #expect(error?.message == "the disk is on fire")
      #expect(live.alive == 1)
    }
    #expect(live.alive == 0)
  }

  @Test func `A batch outlives its stream, and a stream left early is released`() throws {
    var kept: Batch?
    do {
      let stream = StreamOwner()
      let batch = FakeColumn.root([Self.text("u", Self.words)], length: 6)
      stream.withPointer { FakeStream([batch, batch, batch], live).export(into: $0) }
      kept = try stream.next(try stream.fields())
    }
    #expect(try kept?.withColumn(0) { view in try view.texts() } == Self.words)
    kept = nil
    #expect(live.alive == 0)
  }

  @Test func `A producer that breaks the rules is refused`() throws {
    let short = FakeColumn(format: "i", length: 2, buffers: [nil, FakeColumn.bytes([Int32(1), 2])])
    let missing = FakeColumn(format: "i", length: 3, buffers: [nil, nil])
    let noOffsets = FakeColumn(format: "u", length: 3, buffers: [nil])
    for column in [short, missing, noOffsets] {
      let error = #expect(throws: ColumnsError.self) { try read(column, length: 3) { view in try view.integers() } }
      #expect(error?.code == .badProducer)
    }
    #expect(live.alive == 0)
  }
}
