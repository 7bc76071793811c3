// SPDX-License-Identifier: Apache-2.0

package import Parties

/// A pair of parties to be decided, with all that a person needs to see.
package struct ReviewItem: Sendable, Hashable {
  package struct Side: Sendable, Hashable {
    package var party: PartySummary
    /// The spelling that is close to one of the other side.
    package var spelling: String
    package var addresses: [String]
    /// Findings of the case that name the party.
    package var findings: Int
    /// What a judgement writes for it: a number, or a spelling that is nobody else's.
    package var reference: String
  }

  package var left: Side
  package var right: Side
  /// 0 … 1
  package var score: Double
  package var because: String
  package var obstacle: String

  /// One of the two is on a list and the other is not: joined, the other's records count as a listed party's.
  package var changesListing: Bool { left.party.listings.isEmpty != right.party.listings.isEmpty }
  package var findings: Int { left.findings + right.findings }
  /// Records that would come under another party's name.
  package var movedRecords: Int { min(left.party.records, right.party.records) }

  /// What a decision "same" would change.
  package var stakes: String {
    let (small, large) = left.party.records <= right.party.records ? (left, right) : (right, left)
    var parts = ["\(Self.counted(movedRecords, "record")) of '\(small.party.name)' would count for '\(large.party.name)'"]
    if changesListing {
      let listed = left.party.listings.isEmpty ? right : left
      let lists = Set(listed.party.listings.map(\.list)).sorted().joined(separator: ", ")
      parts.append("'\(listed.party.name)' is on a list (\(lists)), the other is not")
    }
    if findings > 0 { parts.append("\(Self.counted(findings, "finding")) name\(findings == 1 ? "s" : "") one of them") }
    return parts.joined(separator: "; ")
  }

  private static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// The order of review: what would change findings most comes first. A change of who is listed, then the number of
  /// findings that name either, then the records that would move, then the likelihood.
  static func comesFirst(_ a: Self, _ b: Self) -> Bool {
    if a.changesListing != b.changesListing { return a.changesListing }
    if a.findings != b.findings { return a.findings > b.findings }
    if a.movedRecords != b.movedRecords { return a.movedRecords > b.movedRecords }
    if a.score != b.score { return a.score > b.score }
    return (a.left.party.id, a.right.party.id) < (b.left.party.id, b.right.party.id)
  }
}
