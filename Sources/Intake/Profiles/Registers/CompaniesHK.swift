// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Entries of Hong Kong's register of companies. They carry the number of the Companies Registry, the business number
/// that has taken its place since 27 December 2023, or both; neither has a check digit.
package struct CompaniesHK: Profile {
  package let id = "companies-hk"
  package let title = "Entries of Hong Kong's register of companies"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    var builder = RecipeBuilder()
    let english = builder.column(
      ["name", "Company Name in English", "English Company Name", "Company Name", "公司英文名稱"], collapse: true,
      isOptional: true)
    let chinese = builder.column(
      ["name_zh", "Company Name in Chinese", "Chinese Company Name", "公司中文名稱"], collapse: true, isOptional: true)
    builder.check(
      "empty-cell", "name", "\(fragment: english.sql) IS NULL AND \(fragment: chinese.sql) IS NULL",
      "The row names no company, in English or in Chinese; fill it.")
    let number = builder.column([
      "cr_number", "CR No.", "CR Number", "Company Number", "Company No.", "公司編號", "公司註冊編號", "br_number", "BRN",
      "BR Number", "UBI", "商業登記號碼",
    ])
    builder.require(number)
    let registered = builder.word(
      .period(format: nil, asMonth: false),
      [
        builder.column(
          ["registered", "Date of Incorporation", "Date of Incorporation / Registration", "Date of Registration", "成立日期"])
      ])
    let ended = builder.word(
      .period(format: nil, asMonth: false),
      [builder.column(["ended", "Date of Dissolution", "Date of Dissolution / Ceasing to Exist", "解散日期"], isOptional: true)])
    builder.company([
      ("register", .constant("HK")), ("name", "coalesce(\(fragment: english.sql), \(fragment: chinese.sql))"),
      (
        "short_name",
        "CASE WHEN \(fragment: english.sql) IS NOT NULL THEN \(fragment: chinese.sql) END"
      ),
      ("country", .constant("HKG")),
      // Eight digits are a business number, which the registry's own column holds, too, since the change.
      (
        "number_kind",
        "CASE WHEN length(\(fragment: number.sql)) = 8 AND substr(\(fragment: number.sql), 1, 1) BETWEEN '1' AND '9' THEN 'HK-BR' ELSE 'HK-CR' END"
      ),
      ("number", "upper(\(fragment: number.sql))"),
      ("registered_from", registered.from), ("registered_by", registered.to), ("ended_on", ended.from),
      ("as_of", settings.asOf.map { .constant($0) } ?? "CAST(NULL AS DATE)"),
      (
        "activity", builder.column(["kind", "Company Type", "Type of Company", "公司類別"], collapse: true, isOptional: true).sql
      ),
      (
        "address",
        builder.column(["address", "Address of Registered Office", "Registered Office", "註冊辦事處地址"], collapse: true, isOptional: true)
          .sql
      ),
    ])
    return .rows(builder.finished())
  }
}
