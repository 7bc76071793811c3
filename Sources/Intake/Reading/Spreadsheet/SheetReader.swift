// SPDX-License-Identifier: Apache-2.0

/// The rows of one sheet, as the spreadsheet numbers them; rows without anything in them are passed over.
final class SheetReader {
  let row = CellRow()
  /// From 1, as the spreadsheet shows it.
  private(set) var number = 0
  var damage: String? { scanner.damage ?? strings.damage ?? (hasEnded ? nil : "the sheet breaks off") }

  private let scanner: XMLScanner
  private let strings: SharedStrings
  private let formats: [CellFormat]
  private let isFrom1904: Bool
  private var column = -1
  private var value: [UInt8] = []
  private var hasEnded = false

  init(_ workbook: Workbook, _ sheet: Workbook.Sheet) throws {
    scanner = XMLScanner(try workbook.stream(sheet))
    strings = try workbook.strings()
    formats = try workbook.formats()
    isFrom1904 = workbook.isFrom1904
  }

  /// - Returns: false at the end; ``row`` then holds what there was of a row that broke off.
  func next() throws -> Bool {
    row.clear()
    while true {
      switch try scanner.next() {
      case .eof: return false
      case .start where scanner.isNamed("row"):
        number = scanner.attribute("r").flatMap(SheetReader.integer) ?? number + 1
        column = -1
        if try cells(), hasContent { return true }
        if scanner.depth == 0 { return false }
        row.clear()
      case .end where scanner.isNamed("sheetData"): hasEnded = true
      default: continue
      }
    }
  }

  private var hasContent: Bool {
    for index in 0..<row.used where row.bytes[index] > 0x20 { return true }
    return false
  }

  /// - Returns: whether the row is whole.
  private func cells() throws -> Bool {
    while true {
      switch try scanner.next() {
      case .start where scanner.isNamed("c"): try cell()
      case .end where scanner.isNamed("row"): return true
      case .eof: return false
      default: continue
      }
    }
  }

  private enum Kind {
    case number, shared, inline, text, boolean, date
  }

  private func cell() throws {
    column += 1
    var style = 0
    var kind = Kind.number
    scanner.forEachAttribute { name, value in
      guard name.count == 1 else { return }
      switch name[0] {
      case UInt8(ascii: "r"): if let place = SheetReader.column(value) { column = place }
      case UInt8(ascii: "s"): style = SheetReader.integer(value) ?? 0
      case UInt8(ascii: "t"): kind = SheetReader.kind(value)
      default: break
      }
    }
    value.removeAll(keepingCapacity: true)
    var isText = false
    var reading = 0
    loop: while true {
      switch try scanner.next() {
      case .start:
        if scanner.isNamed("v") || scanner.isNamed("t") { isText = reading == 0 } else if scanner.isNamed("rPh") { reading += 1 }
      case .end:
        if scanner.isNamed("c") { break loop }
        if scanner.isNamed("rPh") { reading -= 1 }
        isText = false
      case .text:
        guard isText else { continue }
        if kind == .inline || kind == .text {
          CellText.append(scanner.text, isLiteral: scanner.isLiteral, to: &value)
        } else {
          XMLScanner.append(scanner.text, to: &value)
        }
      case .eof: return
      }
    }
    guard !value.isEmpty, column < RowScanner.mostColumns else { return }
    put(kind, style)
  }

  private func put(_ kind: Kind, _ style: Int) {
    switch kind {
    case .shared:
      guard let number = value.withUnsafeBufferPointer(SheetReader.integer) else { return set("#REF!") }
      if strings.use(number, { row.set(column, $0) }) == nil { set("#REF!") }
    case .boolean: set(value == [0x31] ? "TRUE" : "FALSE")
    case .date:
      let text = String(decoding: value, as: UTF8.self)
      set(text.hasSuffix("T00:00:00") || text.hasSuffix("T00:00:00Z") ? String(text.prefix(10)) : text)
    case .number:
      let format = style < formats.count && style >= 0 ? formats[style] : .number
      // Most numbers are short and stand for themselves.
      if format == .number, value.count <= 15, !value.contains(where: { $0 | 0x20 == 0x65 }) {
        value.withUnsafeBufferPointer { row.set(column, $0) }
      } else {
        set(format.text(String(decoding: value, as: UTF8.self), isFrom1904: isFrom1904))
      }
    case .inline, .text: value.withUnsafeBufferPointer { row.set(column, $0) }
    }
  }

  private func set(_ text: String) {
    var text = text
    text.withUTF8 { row.set(column, $0) }
  }

  private static func kind(_ value: UnsafeBufferPointer<UInt8>) -> Kind {
    if value.elementsEqual("s".utf8) { return .shared }
    if value.elementsEqual("inlineStr".utf8) { return .inline }
    if value.elementsEqual("b".utf8) { return .boolean }
    if value.elementsEqual("d".utf8) { return .date }
    // "str" of formulas and "e" of their errors are texts.
    return value.elementsEqual("n".utf8) ? .number : .text
  }

  static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count < 12 else { return nil }
    var number = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }

  /// `C5` is the column 2.
  static func column(_ place: UnsafeBufferPointer<UInt8>) -> Int? {
    var number = 0
    for byte in place {
      guard (65...90).contains(byte & 0xDF), byte >= 65 else { break }
      number = number * 26 + Int(byte & 0xDF) - 64
      if number > RowScanner.mostColumns { return nil }
    }
    return number > 0 ? number - 1 : nil
  }

  /// `C` for the column 2.
  static func letters(_ column: Int) -> String {
    var rest = column + 1
    var letters = ""
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }
}
