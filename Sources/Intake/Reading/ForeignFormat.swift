// SPDX-License-Identifier: Apache-2.0

/// Files that are sent as tables and can't be read as such, told by their first bytes, and what to do with them.
enum ForeignFormat {
  private static let marks: [(magic: [UInt8], advice: String)] = [
    (
      [0xD0, 0xCF, 0x11, 0xE0],
      "The file is a workbook of Excel 97-2003 (.xls), or one locked with a password; save it as .xlsx without one."
    ),
    (Array("%PDF".utf8), "The file is a PDF; bring its tables to CSV or .xlsx first, and compare them with the pages."),
    (Array("Rar!".utf8), packed("RAR")), ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], packed("7-Zip")),
    (Array("BZh".utf8), packed("bzip2")), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], packed("xz")),
    ([0x28, 0xB5, 0x2F, 0xFD], packed("Zstandard")),
    (Array("SQLite format 3".utf8), "The file is an SQLite database; export the table that is needed as CSV."),
    (Array("{\\rtf".utf8), "The file is a text document (RTF); bring its tables to CSV or .xlsx first."),
  ]

  private static func packed(_ format: String) -> String {
    "The file is packed with \(format), which is not read here; unpack it, or pack it with gzip or ZIP."
  }

  /// What to do with a file that begins like this; nil for one that may be read.
  static func advice(_ magic: some Collection<UInt8>) -> String? {
    marks.first { magic.starts(with: $0.magic) }?.advice
  }

  /// What to do with a ZIP archive that is an office document and no workbook of the known kind.
  static func advice(_ archive: ZipArchive) -> String? {
    func has(_ names: String...) -> Bool { names.contains { archive.member($0) != nil } }
    if has("xl/workbook.bin") { return "The file is a binary workbook of Excel (.xlsb); save it as .xlsx." }
    if has("mimetype"), has("content.xml") { return "The file is an OpenDocument file; save its table as .xlsx or CSV." }
    if has("word/document.xml") { return "The file is a Word document; bring its tables to CSV or .xlsx first." }
    return nil
  }

  /// Why something at a path is no file to be read.
  static func irregular(isFolder: Bool) -> String {
    isFolder ? "it is a folder; name one of its files" : "it is not a regular file"
  }

  /// Text has next to no control characters; a twentieth of the bytes is more than any accident leaves.
  static func isBinary(_ head: some Collection<UInt8>) -> Bool {
    let controls = head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A && $0 != 0x1B || $0 == 0x7F }
    return controls >= 4 && controls * 20 > head.count
  }
}
