// SPDX-License-Identifier: Apache-2.0

package import Trade

/// What a measure came to: a figure with its bounds, caveats, SQL and rows, and the parts it was made from.
package struct Answer: Sendable, Hashable {
  package var measure: Measure
  package var figure: Figure
  /// For a growth, the two totals; for a share, part and whole; each a figure of its own.
  package var parts: [Figure]
  /// The periods that were really compared, after months that one side lacks were dropped.
  package var compared: [Period]
  package var grade: EvidenceGrade

  package init(measure: Measure, figure: Figure, parts: [Figure], compared: [Period], grade: EvidenceGrade) {
    self.measure = measure
    self.figure = figure
    self.parts = parts
    self.compared = compared
    self.grade = grade
  }
}
