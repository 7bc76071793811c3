// SPDX-License-Identifier: Apache-2.0

import Names
import TestData
import Testing

struct LegalFormsTests {
  @Test(arguments: [
    ("ООО «Альфа»", LegalForm.Class.limited), ("АО Альфа", .stock), ("ИП Альфа", .trader), ("Альфа Ltd", .company),
    ("ФГУП Альфа", .state), ("Alpha GmbH", .limited), ("Alpha AG", .stock), ("阿尔法股份有限公司", .stock),
    ("阿尔法有限公司", .company), ("Alpha A.Ş.", .stock), ("Alpha Ltd. Şti.", .limited), ("Alpha FZE", .limited),
    ("ФОП Шевченко", .trader), ("GmbH & Co. KG Alpha", .partnership),
  ])
  func `The class of a form is known`(name: String, kind: LegalForm.Class) {
    #expect(NameKey.make(name)?.kind == kind)
  }

  @Test(arguments: [
    ("ООО Альфа", "АО Альфа", false), ("ООО Альфа", "Alpha Co., Ltd.", true), ("ООО Альфа", "Alpha LLC", true),
    ("ПАО Альфа", "Alpha JSC", true), ("Alpha AG", "Alpha S.p.A.", false), ("Alpha AG", "Alpha Ltd", true),
    ("Alpha GmbH", "Alpha AG", false), ("Альфа", "АО Альфа", true),
  ])
  func `Forms that show different bodies do not fit`(left: String, right: String, fit: Bool) throws {
    let (a, b) = (try #require(NameKey.make(left)), try #require(NameKey.make(right)))
    #expect(LegalForm.fit(a.distinctions, b.distinctions) == fit)
    #expect(LegalForm.fit(b.distinctions, a.distinctions) == fit)
  }

  @Test(.enabled(if: SharedData.has("names/gleif_elf_codes_1.4.1.csv.gz"), "needs the public data in ../shared/data"))
  func `Short forms of the GLEIF list are known for the countries that matter most`() throws {
    var missing: [String] = []
    var all = 0
    for row in try SharedData.rows("names/gleif_elf_codes_1.4.1.csv.gz")
    where ["TR", "DE", "IT", "HK", "SG", "UA", "CZ", "HU"].contains(row["Country Code (ISO 3166-1)"] ?? "") {
      for short in (row["Abbreviations Local language"] ?? "").split(separator: ";") where !short.isEmpty {
        all += 1
        let key = NameKey.make("Alphabet \(short)")
        if key?.text != "alphabet" { missing.append("\(row["Country Code (ISO 3166-1)"] ?? ""): \(short)") }
      }
    }
    // Rare ones (cooperatives, European groupings) are left in the name: that can only keep parties apart.
    print("legal forms of GLEIF that are not known, of \(all): \(missing.sorted())")
    #expect(all > 30)
    #expect(missing.count * 2 < all)
  }
}
