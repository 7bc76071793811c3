// SPDX-License-Identifier: Apache-2.0

/// Where a record came from: `source@sha256:row`.
///
/// `row` is the 1-based number of the data row in the file (the header is not counted); for a document such as
/// `statements.yaml` it is the 1-based number of the entry.
public struct RecordAddress: Sendable, Hashable, Codable {
  public var source: String
  public var sha256: String
  public var row: Int

  public init(source: String, sha256: String, row: Int) {
    self.source = source
    self.sha256 = sha256
    self.row = row
  }
}

extension RecordAddress: CustomStringConvertible {
  public var description: String { "\(source)@\(sha256):\(row)" }
}

extension RecordAddress: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    (left.source, left.row, left.sha256) < (right.source, right.row, right.sha256)
  }
}
