// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Entries of China's company registers by province.
package struct CompaniesCN: Profile {
  package let id = "companies-cn"
  package let title = "Entries of China's company registers, by province"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    var builder = RecipeBuilder()
    let name = builder.column("name", collapse: true)
    builder.require(name)
    let registered = builder.day("registered")
    let province = builder.column("province", collapse: true).sql
    let district = builder.column("district", collapse: true).sql
    let kind = builder.column("kind", collapse: true).sql
    builder.company([
      ("register", .constant("CN")), ("name", name.sql), ("country", .constant("CHN")),
      ("uscc", "upper(\(fragment: builder.column("uscc").sql))"), ("registered_from", registered.from),
      ("registered_by", registered.to), ("as_of", settings.asOf.map { .constant($0) } ?? "CAST(NULL AS DATE)"),
      // The kind of enterprise is the nearest that these extracts have to an activity.
      ("activity", "nullif(\(fragment: kind), 'N/A')"),
      ("address", "coalesce(\(fragment: province), '') || coalesce(\(fragment: district), '')"),
    ])
    return .rows(builder.finished())
  }
}
