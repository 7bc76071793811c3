// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The tables of a case, as `Resources/schema.sql` has them.
package enum Schema {
  /// Makes the tables that are not there yet.
  package static func create(on engine: some Engine) async throws {
    let statements = try statements()
    try await engine.transaction {
      for statement in statements { try await engine.execute(SQL(text: statement)) }
    }
  }

  package static func statements() throws -> [String] {
    guard let url = Bundle.module.url(forResource: "schema", withExtension: "sql") else {
      throw WarehouseError(.unexpectedShape, "The program was installed without its file schema.sql.")
    }
    return SQLScript.statements(in: try String(contentsOf: url, encoding: .utf8))
  }
}
