// SPDX-License-Identifier: Apache-2.0

/// A workbook in Office Open XML (ECMA-376): its sheets, its texts, and which of its number formats are dates.
final class Workbook {
  struct Sheet: Sendable, Hashable {
    var name: String
    var isHidden: Bool
    /// The member of the archive.
    var part: String
  }

  let sheets: [Sheet]
  /// Days are counted from 1904, as old Macintoshes do.
  let isFrom1904: Bool
  private let archive: ZipArchive
  private let path: String
  private let parts: [String: ZipArchive.Member]
  private var stringsPart: String?
  private var stylesPart: String?
  private var loadedStrings: SharedStrings?
  private var loadedFormats: [CellFormat]?

  init(_ archive: ZipArchive, path: String) throws {
    self.archive = archive
    self.path = path
    parts = Dictionary(archive.members.map { (Workbook.key($0.path), $0) }, uniquingKeysWith: { first, _ in first })
    func bad(_ why: String) -> IntakeError {
      IntakeError(.unreadable, "The workbook can't be read: \(why). Open it in a spreadsheet program and save it again.", file: path)
    }
    if parts[Workbook.key("xl/workbook.bin")] != nil {
      throw IntakeError(.unreadable, "The file is a binary workbook (.xlsb); save it as .xlsx.", file: path)
    }
    let root = try Workbook.relations(archive, parts, "_rels/.rels", from: "")
    let book = root.first { $0.kind.hasSuffix("/officeDocument") }?.target ?? "xl/workbook.xml"
    guard let member = parts[Workbook.key(book)] else { throw bad("it has no part '\(book)'") }
    let folder = book.split(separator: "/").dropLast().joined(separator: "/")
    let name = book.split(separator: "/").last.map(String.init) ?? book
    let relations = try Workbook.relations(
      archive, parts, folder.isEmpty ? "_rels/\(name).rels" : "\(folder)/_rels/\(name).rels", from: folder)

    var sheets: [Sheet] = []
    var is1904 = false
    let scanner = XMLScanner(try archive.stream(member))
    while true {
      let event = try scanner.next()
      if event == .eof { break }
      guard event == .start else { continue }
      if scanner.isNamed("workbookPr") { is1904 = scanner.attribute("date1904").map { $0.elementsEqual("1".utf8) || $0.elementsEqual("true".utf8) } ?? false }
      guard scanner.isNamed("sheet"), let name = scanner.attribute("name") else { continue }
      // The relation's id has a prefix, and `sheetId` is another matter.
      let id = scanner.attribute("id").map { String(decoding: $0, as: UTF8.self) }
      guard let target = relations.first(where: { $0.id == id }), target.kind.hasSuffix("/worksheet") else { continue }
      var plain: [UInt8] = []
      XMLScanner.append(name, to: &plain)
      let state = scanner.attribute("state").map { String(decoding: $0, as: UTF8.self) } ?? "visible"
      sheets.append(
        Sheet(name: String(decoding: plain, as: UTF8.self), isHidden: state != "visible", part: target.target))
    }
    if let damage = scanner.damage { throw bad(damage) }
    if sheets.isEmpty { throw bad("it has no sheet of cells") }
    self.sheets = sheets
    isFrom1904 = is1904
    stringsPart = relations.first { $0.kind.hasSuffix("/sharedStrings") }?.target
    stylesPart = relations.first { $0.kind.hasSuffix("/styles") }?.target
  }

  /// Texts are kept once for all sheets, and loaded when they are needed.
  func strings() throws -> SharedStrings {
    if let loadedStrings { return loadedStrings }
    let strings = try SharedStrings(stringsPart.flatMap { parts[Workbook.key($0)] }.map { try archive.stream($0) }, path: path)
    loadedStrings = strings
    return strings
  }

  func formats() throws -> [CellFormat] {
    if let loadedFormats { return loadedFormats }
    let formats = try CellFormat.all(stylesPart.flatMap { parts[Workbook.key($0)] }.map { try archive.stream($0) })
    loadedFormats = formats
    return formats
  }

  func stream(_ sheet: Sheet) throws -> any ByteStream {
    guard let member = parts[Workbook.key(sheet.part)] else {
      throw IntakeError(.unreadable, "The workbook lacks the part of its sheet '\(sheet.name)'; save it again.", file: path)
    }
    return try archive.stream(member)
  }

  private struct Relation {
    var id: String
    var kind: String
    var target: String
  }

  private static func relations(
    _ archive: ZipArchive, _ parts: [String: ZipArchive.Member], _ part: String, from folder: String
  ) throws -> [Relation] {
    guard let member = parts[key(part)] else { return [] }
    let scanner = XMLScanner(try archive.stream(member))
    var found: [Relation] = []
    while true {
      let event = try scanner.next()
      if event == .eof { return found }
      guard event == .start, scanner.isNamed("Relationship") else { continue }
      func text(_ name: StaticString) -> String { scanner.attribute(name).map { String(decoding: $0, as: UTF8.self) } ?? "" }
      let target = text("Target")
      found.append(
        Relation(
          id: text("Id"), kind: text("Type"),
          target: target.hasPrefix("/") ? String(target.dropFirst()) : resolved(target, in: folder)))
    }
  }

  private static func resolved(_ target: String, in folder: String) -> String {
    var parts = folder.split(separator: "/").map(String.init)
    for part in target.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  /// Programs differ in the case of parts and in their slashes.
  private static func key(_ path: String) -> String { path.replacing("\\", with: "/").lowercased() }
}
