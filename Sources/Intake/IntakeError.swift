// SPDX-License-Identifier: Apache-2.0

/// Why a source could not be taken in at all. Single rows never are a reason: they are rejected and counted.
package struct IntakeError: Error, Sendable, Hashable {
  /// Open, so that new kinds do not break callers.
  package struct Code: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    package static let unreadable = Code(description: "unreadable")
    package static let emptyFile = Code(description: "empty-file")
    package static let badHeader = Code(description: "bad-header")
    package static let badEncoding = Code(description: "bad-encoding")
    package static let missingColumn = Code(description: "missing-column")
    package static let duplicateColumn = Code(description: "duplicate-column")
    /// A row of a file that is read strictly can't be used.
    package static let badRow = Code(description: "bad-row")
    /// The file is not the one that was read a moment ago.
    package static let changedWhileReading = Code(description: "changed-while-reading")
    /// A column that should hold few different words holds very many: the mapping points at the wrong one.
    package static let tooManyWords = Code(description: "too-many-words")
    /// The engine lost rows on the way.
    package static let rowsLost = Code(description: "rows-lost")
  }

  package var code: Code
  /// What failed, and what to do.
  package var message: String
  /// The id of the source.
  package var source: String?
  /// The file that the person should look at: the data as written in the case, or the case's own document.
  package var file: String?
  /// 1-based line of ``file``.
  package var line: Int?
  package var column: String?

  package init(
    _ code: Code, _ message: String, source: String? = nil, file: String? = nil, line: Int? = nil, column: String? = nil
  ) {
    self.code = code
    self.message = message
    self.source = source
    self.file = file
    self.line = line
    self.column = column
  }
}

extension IntakeError: CustomStringConvertible {
  package var description: String {
    var place = file ?? ""
    if let line { place += ":\(line)" }
    if let source { place += place.isEmpty ? "source \(source)" : " (source \(source))" }
    return place.isEmpty ? message : "\(place): \(message)"
  }
}
