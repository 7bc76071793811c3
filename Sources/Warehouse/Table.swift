// SPDX-License-Identifier: Apache-2.0

package import Trade

/// A small result, held in memory by column.
package struct Table: Sendable {
  package enum Column: Sendable {
    case texts([String?])
    case integers([Int?])
    case doubles([Double?])
    case booleans([Bool?])
    case days([Day?])
    /// Both a list and an item may be null.
    case textLists([[String?]?])
  }

  package let names: [String]
  package let columns: [Column]
  package let count: Int

  package init(names: [String], columns: [Column], count: Int) {
    self.names = names
    self.columns = columns
    self.count = count
  }

  private func column(_ name: String) throws -> Column {
    guard let index = names.firstIndex(of: name) else {
      throw WarehouseError(
        .unexpectedShape, "The result has no column '\(name)'; it has \(names.joined(separator: ", ")).")
    }
    return columns[index]
  }

  private func mismatch(_ name: String, _ wanted: String) -> WarehouseError {
    WarehouseError(.unexpectedShape, "The column '\(name)' is not of type \(wanted).")
  }

  package func texts(_ name: String) throws -> [String?] {
    guard case .texts(let values) = try column(name) else { throw mismatch(name, "text") }
    return values
  }

  package func integers(_ name: String) throws -> [Int?] {
    guard case .integers(let values) = try column(name) else { throw mismatch(name, "integer") }
    return values
  }

  /// Doubles, decimals (rounded to the nearest double) and integers.
  package func doubles(_ name: String) throws -> [Double?] {
    switch try column(name) {
    case .doubles(let values): return values
    case .integers(let values): return values.map { $0.map(Double.init) }
    default: throw mismatch(name, "number")
    }
  }

  package func booleans(_ name: String) throws -> [Bool?] {
    guard case .booleans(let values) = try column(name) else { throw mismatch(name, "boolean") }
    return values
  }

  package func days(_ name: String) throws -> [Day?] {
    guard case .days(let values) = try column(name) else { throw mismatch(name, "date") }
    return values
  }

  package func textLists(_ name: String) throws -> [[String?]?] {
    guard case .textLists(let values) = try column(name) else { throw mismatch(name, "list of texts") }
    return values
  }
}
