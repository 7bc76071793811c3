// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Publishing
import Testing
import Trade

@Suite struct ReportTests {
  func report(_ result: CaseResult = FixtureCase.result, assets: URL? = nil) async throws -> String {
    try await withFolder { folder in
      try await Publication(result: result, rows: FixtureRows(), assets: assets).write(to: folder)
      return try text(folder, "report.html")
    }
  }

  @Test func `sections come in the order of the contract`() async throws {
    let page = try await report()
    let order = ["key-points", "findings", "claims", "charts", "parties", "statements", "events", "enquiries", "sources", "method", "caveats"]
    let places = order.map { name in page.range(of: "<section id=\"\(name)\"")?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
  }

  @Test func `hostile text is text`() async throws {
    let page = try await report()
    #expect(page.components(separatedBy: "<script").count == 3, "data and one script of our own")
    #expect(!page.contains("<img") && !page.contains("<b>Label"))
    #expect(page.contains("&lt;script&gt;document.title"))
    let breakout = "\"\u{301} onmouseover"
    #expect(FixtureCase.hostile.contains(breakout) && !page.contains(breakout))
    #expect(!page.contains("href=\"javascript:"))
  }

  @Test func `the page may fetch nothing, and names nothing to fetch`() async throws {
    let page = try await report()
    let policy = try #require(page.firstMatch(of: #/Content-Security-Policy" content="([^"]*)"/#)?.output.1)
    #expect(policy.hasPrefix("default-src &#39;none&#39;; script-src &#39;sha256-"))
    #expect(!policy.contains("http") && !policy.contains("unsafe-eval"))
    for bad in ["src=\"", "<link", "@import", "url(", "sourceMappingURL", "<iframe", "<object"] {
      #expect(!page.contains(bad), "\(bad)")
    }
  }

  @Test func `every figure opens to its query, its rows and its caveats`() async throws {
    let page = try await report()
    #expect(page.contains("<data title=\"low 54000; high open\">at least 54,000\u{A0}pieces; 3 of 5 filings undisclosed</data>"))
    #expect(page.contains("3 of 5 records do not disclose their quantity; the figure is at least this."))
    #expect(page.contains("WHERE source = &#39;eu-exports&#39;"))
    #expect(page.contains("title=\"filings@\(FixtureCase.hash("a")):1\""))
    #expect(page.contains("<a href=\"evidence/kgz-multiple.csv\">"))
  }

  @Test func `a verdict is a word and a sign, not only a colour`() async throws {
    let page = try await report()
    for (id, sign, word) in [("holds", "✓", "holds"), ("fails", "✗", "fails"), ("cannot-be-checked", "?", "cannot be checked")] {
      #expect(page.contains("<span class=\"verdict \(id)\"><span class=\"sign\" aria-hidden=\"true\">\(sign)</span> \(word)</span>"))
    }
  }

  @Test func `without drawings a chart is a table that stands open`() async throws {
    let page = try await report()
    #expect(page.contains("<details class=\"figure data\" open>") && !page.contains("class=\"drawing\""))
    #expect(page.contains("Armenia &lt;/script&gt;"))
  }

  @Test func `a scripted asset cannot end its element, and sends nobody for a source map`() async throws {
    try await withFolder { folder in
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("var echarts = '</script><!-- x';\r\n//# sourceMappingURL=echarts.map\n".utf8).write(to: folder.appendingPathComponent("echarts.min.js"))
      let page = try await report(assets: folder)
      #expect(page.contains("var echarts = '<\\/script><\\!-- x';\n") && !page.contains("sourceMappingURL") && !page.utf8.contains(13))
      #expect(page.contains("class=\"drawing\" role=\"img\" aria-label=\"Line chart: EU exports"))
    }
  }

  @Test func `more findings than a page bears are a line each`() async throws {
    var result = FixtureCase.result
    for number in 0..<200 {
      var finding = FixtureCase.findings[1]
      finding.id = "copy-\(number)"
      result.findings.append(finding)
    }
    let page = try await report(result)
    #expect(page.components(separatedBy: "<article class=\"finding\"").count - 1 == 150)
    #expect(page.contains("<tr id=\"finding-copy-199\">"))
  }

  @Test func `counts that do not add up are not passed over in silence`() async throws {
    var result = FixtureCase.result
    #expect(try await !report(result).contains("the counts do not add up"))
    result.ledger[0].accepted -= 1
    #expect(try await report(result).contains("the counts do not add up"))
  }
}
