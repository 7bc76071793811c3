// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Third-party scripts and styles that are put into the report, as far as they are there.
struct ReportAssets: Sendable {
  /// Apache ECharts 6.
  var charts: String?
  /// Tabulator 6, script and style; both or none.
  var tables: (script: String, style: String)?

  init() {}

  init(in folder: URL?) {
    // A browser reads CR LF as LF before it takes the hash that the page's policy names.
    func text(_ name: String) -> String? {
      folder.flatMap { try? String(contentsOf: $0.appendingPathComponent(name), encoding: .utf8) }?
        .replacing("\r\n", with: "\n")
    }
    charts = text("echarts.min.js").map(ReportAssets.script)
    if let script = text("tabulator.min.js"), let style = text("tabulator.min.css") {
      tables = (ReportAssets.script(script), ReportAssets.withoutMap(style).replacing("</style", with: "<\\/style"))
    }
  }

  /// Nothing in it may end the element that it stands in, and it must not send the browser for a source map.
  private static func script(_ text: String) -> String {
    withoutMap(text).replacing("</script", with: "<\\/script").replacing("<!--", with: "<\\!--")
  }

  private static func withoutMap(_ text: String) -> String {
    guard let mark = text.range(of: "sourceMappingURL=", options: .backwards),
      let start = text[..<mark.lowerBound].lastIndex(of: "\n")
    else { return text }
    return String(text[..<start]) + "\n"
  }
}
