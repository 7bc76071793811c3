// SPDX-License-Identifier: Apache-2.0

/// A column of a file that a source needs.
struct ColumnUse: Sendable, Hashable {
  enum Place: Sendable, Hashable {
    case named(String)
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
}

extension ColumnUse {
  /// The positions of the columns in the file, in the order of `uses`.
  static func positions(of uses: [ColumnUse], in header: [String], path: String) throws -> [Int] {
    try uses.map { use in
      switch use.place {
      case .position(let position): return position
      case .named(let name):
        let found = header.indices.filter { header[$0] == name }
        guard let first = found.first else {
          throw IntakeError.missingColumn(name, header: header, path: path, use: use)
        }
        if found.count > 1 { throw IntakeError.duplicateColumn(name, at: found, path: path, use: use) }
        return first
      }
    }
  }
}
