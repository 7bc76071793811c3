// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

@testable import Intake

struct VintagesTests {
  @Test(
    arguments: [
      ("comtrade_A_156_2022[2023-08-02].csv", "2023-08-02"), ("lists/sdn_20240503.csv.gz", "2024-05-03"),
      ("2023-01-05/export.csv", nil), ("data_2022_2023-11-30_v2.csv", "2023-11-30"), ("rows_2022-2023.csv", nil),
      ("exports 2021-01-01 to 2022-12-31.csv", "2022-12-31"), ("a_2023-13-01.csv", nil),
    ] as [(String, String?)])
  func `The day of release is read from the name of the file`(name: String, day: String?) {
    #expect(ReleaseDate.of(name)?.description == day)
  }

  @Test func `Releases are ordered by day, and nothing later than the as-of date is used`() throws {
    func placed(_ asOf: String?) -> [String] {
      Vintages(
        [
          .init(source: "s/b", released: Day("2023-06-01")), .init(source: "s", released: Day("2023-01-01")),
          .init(source: "s/c", released: Day("2024-01-01")), .init(source: "t", released: nil),
        ], asOf: asOf.flatMap { Day($0) }
      ).placed.map { "\($0.source) \($0.place)\($0.isLate ? " late" : "")" }
    }
    #expect(placed(nil) == ["s 1", "s/b 2", "s/c 3"])
    #expect(placed("2023-07-01") == ["s 1", "s/b 2", "s/c 3 late"])
    #expect(placed("2022-01-01") == ["s 1", "s/b 2 late", "s/c 3 late"])
  }
}
