// SPDX-License-Identifier: Apache-2.0

/// A column of a file that a source needs.
struct ColumnUse: Sendable, Hashable {
  enum Place: Sendable, Hashable {
    case named(String)
    /// The first of these that the file has: publishers rename columns.
    case oneOf([String])
    /// 0-based, in a file without header.
    case position(Int)
  }

  var place: Place
  /// For rejections: the name in the file, or what the column holds in a file without header.
  var name: String
  /// Whether stretches of space and line breaks inside a cell become one space: names, not texts.
  var collapse: Bool
  /// Where the case asks for the column, for an error; nil when the profile does.
  var file: String?
  var line: Int?
  /// A file without the column is taken, and the cell is empty in all of its rows.
  var isOptional = false
}

extension ColumnUse {
  /// The positions of the columns in the file, in the order of `uses`.
  static func positions(of uses: [ColumnUse], in header: [String], path: String) throws -> [Int] {
    try uses.map { use in
      switch use.place {
      case .position(let position): return position
      case .named(let name): return try position(of: name, in: header, use, path: path)
      case .oneOf(let names):
        if let name = names.first(where: header.contains) {
          return try position(of: name, in: header, use, path: path)
        }
        return try position(of: names.joined(separator: "' or '"), in: header, use, path: path)
      }
    }
  }

  /// Stands for a column that a file lacks.
  static let absent = -1

  private static func position(of name: String, in header: [String], _ use: ColumnUse, path: String) throws -> Int {
    let found = header.indices.filter { header[$0] == name }
    guard let first = found.first else {
      if use.isOptional { return absent }
      throw IntakeError.missingColumn(name, header: header, path: path, use: use)
    }
    if found.count > 1 { throw IntakeError.duplicateColumn(name, at: found, path: path, use: use) }
    return first
  }
}
