// SPDX-License-Identifier: Apache-2.0

import Documents
import Measures
import Testing
import Trade

@Suite struct MeasureReaderTests {
  static func read(_ yaml: String) throws -> Measure {
    try MeasureReader.measure(Document(text: yaml, shownAs: "claims.yaml").root)
  }

  static let full = """
    of: quantity
    how: share
    goods: [drone, "hs:8806"]
    from: [CHN, HKG]
    to: RUS
    reporter: RUS
    flow: import
    source: customs
    grade: customs
    party: "INN:7707083893"
    role: [applicant, consignee]
    code-length: 6
    codes-as-written: true
    period: 2022-09..2023-01
    within: {goods: any, from: []}
    """

  @Test func `every key is read`() throws {
    let measure = try Self.read(Self.full)
    #expect(measure.of == .quantity && measure.how == .share)
    #expect(measure.which.goods == ["drone", "hs:8806"] && measure.which.from == ["CHN", "HKG"])
    #expect(measure.which.to == ["RUS"] && measure.which.reporter == ["RUS"] && measure.which.flow == "import")
    #expect(measure.which.sources == ["customs"] && measure.which.grade == .customs)
    #expect(measure.which.parties == ["INN:7707083893"] && measure.which.roles == [.applicant, .consignee])
    #expect(measure.which.codeLength == 6 && measure.which.codesAsWritten)
    #expect(measure.period == Period("2022-09..2023-01") && measure.against == nil)
    #expect(try Self.read("{of: indicator, indicator: share}").which.indicator == "share")
  }

  @Test func `keys that the whole does not give are those of the part`() throws {
    let measure = try Self.read(
      "{of: value, how: share, from: CHN, to: RUS, flow: import, period: 2022, within: {from: WLD}}")
    #expect(measure.within?.from == ["WLD"] && measure.within?.to == ["RUS"] && measure.within?.flow == "import")
    let open = try Self.read(
      "{of: value, how: share, from: CHN, goods: drone, period: 2022, within: {goods: any, from: []}}")
    #expect(open.within?.goods == [] && open.within?.from == [])
  }

  @Test func `flags and files give the same measure`() throws {
    let flags = [
      "of": ["quantity"], "how": ["share"], "goods": ["drone", "hs:8806"], "from": ["CHN", "HKG"], "to": ["RUS"],
      "reporter": ["RUS"], "flow": ["import"], "source": ["customs"], "grade": ["customs"],
      "party": ["INN:7707083893"], "role": ["applicant", "consignee"], "code-length": ["6"],
      "codes-as-written": ["true"], "period": ["2022-09..2023-01"], "within.goods": ["any"], "within.from": ["any"],
    ]
    #expect(try MeasureReader.measure(flags: flags) == Self.read(Self.full))
    let odd = try MeasureReader.measure(flags: ["of": ["records"], "party": ["ООО \"А\\Б\"\nC: - {x}"]])
    #expect(odd.which.parties == ["ООО \"А\\Б\"\nC: - {x}"])
  }

  @Test(arguments: [
    ("{how: total}", "needs 'of'"),
    ("{of: worth}", "Known: value, weight"),
    ("{of: value, how: groth}", "Did you mean 'growth'?"),
    ("{of: value, form: CHN}", "Did you mean 'from'?"),
    ("{of: value, from: China}", "write ISO alpha-3"),
    ("{of: value, flow: exports}", "Did you mean 'export'?"),
    ("{of: value, period: 2022-13}", "is not a period"),
    ("{of: value, how: share, period: 2022, within: {period: 2021}}", "'period' is not a key of within"),
    ("{of: value, how: growth, period: 2022}", "needs 'period' and 'against'"),
    ("{of: value, indicator: share}", "goes with of: indicator"),
    ("{of: indicator, how: growth, indicator: x, period: 2022, against: 2021}", "neither added up nor compared"),
    ("{of: value, codes-as-written: true}", "is for goods"),
    ("{of: value, goods: [TOTAL, drone]}", "can't stand beside"),
  ])
  func `what is wrong is said`(yaml: String, message: String) {
    let error = #expect(throws: DocumentError.self) { try Self.read(yaml) }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.line == 1)
  }

  @Test(arguments: [
    (
      "{of: value, goods: aramid-fibre, from: CHN, to: RUS, how: growth, period: 2022, against: 2021}",
      "growth of the value of aramid fibre from China to Russia in 2022 against 2021"
    ),
    (
      "{of: value, from: EU27, to: KGZ, how: multiple, period: 2022-01..2022-10, against: 2021-01..2021-10, source: eu}",
      "value of trade from the European Union (27) to Kyrgyzstan as reported by eu in 2022-01..2022-10 as a multiple of 2021-01..2021-10"
    ),
    (
      "{of: value, from: CHN, to: RUS, how: share, period: 2022, flow: import, within: {from: WLD}}",
      "share of China in the value of trade from all partners to Russia (imports) in 2022"
    ),
    (
      "{of: records, goods: drone, party: DJI, role: manufacturer}", "number of records of drone of DJI as manufacturer"
    ),
    (
      "{of: parties, role: applicant, goods: [helmet, vest], period: 2022}",
      "number of applicants of helmet or vest in 2022"
    ),
    (
      "{of: value, from: CHN, to: RUS, flow: two-way, how: run-rate, period: 2023-01..2023-07, against: 2022}",
      "value of trade between China and Russia of 2023-01..2023-07 scaled to twelve months against 2022"
    ),
    ("{of: value, goods: hs:8542, how: unit-value, period: 2022}", "value per unit of HS 8542 in 2022"),
    (
      "{of: indicator, indicator: growth-as-reported, from: CHN, to: RUS, period: 2022}",
      "growth-as-reported from China to Russia in 2022"
    ),
    (
      "{of: weight, how: record, to: RUS, period: 2022-08}",
      "weight of trade to Russia in 2022-08 against the highest before"
    ),
    (
      "{of: value, how: part-of-year, period: 2023-01..2023-02, against: 2022}",
      "value of trade in 2023-01..2023-02 as a part of 2022"
    ),
  ])
  func `a measure is worded plainly`(yaml: String, words: String) throws {
    #expect(try Self.read(yaml).words == words)
  }
}
