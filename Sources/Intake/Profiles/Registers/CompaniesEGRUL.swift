// SPDX-License-Identifier: Apache-2.0

package import Trade
import Warehouse

/// Entries of Russia's register of legal entities (EGRUL): as a table, or as the Federal Tax Service hands them out, in XML
/// whose element `СвЮЛ` is one entry.
package struct CompaniesEGRUL: Profile {
  package let id = "companies-egrul"
  package let title = "Entries of Russia's register of legal entities (EGRUL)"
  package let version = 3
  package let grade: EvidenceGrade? = nil
  package let element: String? = "СвЮЛ"

  package init() {}

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    var builder = RecipeBuilder()
    let name = builder.column(["full_name", "СвНаимЮЛ.НаимЮЛПолн"], collapse: true)
    builder.require(name)
    // Older layouts of the XML have the short name as an attribute, newer ones as an element of its own.
    let shorts = ["short_name", "СвНаимЮЛ.СвНаимЮЛСокр.НаимСокр", "СвНаимЮЛ.НаимЮЛСокр"].map {
      builder.column([$0], collapse: true, isOptional: true).sql
    }
    let registered = builder.day(["registered", "ДатаОГРН", "СвОбрЮЛ.ДатаОГРН"])
    // Who was registered before the register began, in 2002, has an older day beside that of its number.
    let older = builder.day(["СвОбрЮЛ.ДатаРег"], isOptional: true)
    let ended = builder.day(["ended", "СвПрекрЮЛ.ДатаПрекрЮЛ"], isOptional: true)
    let asOf = builder.day(["as_of", "ДатаВып"], isOptional: true)
    let first: SQL = "coalesce(\(fragment: older.from), \(fragment: registered.from))"
    builder.company([
      ("register", .constant("EGRUL")), ("name", name.sql), ("short_name", "coalesce(\(fragment: shorts.joined(separator: ", ")))"), ("country", .constant("RUS")),
      ("inn", builder.column(["inn", "ИНН"], isOptional: true).sql), ("ogrn", builder.column(["ogrn", "ОГРН"]).sql),
      ("kpp", builder.column(["kpp", "КПП"], isOptional: true).sql),
      ("registered_from", first), ("registered_by", first), ("ended_on", ended.from),
      ("as_of", settings.asOf.map { "coalesce(\(fragment: asOf.from), \(fragment: .constant($0)))" } ?? asOf.from),
      ("activity_code", builder.column(["okved", "СвОКВЭД.СвОКВЭДОсн.КодОКВЭД"], isOptional: true).sql),
      (
        "activity",
        builder.column(["activity", "СвОКВЭД.СвОКВЭДОсн.НаимОКВЭД"], collapse: true, isOptional: true).sql
      ),
      ("address", address(&builder)), ("director", director(&builder)),
    ])
    return .rows(builder.finished())
  }

  /// The region of a table, or the parts of an address as the XML has them, from the region down to the room: by the
  /// classifier in use since 2021 (`СвАдрЮЛФИАС`), or else by the one before (`АдресРФ`). Entries of one file may have either.
  private func address(_ builder: inout RecipeBuilder) -> SQL {
    func place(_ element: String, _ parts: [String]) -> SQL {
      joined(
        parts.map { builder.column(["СвАдресЮЛ.\(element).\($0)"], collapse: true, isOptional: true).sql }, with: ", ")
    }
    let new = place(
      "СвАдрЮЛФИАС",
      [
        "НаимРегион", "МуниципРайон.Наим", "ГородСелПоселен.Наим", "НаселенПункт.Наим", "ЭлУлДорСети.Наим", "Здание.Номер",
        "ПомещЗдания.Номер",
      ])
    let old = place(
      "АдресРФ",
      [
        "Регион.НаимРегион", "Район.НаимРайон", "Город.НаимГород", "НаселПункт.НаимНаселПункт", "Улица.НаимУлица", "Дом", "Корпус",
        "Кварт",
      ])
    let region = builder.column(["region"], collapse: true, isOptional: true)
    return "coalesce(\(fragment: region.sql), \(fragment: new), \(fragment: old))"
  }

  /// Who may act for the company without a power of attorney: name and office, of several one after another.
  private func director(_ builder: inout RecipeBuilder) -> SQL {
    let person = ["Фамилия", "Имя", "Отчество"].map { part in
      builder.column(["СведДолжнФЛ.СвФЛ.\(part)"], collapse: true, isOptional: true).sql
    }
    let office = builder.column(["СведДолжнФЛ.СвДолжн.НаимДолжн"], collapse: true, isOptional: true).sql
    let whole = joined([joined(person, with: " "), office], with: ", ")
    // Of several persons the parts stand together. They are taken apart where each person has the part; a part that some
    // lack can't be told whose it is and is left out, and without given names nobody is named.
    func marks(_ part: SQL) -> SQL { "length(\(fragment: part)) - length(replace(\(fragment: part), ';', ''))" }
    let count = marks(person[0])
    func part(_ column: SQL, _ place: Int) -> SQL {
      "trim(split_part(\(fragment: column), ';', \(fragment: SQL(text: String(place)))))"
    }
    let each = (1...CompaniesEGRUL.mostDirectors).map { place -> SQL in
      let further = [(" ", person[2]), (", ", office)].map { mark, column -> SQL in
        """
        CASE WHEN \(fragment: marks(column)) = \(fragment: count) THEN \(fragment: .constant(mark)) || \(fragment: part(column, place)) ELSE '' END
        """
      }
      return """
        CASE WHEN \(fragment: count) >= \(fragment: SQL(text: "\(place - 1)")) THEN \(fragment: .constant(place > 1 ? "; " : "")) || \(fragment: part(person[0], place))
          || ' ' || \(fragment: part(person[1], place)) || \(fragment: further.joined(separator: " || ")) ELSE '' END
        """
    }
    let more: SQL =
      "CASE WHEN \(fragment: count) >= \(fragment: SQL(text: "\(CompaniesEGRUL.mostDirectors)")) THEN '; and others' ELSE '' END"
    return """
      CASE WHEN \(fragment: person[0]) NOT LIKE '%;%' THEN \(fragment: whole)
        WHEN \(fragment: marks(person[1])) = \(fragment: count) THEN \(fragment: (each + [more]).joined(separator: " || ")) END
      """
  }

  /// Those beyond are said to be there.
  private static let mostDirectors = 4

  /// Those that are there, with a mark between; NULL when none is.
  private func joined(_ parts: [SQL], with mark: String) -> SQL {
    let whole = parts.map { part -> SQL in "coalesce(\(fragment: .constant(mark)) || \(fragment: part), '')" }
    return "nullif(substr(\(fragment: whole.joined(separator: " || ")), \(mark.count + 1)), '')"
  }
}

extension RecipeBuilder {
  /// A column of days; empty cells are NULL.
  mutating func day(_ name: String) -> Word { day([name]) }

  mutating func day(_ names: [String], isOptional: Bool = false) -> Word {
    word(.period(format: PeriodFormat("YYYY-MM-DD"), asMonth: false), [column(names, isOptional: isOptional)])
  }
}
