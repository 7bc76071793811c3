// SPDX-License-Identifier: Apache-2.0

import Columns

/// Collects batches into a ``Table``.
final class TableBuilder: @unchecked Sendable {
  func append(_ batch: Batch) throws {}
  func finish() throws -> Table { Table(names: [], columns: [], count: 0) }
}
