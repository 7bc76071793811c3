// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Testing
import Warehouse

@testable import Intake

struct SourcePlanTests {
  private func error(_ yaml: String) async throws -> DocumentError? {
    let folder = try await TestCase()
    try folder.write("a.csv", "x\n")
    return #expect(throws: DocumentError.self) { _ = try folder.plans(yaml) }
  }

  @Test(arguments: [
    ("- {id: A, path: a.csv, profile: filings}", 1, "small letters"),
    ("- {id: a, path: a.csv, profile: filings}\n- {id: a, path: a.csv, profile: filings}", 2, "two sources"),
    ("- {id: a, path: b.csv, profile: filings}", 1, "no file 'b.csv'"),
    ("- {id: a, path: b-*.csv, profile: filings}", 1, "No file is named like"),
    ("- {id: a, path: a.csv, profile: filings, options: {header: 6-9}}", 1, "two such as 5-6"),
    ("- {id: a, path: a.csv, profile: filings, options: {delimiter: ab}}", 1, "one character"),
    ("- {id: a, path: a.csv, profile: filling}", 1, "'filings'"),
    ("- {id: a, path: a.csv, profile: filings, licens: x}", 1, "'licence'"),
    ("- {id: a, path: a.csv, profile: filings, encoding: utf8}", 1, "'utf-8'"),
    ("- {id: a, path: a.csv, profile: filings, options: {destinatoin: RUS}}", 1, "'destination'"),
    ("- {id: a, path: a.csv, profile: filings, options: {destination: Russia}}", 1, "ISO alpha-3"),
    ("- {id: a, path: a.csv, profile: filings, mapping: {period: {is: 2022}}}", 1, "takes no mapping"),
    ("- {id: a, path: a.csv, profile: ofac-sdn}", 1, "'as-of'"),
    ("- {id: a, path: a.csv, profile: statistics}", 1, "'mapping'"),
  ])
  func `A wrong source is an error that says what to write`(yaml: String, line: Int, words: String) async throws {
    let error = try await error(yaml)
    #expect(error?.line == line)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("perid: {is: 2022}", "'period'"),
    ("period: {column: p, format: MM}", "no format of periods"),
    ("partner: {column: p, codes: iso4}", "'iso3'"),
    ("partner: {column: p, words: {World: WORLD}}", "no country code"),
    ("partner: {is: Atlantis}", "no country"),
    ("flow: {column: f, words: {OUT: exports}}", "no flow"),
    ("goods: {is: cars}", "no goods code"),
    ("edition: {is: HS2018}", "edition"),
    ("value: {column: v}", "'currency'"),
    ("value: {column: v, currency: USD, decimal: ;}", "Known: ,, ."),
    ("value: {column: v, currency: USD, scale: 0}", "above zero"),
    ("weight: {column: w, unit: pud}", "Known: kg"),
  ])
  func `A wrong mapping is an error at its line`(field: String, words: String) async throws {
    let name = field.prefix { $0 != ":" }
    let fields = [
      "period: {is: 2022}", "reporter: {is: DEU}", "partner: {is: KGZ}", "flow: {is: export}", "goods: {is: TOTAL}",
      "value: {column: v, currency: USD}",
    ].filter { !$0.hasPrefix("\(name):") }
    let yaml =
      "- id: a\n  path: a.csv\n  profile: statistics\n  mapping:\n    \(field)\n"
      + fields.map { "    \($0)\n" }.joined()
    let error = try await error(yaml)
    #expect(error?.line == 5)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [
    ("{rule: no-value, because: x, column: c, empty: true}", "built-in"),
    ("{rule: r, column: c, empty: true}", "'because'"),
    ("{rule: r, because: x, column: c}", "exactly one test"),
    ("{rule: r, because: x, column: c, is: [a], not: [b]}", "exactly one test"),
  ])
  func `A wrong rule is an error that says what to write`(rule: String, words: String) async throws {
    let error = try await error("- id: a\n  path: a.csv\n  profile: filings\n  exclude:\n    - \(rule)\n")
    #expect(error?.line == 5)
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test func `The setup tells what decides the rows, not the order of keys or the words about a source`() async throws {
    let folder = try await TestCase()
    try folder.write("a.csv", "x\n")
    func setup(_ more: String, _ value: String = "value: {column: v, currency: USD}") throws -> String {
      try folder.plans(
        """
        - id: a
          path: a.csv
          profile: statistics
        \(more)
          mapping:
            \(value)
            period: {is: 2022}
            reporter: {is: DEU}
            partner: {is: KGZ}
            flow: {is: export}
            goods: {is: TOTAL}
        """)[0].setup
    }
    let plain = try setup("  publisher: x")
    #expect(try setup("  publisher: y") == plain)
    #expect(try setup("  licence: y", "value: {currency: USD, column: v}") == plain)
    #expect(try setup("  licence: y", "value: {currency: EUR, column: v}") != plain)
    #expect(try setup("  encoding: latin-1") != plain)
    #expect(try setup("  as-of: 2022-01-01") != plain)
  }

  @Test(arguments: [
    (ExclusionRule.Test.isOneOf(["a", "b"]), ["a": true, "c": false, "": false]),
    (.isNoneOf(["a"]), ["a": false, "c": true, "": true]),
    (.length(2), ["ab": true, "a": false, "": false, "жы": true]),
    (.lengthNot(2), ["ab": false, "a": true, "": true]),
    (.empty(true), ["": true, "a": false]), (.empty(false), ["": false, "a": true]),
    (.startsWith(["ab", "c"]), ["abc": true, "c": true, "ac": false, "": false]),
  ])
  func `A rule says the same to the engine and here`(test: ExclusionRule.Test, cells: [String: Bool]) async throws {
    let folder = try await TestCase()
    try folder.write("a.csv", "x\n")
    let rule = ExclusionRule(rule: "r", because: "b", column: "c", test: test, file: "case.yaml", line: 1)
    for (cell, isExcluded) in cells {
      let value = cell.isEmpty ? nil : cell
      #expect(rule.excludes(value) == isExcluded)
      let found = try await folder.engine.table(
        "SELECT \(fragment: rule.sql("c")) AS hit FROM (SELECT CAST(\(value) AS VARCHAR) AS c) t"
      ).booleans("hit")
      #expect(found == [isExcluded], "\(test) of '\(cell)'")
    }
  }
}
