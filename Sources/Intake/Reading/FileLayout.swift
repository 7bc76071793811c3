// SPDX-License-Identifier: Apache-2.0

/// How a file is to be read: what the case says of it; all else is told from the file.
package struct FileLayout: Sendable, Hashable {
  package enum Header: Sendable, Hashable {
    /// The row that holds the names of the columns that are needed.
    case found
    /// One row, or two of which the upper one spans several columns; counted from 1 as the program that made the file does.
    case rows(Int, Int)
    /// The first row is data; columns are named `column 1`, `column 2` …
    case none
  }

  var encoding: TextEncoding?
  var delimiter: UInt8?
  /// What cells are quoted with; 0 for nothing.
  var quote: UInt8 = 0x22
  var header = Header.found
  /// The name of a sheet of a workbook.
  var sheet: String?
  /// Where the rows stand in a tree: a path of keys, or the name of an element.
  var rows: String?
  /// The name of an element where the file is XML and nothing else is said.
  var element: String?
  /// Rows that repeat another of the file are left out.
  var excludesRepeats = false
  /// A file inside of an archive.
  var member: String?

  static let options = [
    SourceOption(
      name: "delimiter", kind: .oneCharacter,
      about: "What stands between cells: one character, or tab; told from the file unless said."),
    SourceOption(
      name: "quote", kind: .oneCharacter, about: "What stands around cells: one character, or none; \" unless said."),
    SourceOption(
      name: "header", kind: .rows,
      about: "The row with the names of the columns, such as 6, or 5-6 for two rows of them, or none."),
    SourceOption(name: "sheet", kind: .text, about: "The sheet of a workbook; the first with a table unless said."),
    SourceOption(
      name: "rows", kind: .text,
      about: "Where the rows stand in JSON (a path of keys, such as result.items) or XML (the name of an element)."),
    SourceOption(
      name: "repeats", kind: .oneOf(["keep", "exclude"]),
      about: "Rows that repeat another of the file word for word: kept unless said."),
  ]

  /// Why a text can't be the value of an option.
  package static func problem(_ name: String, _ text: String) -> String? {
    options.first { $0.name == name }.flatMap { $0.problem(text) }
  }

  init() {}

  init(options: [String: String], encoding: TextEncoding?, member: String?) {
    self.encoding = encoding
    self.member = member
    delimiter = options["delimiter"].map { $0 == "tab" ? 9 : $0.utf8.first ?? 44 }
    if let text = options["quote"] { quote = text == "none" ? 0 : text.utf8.first ?? 0x22 }
    if let text = options["header"] {
      let numbers = text.split(separator: "-").compactMap { Int($0) }
      header = numbers.isEmpty ? .none : .rows(numbers[0], numbers.last ?? numbers[0])
    }
    sheet = options["sheet"]
    rows = options["rows"]
    excludesRepeats = options["repeats"] == "exclude"
  }

  /// For the key of everything that decides what the rows become.
  var key: String {
    "encoding \(encoding?.rawValue ?? "") delimiter \(delimiter.map(String.init) ?? "") member \(member ?? "")"
  }
}
