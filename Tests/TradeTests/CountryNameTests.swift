// SPDX-License-Identifier: Apache-2.0

import Testing
import Trade

struct CountryNameTests {
  @Test(arguments: [
    ("CHN", "China"), ("HKG", "Hong Kong"), ("PRK", "North Korea"), ("KOR", "South Korea"), ("RUS", "Russia"),
    ("KGZ", "Kyrgyzstan"), ("ARE", "the United Arab Emirates"), ("WLD", "the world"), ("EU27", "the European Union (27)"),
    ("ZWE", "Zimbabwe"), ("AFG", "Afghanistan"),
  ])
  func `A country is called by its short English name`(code: String, name: String) {
    #expect(CountryName.of(code) == name)
  }

  @Test func `A code that nobody knows stays as it is, and an article is dropped where a name stands alone`() {
    #expect(CountryName.of("QQQ") == "QQQ")
    #expect(CountryName.of("") == "")
    #expect(CountryName.alone("GBR") == "United Kingdom")
    #expect(CountryName.alone("CHN") == "China")
  }
}
