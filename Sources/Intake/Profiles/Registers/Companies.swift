// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// What is known of companies, in a format of this project.
package struct Companies: Profile {
  package let id = "companies"
  package let title = "What is known of companies, in a small format of this project"
  package let version = 2
  package let grade: EvidenceGrade? = nil

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    var builder = RecipeBuilder()
    let name = builder.column("name", collapse: true)
    builder.require(name)
    // A day, month or year: the day of registration lies between its ends.
    let registered = builder.word(.period(format: nil, asMonth: false), [builder.column("registered")])
    let country = builder.tolerantCountry(builder.column("country", collapse: true))
    builder.company([
      ("register", .constant(settings.id)), ("name", name.sql), ("country", country),
      ("inn", builder.column("inn").sql), ("ogrn", builder.column("ogrn").sql),
      ("uscc", "upper(\(fragment: builder.column("uscc").sql))"),
      ("number_kind", "upper(\(fragment: builder.column(["number_kind"], isOptional: true).sql))"),
      ("number", "upper(\(fragment: builder.column(["number"], isOptional: true).sql))"), ("registered_from", registered.from),
      ("registered_by", registered.to), ("as_of", settings.asOf.map { .constant($0) } ?? "CAST(NULL AS DATE)"),
      ("activity", builder.column("activity", collapse: true).sql),
      ("address", builder.column("address", collapse: true).sql),
    ])
    return .rows(builder.finished())
  }
}
