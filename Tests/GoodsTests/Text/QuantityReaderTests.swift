// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Testing

@testable import Goods

struct QuantityReaderTests {
  private func read(_ text: String, after word: String) -> QuantityReader.Quantity? {
    var text = text
    let start = text.range(of: word).map { text.utf8.distance(from: text.utf8.startIndex, to: $0.upperBound) } ?? 0
    return text.withUTF8 { QuantityReader.read($0, from: start)?.quantity }
  }

  @Test(arguments: [
    ("полная масса 18000 кг", 18000.0, 18000.0), ("полная масса: 18 000 кг.", 18000, 18000), ("полная масса, кг 18000", 18000, 18000),
    ("полная масса (т): 3,5", 3500, 3500), ("полная масса не более 12,5 т", 12500, 12500), ("полная масса 12-14 т", 12000, 14000),
    ("полная масса 2.8т, год 2020", 2800, 2800),
  ])
  func `Numbers and units are read as people write them`(text: String, low: Double, high: Double) {
    #expect(read(text, after: "полная масса") == .init(dimension: .mass, low: low, high: high))
  }

  @Test func `Chinese stands without spaces, horsepower with points`() {
    #expect(read("总质量25吨的自卸车", after: "总质量") == .init(dimension: .mass, low: 25000, high: 25000))
    #expect(read("мощность 100 л.с.", after: "мощность")?.dimension == .power)
  }

  @Test(arguments: [
    "полная масса", "полная масса указана в паспорте", "полная масса 18.000 кг", "полная масса 18 м", "полная масса; 18 т", "полная масса. Длина 18 т",
  ])
  func `What is not there, not a quantity, or may mean two things is not read`(text: String) {
    #expect(read(text, after: "полная масса") == nil)
  }

  private func matcher(_ quantity: String) throws -> TextMatcher {
    let list = """
      goods:
        - id: lorry
          title: Lorries
          class: civilian-indirect
          terms: {ru: [грузовик~]}
          \(quantity)
      """
    let document = try Document(text: list, shownAs: "goods.yaml")
    return try GoodsCatalogue(builtIn: [], caseFile: document).textMatcher()
  }

  @Test func `A quantity within bounds is a witness, one outside means other goods, one alone says nothing`() throws {
    let matcher = try matcher("quantities: [{of: [полн* масс*], over: 3.5 t}]")
    #expect(matcher.matches(GoodsText(description: "Грузовик")).map(\.confidence) == [0.95])
    let witnessed = matcher.matches(GoodsText(description: "Грузовик, полная масса 18 т"))
    #expect(witnessed.map(\.confidence) == [0.99])
    #expect(witnessed.map(\.because) == ["Грузовик; полная масса 18 т"])
    let (found, dismissed) = matcher.explanation(of: GoodsText(description: "Грузовик, полная масса до 3,5 т"))
    #expect(found.isEmpty)
    #expect(dismissed.map(\.reason.words) == ["is said to have 'полная масса до 3,5 т', not over 3.5 t"])
    #expect(matcher.matches(GoodsText(description: "Прицеп, полная масса 18 т")).isEmpty)
  }

  @Test(arguments: [
    "quantities: [{of: [масса], over: 3.5}]", "quantities: [{of: [масса], over: 3.5 ells}]", "quantities: [{of: [масса]}]",
    "quantities: [{of: [масса], over: 5 t, up-to: 3 t}]", "quantities: [{of: [масса], over: 5 t, up-to: 3 kW}]", "weight-each: {over: 3 kW}",
  ])
  func `Bounds that make no sense are refused`(line: String) {
    #expect(throws: DocumentError.self) { try matcher(line) }
  }
}
