// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file, opened by what is in it rather than by its name: unpacked, and its text as UTF-8.
final class SourceFile {
  enum Content {
    case text(HeadStream)
    case workbook(Workbook)
  }

  enum Format: String, Sendable {
    case delimited, xlsx, json, xml, parquet
  }

  let file: FileStream
  let content: Content
  let format: Format
  /// Of the text; that of a workbook is its own matter.
  let encoding: TextEncoding
  /// How the encoding was told, where nobody stated it.
  let guess: EncodingGuess?
  /// What the file is packed with, from the outside in.
  let packing: [String]

  /// So much of a text is looked at for its encoding.
  static let head = 1 << 20

  /// - Parameter text: what an engine made of a file in a format of its own, to be read in its stead.
  init(
    _ url: URL, shownAs path: String, layout: FileLayout, digest: FileDigest? = nil, text converted: URL? = nil
  ) throws {
    file = try FileStream(url, shownAs: path, digest: digest)
    guard file.size > 0 else { throw IntakeError.empty(path) }
    var packing: [String] = []
    var bytes: any ByteStream = file
    let magic = try SourceFile.magic(url, shownAs: path)
    if magic.starts(with: [0x50, 0x4B, 3, 4]) || magic.starts(with: [0x50, 0x4B, 5, 6]) {
      let archive = try ZipArchive(url, shownAs: path)
      if let advice = ForeignFormat.advice(archive) { throw IntakeError(.unreadable, advice, file: path) }
      if archive.member("[Content_Types].xml") != nil {
        content = .workbook(try Workbook(archive, path: path))
        (format, encoding, guess, self.packing) = (.xlsx, .utf8, nil, [])
        return
      }
      packing = ["zip"]
      bytes = try SourceFile.member(of: archive, layout.member, path)
    } else if let advice = ForeignFormat.advice(magic) {
      throw IntakeError(.unreadable, advice, file: path)
    } else if magic.starts(with: Array("PAR1".utf8)) {
      guard let converted else {
        throw IntakeError(.unreadable, "The file is Parquet, which can't be read here.", file: path)
      }
      bytes = try FileStream(converted, shownAs: path)
      content = .text(HeadStream(bytes))
      (format, encoding, guess, self.packing) = (.parquet, .utf8, nil, [])
      return
    }
    if magic.starts(with: [0x1F, 0x8B]) {
      packing.append("gzip")
      bytes = try GzipStream(bytes)
    }
    let raw = HeadStream(bytes)
    var head = try raw.head(SourceFile.head)
    if head.starts(with: [0x1F, 0x8B]) {
      // Packed twice: a server that packs what is packed.
      throw IntakeError(.unreadable, "The file is packed twice with gzip; unpack it once.", file: path)
    }
    let guess = layout.encoding == nil ? EncodingGuess(head, isWhole: head.count < SourceFile.head) : nil
    var encoding = layout.encoding ?? guess?.encoding ?? .utf8
    if let declared = SourceFile.declared(head), layout.encoding == nil { encoding = declared }
    if encoding != .utf16, encoding != .utf16BigEndian, ForeignFormat.isBinary(head.prefix(1 << 16)) {
      throw IntakeError(
        .unreadable, "The file is no text and of no format that is read here: control characters stand all over its beginning.",
        file: path)
    }
    let isUTF8 = encoding == .utf8 || encoding == .utf8OrLatin1
    if isUTF8, head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      throw IntakeError(
        .badEncoding, "The file begins with the mark of UTF-16; write `encoding: utf-16`, or leave `encoding` out.",
        file: path)
    }
    let text = isUTF8 ? raw : HeadStream(TranscodedStream(raw, from: encoding))
    head = try text.head(4096)
    format = SourceFile.format(of: head)
    if format == .xml, SourceFile.isPage(head) {
      throw IntakeError(
        .unreadable, "The file is a web page, not data: the server sent a page instead. Fetch the file again.", file: path)
    }
    content = .text(text)
    self.encoding = encoding
    self.guess = guess
    self.packing = packing
  }

  /// What should be said aloud of the opening.
  var notes: [String: Int] {
    guard let guess, encoding != .utf8 else { return [:] }
    let doubt = guess.isUnsure ? "; other encodings would do nearly as well, so look at its names" : ""
    return ["the text was read as \(encoding.rawValue): \(guess.because)\(doubt)": 1]
  }

  private static func member(of archive: ZipArchive, _ wanted: String?, _ path: String) throws -> any ByteStream {
    if let wanted {
      guard let member = archive.member(wanted) else {
        throw IntakeError(.unreadable, "The archive has no file '\(wanted)' any more.", file: path)
      }
      return try archive.stream(member)
    }
    let files = archive.files
    guard let first = files.first, files.count == 1 else {
      throw IntakeError(
        .unreadable,
        files.isEmpty ? "The archive has no file in it." : "The archive has \(files.count) files; name it as a source of many.",
        file: path)
    }
    return try archive.stream(first)
  }

  /// The first bytes, by which formats are told.
  static func magic(_ url: URL, shownAs path: String? = nil) throws -> [UInt8] {
    try RandomFile(url, shownAs: path ?? url.path).read(at: 0, count: 16)
  }

  private static func format(of head: ArraySlice<UInt8>) -> Format {
    var rest = head
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    rest = rest.drop { $0 == 0x20 || (9...13).contains($0) }
    guard let first = rest.first else { return .delimited }
    let next = rest.dropFirst().first { $0 != 0x20 && !(9...13).contains($0) } ?? 0
    switch first {
    case UInt8(ascii: "<"):
      let isMarkup = next == UInt8(ascii: "?") || next == UInt8(ascii: "!") || next >= 0x80 || (65...122).contains(next)
      return isMarkup ? .xml : .delimited
    case UInt8(ascii: "{"): return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}") ? .json : .delimited
    case UInt8(ascii: "["):
      // A heading in brackets is none.
      return [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "]")].contains(next) ? .json : .delimited
    default: return .delimited
    }
  }

  /// The encoding that an XML file says it has.
  private static func declared(_ head: ArraySlice<UInt8>) -> TextEncoding? {
    let start = String(decoding: head.prefix(200), as: UTF8.self)
    guard start.contains("<?xml"), let mark = start.range(of: "encoding=") else { return nil }
    let name = start[mark.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }.lowercased()
    return switch name {
    case "gb2312", "gbk", "gb18030": .gb18030
    case "big5", "big5-hkscs": .big5
    case "iso-8859-1": .windows1252
    case "iso-8859-9": .windows1254
    case "ibm866", "866": .cp866
    case "utf-16", "utf-16le": nil
    default: TextEncoding(rawValue: name)
    }
  }

  private static func isPage(_ head: ArraySlice<UInt8>) -> Bool {
    let start = String(decoding: head.prefix(1024), as: UTF8.self).lowercased()
    return start.contains("<html") || start.contains("<!doctype html")
  }
}
