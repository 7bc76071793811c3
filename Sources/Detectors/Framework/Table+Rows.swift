// SPDX-License-Identifier: Apache-2.0

import Warehouse

extension Table {
  /// A text column that has no nulls.
  func words(_ name: String) throws -> [String] {
    try texts(name).map { text in
      guard let text else {
        throw WarehouseError(.unexpectedShape, "The column '\(name)' has a null where none was expected.")
      }
      return text
    }
  }

  /// A column of counts; null, which an outer join gives, is none.
  func counts(_ name: String) throws -> [Int] { try integers(name).map { $0 ?? 0 } }
}
