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

  package static func statements() throws -> [String] { SQLScript.statements(in: try text()) }

  /// A short key of the layout: tables of another layout can't be used and are built again. FNV-1a, 64 bits: it tells
  /// layouts apart and guards against nothing.
  package static func version() throws -> String {
    let hash = try text().utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    return String(hash, radix: 36)
  }

  private static func text() throws -> String {
    guard let url = Bundle.module.url(forResource: "schema", withExtension: "sql") else {
      throw WarehouseError(.unexpectedShape, "The program was installed without its file schema.sql.")
    }
    return try String(contentsOf: url, encoding: .utf8)
  }
}
