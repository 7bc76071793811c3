// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Names

struct DuplicateModelTests {
  private static let tree =
    "chance>0.5 words>0.25 - slips>0.1 - - loose>0.9 1.0 2.0 3.0 3.0 5.0 5.0 5.0 8.0"

  private func row(_ values: [String: Float]) -> [Float] { DuplicateTerm.names.map { values[$0] ?? 0 } }

  private static let answers: [([String: Float], Float)] = [
    (["chance": 0.5, "words": 0.25, "slips": 0.1], 1), (["slips": 0.2], 2), (["words": 0.3, "slips": 0.2], 3),
    (["chance": 0.6], 5), (["chance": 0.6, "loose": 0.95], 5),
  ]

  @Test(arguments: answers)
  func `A tree is asked from the top, greater goes right`(_ values: [String: Float], _ answer: Float) {
    let trees = SmallTrees([Self.tree])
    #expect(row(values).withUnsafeBufferPointer { $0.baseAddress.map(trees.sum) } == answer)
  }

  @Test func `What the terms contribute adds up to the score`() throws {
    var random = SeededRandom(seed: 5)
    for _ in 0..<500 {
      let row = DuplicateTerm.names.map { $0 == "bias" ? 1 : Float.random(in: 0...1, using: &random) }
      try row.withUnsafeBufferPointer { buffer in
        let row = try #require(buffer.baseAddress)
        let (start, terms) = DuplicateModel.standard.contributions(row)
        #expect(abs(start + terms.reduce(0, +) - DuplicateModel.standard.logOdds(row)) < 0.01)
      }
    }
  }

  /// Terms that state a fact can only speak for, or only against, whatever else holds.
  @Test(arguments: [
    ("chance", true), ("countryChance", true), ("sameWords", true), ("sameLetters", true), ("countries", false),
    ("numbers", false), ("forms", false), ("trader", false), ("initials", false), ("formsApart", false),
    ("formsInCrowd", false), ("crowd", false), ("knownSlip", false), ("stateless", false),
  ])
  func `A fact moves the score one way only`(_ name: String, _ speaksFor: Bool) throws {
    var random = SeededRandom(seed: 6)
    let place = try #require(DuplicateTerm.names.firstIndex(of: name))
    for _ in 0..<300 {
      var values = DuplicateTerm.names.map { $0 == "bias" ? 1 : Float.random(in: 0...1, using: &random) }
      var last: Float?
      for step in 0...20 {
        values[place] = Float(step) / 20
        let odds = try values.withUnsafeBufferPointer { DuplicateModel.standard.logOdds(try #require($0.baseAddress)) }
        // Where the sum is too low to ask the trees there is a step.
        if let last, min(odds, last) > DuplicateModel.least { #expect(speaksFor ? odds >= last - 1e-4 : odds <= last + 1e-4) }
        last = odds
      }
    }
  }

  @Test func `How seldom words meet by chance is as counted by hand`() throws {
    // 100 names; `Zarqyma` in 4 of them, `Kvomtexa` in 2, the rest all different. No public list has these words.
    let names =
      ["Zarqyma Kvomtexa", "Zarqyma Kvomtexa Plivosk", "Zarqyma Bludrenk", "Zarqyma Trogvist"] + (0..<96).map { "Firm\($0)x" }
    let index = NameIndex(names.map { IndexedName($0, country: "RUS") }, width: 1)
    let comparer = DuplicateComparer(index.core, ListCounts(index.core, AlikeNames(index.core)))
    func term(_ term: DuplicateTerm, _ a: Int, _ b: Int) -> Float { comparer.terms(a, b)[DuplicateTerm.start + term.rawValue] }
    let all = Double(100 + Lexicon.standard.countedNames)
    #expect(abs(term(.chance, 0, 1) - Float((log(all / 4) + log(all / 2) - log(100)) / 10)) < 0.001)
    #expect(abs(term(.chance, 2, 3) - Float((log(all / 4) - log(100)) / 10)) < 0.001)
    #expect(term(.countryChance, 0, 1) == 0)
    #expect(term(.leastLeft, 0, 1) == 0)
    #expect(abs(term(.leastLeft, 2, 3) - Float(log(all) / 10)) < 0.001)
  }
}
