// SPDX-License-Identifier: Apache-2.0

package import Parties

/// A pair of parties to be decided, with all that a person needs to see.
package struct ReviewItem: Sendable, Hashable {
  package struct Side: Sendable, Hashable {
    package var party: PartySummary
    /// The spelling that is close to one of the other side.
    package var spelling: String
    package var addresses: [String]
    /// Findings of the case that name the party, by their place among all.
    package var findings: Set<Int>
    /// What the records that name it are worth.
    package var worth: Worth
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
  /// A finding that names both counts once.
  package var findings: Int { left.findings.union(right.findings).count }
  /// The side whose records would come under another party's name: that with fewer, and of as many the one worth less.
  private var smaller: Side {
    let (a, b) = (left.party.records, right.party.records)
    return a < b || (a == b && (left.worth.dollars ?? 0) <= (right.worth.dollars ?? 0)) ? left : right
  }
  package var movedRecords: Int { smaller.party.records }
  /// What these are worth, as far as they say.
  package var movedWorth: Worth { smaller.worth }

  /// What a decision "same" would change.
  package var stakes: String {
    let small = smaller
    let large = small == left ? right : left
    let moved = Self.counted(movedRecords, "record") + worthText
    var parts = ["\(moved) of '\(small.party.name)' would count for '\(large.party.name)'"]
    if changesListing {
      let listed = left.party.listings.isEmpty ? right : left
      let lists = Set(listed.party.listings.map(\.list)).sorted().joined(separator: ", ")
      let isByNumber = listed.party.listings.contains(where: \.byNumber)
      parts.append("'\(listed.party.name)' \(isByNumber ? "is on a list" : "has a name like one on a list") (\(lists)), the other \(isByNumber ? "is" : "has") not")
    }
    if findings > 0 { parts.append("\(Self.counted(findings, "finding")) name\(findings == 1 ? "s" : "") one or both of them") }
    return parts.joined(separator: "; ")
  }

  /// ` (at least USD 1,200)`
  private var worthText: String {
    guard let dollars = movedWorth.dollars else { return "" }
    return " (\(movedWorth.unvalued > 0 ? "at least " : "")USD \(Self.grouped(Int(min(dollars, 9e15)))))"
  }

  private static func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
    return (number < 0 ? "-" : "") + groups.reversed().joined(separator: ",")
  }

  private static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// The order of review: what would change findings most comes first. A change of who is listed, then the number of
  /// findings that name either, then what the records that would move are worth, then their number, then the likelihood.
  static func comesFirst(_ a: Self, _ b: Self) -> Bool {
    if a.changesListing != b.changesListing { return a.changesListing }
    if a.findings != b.findings { return a.findings > b.findings }
    let (worthA, worthB) = (a.movedWorth.dollars ?? 0, b.movedWorth.dollars ?? 0)
    if worthA != worthB { return worthA > worthB }
    if a.movedRecords != b.movedRecords { return a.movedRecords > b.movedRecords }
    if a.score != b.score { return a.score > b.score }
    return (a.left.party.id, a.right.party.id) < (b.left.party.id, b.right.party.id)
  }
}
