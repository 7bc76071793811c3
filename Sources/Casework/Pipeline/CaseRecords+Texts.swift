// SPDX-License-Identifier: Apache-2.0

import Warehouse

extension CaseRecords {
  /// The distinct product texts of the records, those of most records first.
  package func descriptions() async throws -> [(text: String, records: Int)] {
    let table = try await engine.table(
      """
      SELECT description, count(*) AS records FROM record WHERE description IS NOT NULL
      GROUP BY description ORDER BY records DESC, description
      """)
    let (texts, records) = (try table.texts("description"), try table.integers("records"))
    return (0..<table.count).compactMap { row in texts[row].map { ($0, records[row] ?? 0) } }
  }
}
