// SPDX-License-Identifier: Apache-2.0

/// A number that a measure made, with its bounds and the way back to its rows.
///
/// `value` is nil when nothing is disclosed. Where some rows do not disclose, `low` is the disclosed sum and `high` is
/// nil: "at least".
public struct Figure: Sendable, Hashable {
  public var label: String
  public var value: Double?
  public var low: Double?
  public var high: Double?
  /// `USD`, `EUR`, `kg`, `pieces`, `%`, `times`, `records`, `parties`, `months`, `USD/kg` …
  public var unit: String
  /// What was asked of the engine, one statement after another, with the bound values written out.
  public var sql: [String]
  public var evidence: Evidence
  public var caveats: [String]
  /// How many of the rows do not disclose what was asked for; nil when nobody counted.
  public var undisclosed: Int?

  public init(
    label: String, value: Double?, low: Double? = nil, high: Double? = nil, unit: String, sql: [String],
    evidence: Evidence, caveats: [String] = [], undisclosed: Int? = nil
  ) {
    self.label = label
    self.value = value
    self.low = low
    self.high = high
    self.unit = unit
    self.sql = sql
    self.evidence = evidence
    self.caveats = caveats
    self.undisclosed = undisclosed
  }

  /// True when the true figure can be higher than `value` because records do not disclose theirs.
  public var isLowerBound: Bool { low != nil && high == nil }
}
