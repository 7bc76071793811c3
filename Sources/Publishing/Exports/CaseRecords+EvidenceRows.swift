// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Trade

extension CaseRecords: EvidenceRows {
  package func rows(for addresses: [RecordAddress]) async throws -> EvidenceTable {
    let found: [(address: RecordAddress, cells: [String?])] = try await rows(for: addresses)
    return EvidenceTable(columns: Self.columns, rows: found.map { EvidenceTable.Row($0.address, $0.cells) })
  }
}
