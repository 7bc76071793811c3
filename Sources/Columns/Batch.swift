// SPDX-License-Identifier: Apache-2.0

/// Rows that an engine handed over, by column.
package final class Batch: Sendable {
  package init() {}
}
package struct BatchSchema: Sendable {}
package final class BatchBuilder {}
