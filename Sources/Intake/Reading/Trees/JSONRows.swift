// SPDX-License-Identifier: Apache-2.0

/// The objects of a JSON file as rows: JSON lines, an array, or an array below the top as in replies of an API.
final class JSONRows: RowSource {
  let header: [String]
  private(set) var notes: [String: Int] = [:]
  private(set) var damage: String?
  var original: [UInt8] { kept ?? Array(scanner.rowBytes.prefix(8192)) }
  /// Of a value that is not well-formed: reading has gone on behind it.
  private var kept: [UInt8]?

  private enum State {
    case top
    case array
    case done
  }

  /// The object just read, as it stands: of ``init(objectsOf:at:)`` only.
  private(set) var whole: [UInt8] = []
  private let keepsWhole: Bool
  private let scanner: JSONScanner
  private let fields: FieldColumns
  private let place: JSONPlace
  /// Keys gone into so far.
  private var level = 0
  private var state = State.top
  private var isFirst = true

  var cells: UnsafePointer<RowScanner.Span> { UnsafePointer(fields.cells.spans) }
  var cellCount: Int { fields.cells.count }
  var bytes: UnsafePointer<UInt8> { UnsafePointer(fields.cells.bytes) }
  var text: UnsafeBufferPointer<UInt8>? { scanner.rowBytes }

  /// - Parameter again: the text from its beginning: columns that its first rows lack are looked for in all of it.
  init(
    _ text: HeadStream, _ layout: FileLayout, path: String, wanted: [ColumnUse], again: () throws -> HeadStream
  ) throws {
    keepsWhole = false
    let head = try text.head(JSONPlace.head)
    let place = layout.rows.map { JSONPlace(keys: $0.split(separator: ".").map(String.init)) } ?? JSONPlace(head)
    self.place = place
    fields = FieldColumns()
    try JSONRows.collect(JSONRows(BytesStream(head), place, fields))
    if !fields.satisfy(wanted) || fields.names.isEmpty, head.count == JSONPlace.head {
      try JSONRows.collect(JSONRows(again(), place, fields))
    }
    fields.clear()
    header = fields.names
    scanner = JSONScanner(text)
    if header.isEmpty {
      throw IntakeError.badHeader(
        path,
        place.keys.isEmpty
          ? "The file has no JSON object with fields."
          : "There are no objects at '\(place.path)'; name the place of the rows in the option `rows`.")
    }
    if layout.rows == nil, !place.keys.isEmpty {
      notes["the rows were found under '\(place.path)'; what stands beside is no row"] = 1
    }
  }

  private init(_ text: any ByteStream, _ place: JSONPlace, _ fields: FieldColumns) {
    keepsWhole = false
    scanner = JSONScanner(text)
    self.place = place
    self.fields = fields
    header = []
  }

  /// The objects themselves, without columns.
  init(objectsOf text: any ByteStream, at place: JSONPlace) {
    keepsWhole = true
    scanner = JSONScanner(text)
    self.place = place
    fields = FieldColumns()
    header = []
  }

  private static func collect(_ rows: JSONRows) throws {
    while true { if case .end = try rows.next() { return } }
  }

  func next() throws -> RowScanner.Step {
    fields.clear()
    kept = nil
    scanner.endRow()
    do {
      while true {
        switch state {
        case .done: return .end(partial: false)
        case .array:
          if let step = try element() { return step }
        case .top:
          if let step = try top() { return step }
        }
      }
    } catch let fault as JSONScanner.Fault {
      return broken(fault)
    }
  }

  /// A value at the top, or a member on the way down.
  private func top() throws -> RowScanner.Step? {
    guard let first = try scanner.next() else {
      state = .done
      if let problem = scanner.damage ?? (level > 0 ? "its JSON breaks off" : nil) {
        damage = problem
        return .end(partial: false)
      }
      return nil
    }
    if level == 0 {
      // Pages may stand in an array, or after each other.
      let isBracket = first == UInt8(ascii: "[") || first == UInt8(ascii: "]")
      if first == UInt8(ascii: ",") || isBracket && !place.keys.isEmpty {
        scanner.skip()
        return nil
      }
      guard first == UInt8(ascii: "{"), !place.keys.isEmpty else {
        if first == UInt8(ascii: "["), place.keys.isEmpty {
          scanner.skip()
          (state, isFirst) = (.array, true)
          return nil
        }
        return try row()
      }
      scanner.skip()
      (level, isFirst) = (1, true)
      return nil
    }
    if first == UInt8(ascii: "}") {
      scanner.skip()
      level -= 1
      isFirst = false
      return nil
    }
    if !isFirst { try scanner.expect(UInt8(ascii: ",")) }
    isFirst = false
    guard try scanner.next() == 0x22 else { throw scanner.fault("a name in quotes is expected", try scanner.next()) }
    let isWay = try scanner.string().elementsEqual(place.keys[level - 1].utf8)
    try scanner.expect(UInt8(ascii: ":"))
    let value = try scanner.next()
    guard isWay else {
      try scanner.value(into: nil)
      return nil
    }
    switch value {
    case UInt8(ascii: "{") where level < place.keys.count:
      scanner.skip()
      (level, isFirst) = (level + 1, true)
      return nil
    case UInt8(ascii: "[") where level == place.keys.count:
      scanner.skip()
      (state, isFirst) = (.array, true)
      return nil
    case UInt8(ascii: "{") where level == place.keys.count: return try row()
    default:
      try scanner.value(into: nil)
      return nil
    }
  }

  private func element() throws -> RowScanner.Step? {
    let first = try scanner.next()
    if first == UInt8(ascii: "]") {
      scanner.skip()
      (state, isFirst) = (.top, false)
      return nil
    }
    if !isFirst { try scanner.expect(UInt8(ascii: ",")) }
    isFirst = false
    _ = try scanner.next()
    return try row()
  }

  private func row() throws -> RowScanner.Step {
    let isObject = try scanner.next() == UInt8(ascii: "{")
    scanner.beginRow()
    try scanner.value(into: isObject && !keepsWhole ? fields : nil)
    if keepsWhole { whole = Array(scanner.rowBytes) }
    guard isObject else { return .fault(RowFault(kind: .syntax("json", "it is no object with fields"), column: nil)) }
    if let start = scanner.rowBytes.baseAddress {
      switch TextCheck.check(start, count: scanner.rowBytes.count) {
      case .good: break
      case .zero: return .fault(RowFault(kind: .zeroByte, column: nil))
      case .invalid(let offset): return .fault(RowFault(kind: .invalidByte(scanner.rowBytes[offset]), column: nil))
      }
    }
    if scanner.rowHasZero { return .fault(RowFault(kind: .zeroByte, column: nil)) }
    return .row
  }

  /// Values at the top are apart from each other: reading goes on at the next line. Inside of an array nothing tells
  /// where the next element begins.
  private func broken(_ fault: JSONScanner.Fault) -> RowScanner.Step {
    let original = Array(scanner.rowBytes.prefix(8192))
    kept = original
    fields.clear()
    if state == .top, place.keys.isEmpty, !fault.isCut {
      do {
        try scanner.skipLine()
        return .fault(RowFault(kind: .syntax("json", fault.why), column: nil))
      } catch {
        // The stream itself fails: what follows is lost with it.
      }
    }
    damage = scanner.damage ?? "its JSON is not well-formed: \(fault.why)"
    state = .done
    return .end(partial: !original.isEmpty)
  }
}
