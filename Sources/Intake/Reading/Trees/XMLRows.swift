// SPDX-License-Identifier: Apache-2.0

/// The elements of one name in an XML file as rows. What stands inside of one - attributes, elements, elements of these -
/// are its fields.
final class XMLRows: RowSource {
  let header: [String]
  private(set) var notes: [String: Int] = [:]
  private(set) var damage: String?
  var original: [UInt8] { fields.cells.shown }

  private let scanner: XMLScanner
  private let fields: FieldColumns
  private let element: [UInt8]
  private var text: [UInt8] = []

  var cells: UnsafePointer<RowScanner.Span> { UnsafePointer(fields.cells.spans) }
  var cellCount: Int { fields.cells.count }
  var bytes: UnsafePointer<UInt8> { UnsafePointer(fields.cells.bytes) }

  static let head = 4 << 20

  init(
    _ text: HeadStream, _ layout: FileLayout, path: String, wanted: [ColumnUse], again: () throws -> HeadStream
  ) throws {
    let head = try text.head(XMLRows.head)
    guard let name = layout.rows ?? layout.element ?? XMLPlace.element(head) else {
      throw IntakeError.badHeader(path, "The XML has no element that could be a row.")
    }
    element = Array(name.utf8)
    fields = FieldColumns()
    try XMLRows.collect(XMLRows(BytesStream(head), element, fields))
    if !fields.satisfy(wanted) || fields.names.isEmpty, head.count == XMLRows.head {
      try XMLRows.collect(XMLRows(again(), element, fields))
    }
    fields.clear()
    header = fields.names
    scanner = XMLScanner(text)
    if header.isEmpty {
      throw IntakeError.badHeader(path, "There is no element '\(name)' with anything in it; name another in the option `rows`.")
    }
    if layout.rows == nil, layout.element == nil { notes["each element '\(name)' was read as a row; elements outside of them are none"] = 1 }
  }

  private init(_ text: any ByteStream, _ element: [UInt8], _ fields: FieldColumns) {
    scanner = XMLScanner(text)
    self.element = element
    self.fields = fields
    header = []
  }

  private static func collect(_ rows: XMLRows) throws {
    while true { if case .end = try rows.next() { return } }
  }

  func next() throws -> RowScanner.Step {
    fields.clear()
    while true {
      switch try scanner.next() {
      case .start where scanner.name.elementsEqual(element): return try row()
      case .eof:
        damage = scanner.damage
        return .end(partial: false)
      default: continue
      }
    }
  }

  private func row() throws -> RowScanner.Step {
    try attributes()
    var lengths: [Int] = []
    text.removeAll(keepingCapacity: true)
    var hasText = false
    while true {
      switch try scanner.next() {
      case .start:
        try flush(&hasText)
        lengths.append(fields.enter(scanner.name))
        try attributes()
      case .text:
        if scanner.isLiteral { text.append(contentsOf: scanner.text) } else { XMLScanner.append(scanner.text, to: &text) }
        hasText = hasText || scanner.text.contains { $0 > 0x20 }
      case .end:
        try flush(&hasText)
        guard let length = lengths.popLast() else { return checked() }
        fields.leave(length)
      case .eof:
        damage = scanner.damage ?? "its XML breaks off inside of an element"
        return .end(partial: true)
      }
    }
  }

  private func attributes() throws {
    try scanner.forEachAttribute { name, value in
      // Declarations of namespaces are no data.
      guard !name.elementsEqual("xmlns".utf8) else { return }
      let length = fields.enter(name)
      var plain: [UInt8] = []
      XMLScanner.append(value, to: &plain)
      try plain.withUnsafeBufferPointer { try fields.set($0) }
      fields.leave(length)
    }
  }

  private func flush(_ hasText: inout Bool) throws {
    if hasText { try XMLRows.trimmed(text).withUnsafeBufferPointer { try fields.set($0) } }
    text.removeAll(keepingCapacity: true)
    hasText = false
  }

  private static func trimmed(_ text: [UInt8]) -> ArraySlice<UInt8> {
    var rest = text[...]
    while let first = rest.first, first <= 0x20 { rest.removeFirst() }
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    return rest
  }

  private func checked() -> RowScanner.Step {
    switch TextCheck.check(bytes, count: fields.cells.used) {
    case .good: .row
    case .zero: .fault(RowFault(kind: .zeroByte, column: nil))
    case .invalid(let offset): .fault(RowFault(kind: .invalidByte(bytes[offset]), column: nil))
    }
  }
}

/// Which element of an XML file is a row.
enum XMLPlace {
  /// The element on which most of the beginning is spent, of those that come again inside of the same parent.
  static func element(_ head: ArraySlice<UInt8>) -> String? {
    let scanner = XMLScanner(BytesStream(head))
    struct Open {
      var path: String
      var start: Int
      var hasFields = false
    }
    var open: [Open] = []
    var found: [String: (count: Int, bytes: Int, hasFields: Bool, depth: Int)] = [:]
    func close(at offset: Int) {
      guard let last = open.popLast() else { return }
      let old = found[last.path] ?? (0, 0, false, open.count)
      found[last.path] = (old.count + 1, old.bytes + offset - last.start, old.hasFields || last.hasFields, open.count)
    }
    loop: while open.count < 64 {
      guard let event = try? scanner.next() else { break }
      switch event {
      case .start:
        if !open.isEmpty { open[open.count - 1].hasFields = true }
        let name = String(decoding: scanner.name, as: UTF8.self)
        let parent = open.last?.path ?? ""
        open.append(Open(path: parent + "\u{1F}" + name, start: scanner.offset))
        scanner.forEachAttribute { name, _ in
          if !name.elementsEqual("xmlns".utf8) { open[open.count - 1].hasFields = true }
        }
      case .end: close(at: scanner.offset)
      case .text: continue
      case .eof: break loop
      }
    }
    while !open.isEmpty { close(at: scanner.offset) }
    let repeated = found.filter { $0.value.count > 1 && $0.value.hasFields && $0.value.depth > 0 }
    let best =
      repeated.max { ($0.value.bytes, -$0.value.depth, $1.key) < ($1.value.bytes, -$1.value.depth, $0.key) }
      // A single entry: the first element with fields of its own below the root.
      ?? found.filter { $0.value.hasFields && $0.value.depth == 1 }.max { ($0.value.bytes, $1.key) < ($1.value.bytes, $0.key) }
    return best?.key.split(separator: "\u{1F}").last.map(String.init)
  }
}
