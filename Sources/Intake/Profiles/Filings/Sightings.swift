// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Items that were found or filmed, in a format of this project.
package struct Sightings: Profile {
  package let id = "sightings"
  package let title = "Items found or filmed, in a small format of this project"
  package let version = 1
  package let grade: EvidenceGrade? = .sighting

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    var builder = RecipeBuilder()
    let seen = builder.column("seen")
    builder.require(seen)
    let period = builder.word(.period(format: nil, asMonth: false), [seen])
    let place = builder.tolerantCountry(builder.column("country", collapse: true))
    let origin = builder.tolerantCountry(builder.column("maker_country", collapse: true))
    let item = builder.column("item", collapse: true)
    builder.require(item)
    func followed(_ column: String, by separator: String) -> SQL {
      let cell = builder.column(column, collapse: true).sql
      return "coalesce(\(fragment: SQL(text: SQL.Value.text(separator).literal)) || \(fragment: cell), '')"
    }
    let found = followed("found_in", by: "; found in: ")
    let description = followed("description", by: "; ")
    let site = builder.column("place", collapse: true).sql
    let publisher = followed("publisher", by: "; ")
    builder.record([
      ("period_from", period.from), ("period_to", period.to), ("span", period.value), ("indicator", .constant("trade")),
      ("origin", origin), ("destination", place),
      ("description", "\(fragment: item.sql) || \(fragment: found) || \(fragment: description)"),
      ("note", "coalesce(\(fragment: site), '') || \(fragment: publisher)"),
    ])
    builder.mention(
      MentionShape(
        role: PartyRole.manufacturer.rawValue, name: builder.column("maker", collapse: true).sql, country: origin))
    builder.carries(["period_from", "period_to", "origin", "destination", "description", "note"])
    return .rows(builder.finished())
  }
}
