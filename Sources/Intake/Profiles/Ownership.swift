// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Who owns whom, in a format of this project: for what is read off registers, filings and reports.
package struct Ownership: Profile {
  package let id = "ownership"
  package let title = "Who owns whom, in a small format of this project"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    var builder = RecipeBuilder()
    let owner = builder.column("owner", collapse: true)
    let owned = builder.column("owned", collapse: true)
    builder.require(owner)
    builder.require(owned)
    let share = builder.number(builder.column("share")).sql
    builder.check(
      "share", "share", "\(fragment: share) < 0 OR \(fragment: share) > 100",
      "A share is a percentage from 0 to 100; correct it, or leave the cell empty when it is not stated.")
    // A day, month or year: it began by the first day of that stretch at the latest to be sure of, and ended by the last.
    let from = builder.word(.period(format: nil, asMonth: false), [builder.column("from")])
    let to = builder.word(.period(format: nil, asMonth: false), [builder.column("to")])
    builder.ownership(
      owner: MentionShape(
        role: OwnershipRole.owner.rawValue, name: owner.sql, country: .null, number: builder.column("owner_number").sql),
      owned: MentionShape(
        role: OwnershipRole.owned.rawValue, name: owned.sql, country: .null, number: builder.column("owned_number").sql),
      [
        ("share", "CAST(\(fragment: share) AS DOUBLE)"), ("start_date", from.from), ("end_date", to.to),
        ("note", builder.column("note", collapse: true).sql),
      ])
    return .rows(builder.finished())
  }
}

/// The two ends of an edge of ownership.
enum OwnershipRole: String, Sendable {
  case owner, owned
}
