// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Entries of Russia's register of legal entities (EGRUL).
package struct CompaniesEGRUL: Profile {
  package let id = "companies-egrul"
  package let title = "Entries of Russia's register of legal entities (EGRUL)"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    var builder = RecipeBuilder()
    let name = builder.column("full_name", collapse: true)
    builder.require(name)
    let registered = builder.day("registered")
    let ended = builder.day("ended")
    let asOf = builder.day("as_of")
    builder.company([
      ("register", .constant("EGRUL")), ("name", name.sql),
      ("short_name", builder.column("short_name", collapse: true).sql), ("country", .constant("RUS")),
      ("inn", builder.column("inn").sql), ("ogrn", builder.column("ogrn").sql), ("kpp", builder.column("kpp").sql),
      ("registered_from", registered.from), ("registered_by", registered.to), ("ended_on", ended.from),
      ("as_of", settings.asOf.map { "coalesce(\(fragment: asOf.from), \(fragment: .constant($0)))" } ?? asOf.from),
      ("activity_code", builder.column("okved").sql), ("activity", builder.column("activity", collapse: true).sql),
      ("address", builder.column("region", collapse: true).sql),
    ])
    return .rows(builder.finished())
  }
}

extension RecipeBuilder {
  /// A column of days; empty cells are NULL.
  mutating func day(_ name: String) -> Word {
    word(.period(format: PeriodFormat("YYYY-MM-DD"), asMonth: false), [column(name)])
  }
}
