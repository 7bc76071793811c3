// SPDX-License-Identifier: Apache-2.0

/// The rows under a figure or a finding.
public struct Evidence: Sendable, Hashable {
  /// The first addresses in order of source and row, at most ``limit`` of them.
  public var addresses: [RecordAddress]
  /// How many rows there are in all.
  public var count: Int

  /// How many addresses are carried along; the rest stay in the warehouse, and exports say that they were cut.
  public static let limit = 1000

  public init(addresses: [RecordAddress], count: Int? = nil) {
    self.addresses = Array(Set(addresses).sorted().prefix(Evidence.limit))
    self.count = count ?? Set(addresses).count
  }

  public static let none = Evidence(addresses: [], count: 0)

  public var isCut: Bool { addresses.count < count }

  /// The rows of both. The count is exact while neither is cut, and otherwise the larger of the sum of what is
  /// known to differ and the larger count.
  public func union(_ other: Evidence) -> Evidence {
    let together = Set(addresses).union(other.addresses)
    if !isCut && !other.isCut { return Evidence(addresses: Array(together)) }
    return Evidence(addresses: Array(together), count: max(together.count, count, other.count))
  }
}
