// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Publishing
import Testing
import Trade

@Suite struct ExportTests {
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"), ("\rx", "\"'\rx\""),
    ("＝1", "'＝1"), ("-12.50", "-12.50"), ("+7", "+7"), ("-", "'-"), ("-.5", "'-.5"), ("1e5", "1e5"), ("-1e5", "'-1e5"), ("", ""), ("a,b", "\"a,b\""),
    ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""), ("two\r\nlines", "\"two\r\nlines\""), ("=\"a\",b", "\"'=\"\"a\"\",b\""),
    ("силва", "силва"),
  ])
  func `a cell is quoted where it must be, and never a formula`(text: String, cell: String) {
    #expect(CSV.cell(text) == cell)
  }

  @Test func `JSON keeps the order of keys and writes null for what is no number`() {
    let json = JSON.object([("z", .number(1.5)), ("a", .array([.null, .bool(true)])), ("n", .number(.nan)), ("e", .array([])), ("o", .object([]))])
    #expect(json.file == "{\n  \"z\": 1.5,\n  \"a\": [\n    null,\n    true\n  ],\n  \"n\": null,\n  \"e\": [],\n  \"o\": {}\n}\n")
  }

  @Test func `JSON reads back as it was, controls and three scripts included`() throws {
    let text = "\u{0}\u{1F}\u{7F}\"\\/\n\r\t\u{2028}</script>силва上海🛰"
    for written in [JSON.array([.text(text)]).file, JSON.array([.text(text)]).inScript] {
      #expect(try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String] == [text])
    }
  }

  @Test func `JSON in a script cannot end the script`() {
    let written = JSON.text("</script><!--&\u{2028}\u{2029}").inScript
    #expect(written.unicodeScalars.allSatisfy { !"<>&\u{2028}\u{2029}".unicodeScalars.contains($0) })
  }

  @Test func `ids become file names that are safe and differ`() {
    var names = FileNames()
    #expect(names.name(for: "kgz-multiple", or: "claim") == "kgz-multiple")
    #expect(names.name(for: "kgz-multiple", or: "claim") == "claim-kgz-multiple")
    #expect(names.name(for: "KGZ-multiple", or: "claim") != "KGZ-multiple")
    let odd = ["../../etc/passwd", "силва", "сильва", "a/b", "a b", ".hidden", "", String(repeating: "x", count: 300), "CON:\u{0}"].map { names.name(for: $0, or: "finding") }
    #expect(Set(odd.map { $0.lowercased() }).count == odd.count)
    for name in odd {
      #expect(name.utf8.count <= 110 && !name.isEmpty && !name.hasPrefix(".") && !name.contains("/"))
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
    }
  }

  @Test func `Markdown means nothing in a text`() {
    #expect(Markdown.escaped("*a* [b](c) <i> `d` _e_ # f\ng & h") == "\\*a\\* \\[b\\](c) &lt;i&gt; \\`d\\` \\_e\\_ \\# f g &amp; h")
  }

  @Test func `a quotation mark is escaped even under a combining mark`() {
    #expect(Markup.escaped("\"\u{301}<\u{301}'\u{FE0F}&\u{0}") == "&quot;\u{301}&lt;\u{301}&#39;\u{FE0F}&amp;\u{FFFD}")
  }

  @Test func `marks of a chart name categories, or a stretch of them with a title`() {
    let chart = Chart(
      id: "c", title: "", kind: .lines, unit: "", categories: ["2022-01", "2022-02", "2022-03"], series: [],
      marks: ["2022-02", "2022-02..2022-09: War", "2024-01..2024-02: Later", "nothing"], sql: [])
    #expect(ChartMark.marks(of: chart).map { [$0.from, $0.to, $0.title] } == [["2022-02", "2022-02", ""], ["2022-02", "2022-03", "War"]])
  }
}
