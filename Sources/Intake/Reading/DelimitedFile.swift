// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A delimited text file with a header, read row by row in bounded memory, packed with gzip or not. For tables that
/// become no records of a case. One thread at a time.
package final class DelimitedFile {
  package enum Step: Sendable, Hashable {
    /// A row; its cells are read with ``text(_:)``.
    case row
    /// A row that can't be read, and why.
    case rejected(String)
    case end
  }

  package let header: [String]
  private let reader: RowReader
  private let path: String

  /// - Throws: ``IntakeError`` when the file can't be opened or its header not be read.
  package init(_ file: URL, shownAs path: String, encoding: TextEncoding = .utf8, delimiter: UInt8 = UInt8(ascii: ","))
    throws
  {
    self.path = path
    do {
      var layout = FileLayout()
      (layout.encoding, layout.delimiter, layout.header) = (encoding, delimiter, .rows(1, 1))
      reader = try RowReader(file, shownAs: path, layout: layout)
    } catch let error as IntakeError {
      var named = error
      named.file = named.file ?? path
      throw named
    }
    header = reader.header
  }

  /// The place of a column.
  /// - Throws: ``IntakeError`` that lists the columns when there is none of that name.
  package func column(_ name: String) throws -> Int {
    guard let place = header.firstIndex(of: name) else {
      throw IntakeError.missingColumn(name, header: header, path: path, use: ColumnUse(place: .named(name), name: name, collapse: false))
    }
    return place
  }

  package func next() throws -> Step {
    switch try reader.next() {
    case .row: return .row
    case .fault(let fault): return .rejected(fault.detail(encoding: reader.encoding))
    case .end:
      if let damage = reader.rows.damage, !saidDamage {
        saidDamage = true
        return .rejected("The file is cut off or damaged here: \(damage).")
      }
      return .end
    }
  }
  private var saidDamage = false

  /// The cell of the row just read, without space around it; nil when it is empty.
  package func text(_ column: Int) -> String? { reader.text(column) }

  package var bytesRead: Int { reader.file.bytesRead }
  package var size: Int { reader.file.size }
}
