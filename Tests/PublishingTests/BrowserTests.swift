// SPDX-License-Identifier: Apache-2.0

import Foundation
import Publishing
import Testing

/// The report in a real browser, when there is one.
@Suite(.serialized) struct BrowserTests {
  static let browser: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").flatMap { folder in
    ["chromium", "chromium-browser", "google-chrome"].map { "\(folder)/\($0)" }
  }.first { FileManager.default.isExecutableFile(atPath: $0) }

  static let assets = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".deps/share")

  static var isReady: Bool {
    browser != nil && FileManager.default.fileExists(atPath: assets.appendingPathComponent("echarts.min.js").path)
  }

  /// What the browser makes of the page, and what it says about it.
  func open(_ page: URL, _ options: [String] = []) throws -> (page: String, log: String, requests: String) {
    let folder = page.deletingLastPathComponent()
    let (out, log, net) = (folder.appendingPathComponent("dom.txt"), folder.appendingPathComponent("log.txt"), folder.appendingPathComponent("net.json"))
    for file in [out, log] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.browser ?? "/usr/bin/false")
    process.arguments =
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--enable-logging=stderr",
        "--user-data-dir=\(folder.appendingPathComponent("profile").path)", "--log-net-log=\(net.path)", "--virtual-time-budget=4000", "--dump-dom",
      ] + options + [page.absoluteString]
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    process.waitUntilExit()
    return try (
      String(contentsOf: out, encoding: .utf8), String(decoding: Data(contentsOf: log), as: UTF8.self),
      String(decoding: Data(contentsOf: net), as: UTF8.self)
    )
  }

  @Test(.enabled(if: isReady, "needs chromium, chromium-browser or google-chrome on PATH, and script/setup"))
  func `charts are drawn, the parties' table is built, and nothing goes wrong or out`() async throws {
    try await withFolder { folder in
      try await Publication(result: FixtureCase.result, rows: FixtureRows(), assets: Self.assets).write(to: folder)
      let (page, log, requests) = try open(folder.appendingPathComponent("report.html"))
      #expect(page.components(separatedBy: "<svg").count - 1 >= 3)
      #expect(page.contains("tabulator-row"))
      #expect(page.contains("<title>Surging trade</title>"), "no text of the case ran as a script")
      #expect(!log.contains("CONSOLE"), "\(log)")
      for address in ["\"url\":\"http", "\"url\":\"ws"] {
        let asked = requests.components(separatedBy: address).dropFirst().map { $0.prefix(80) }
        #expect(asked.allSatisfy { Self.isOfTheBrowser($0) }, "\(asked)")
      }
    }
  }

  /// Addresses that the browser asks for on its own account, whatever page is open.
  static func isOfTheBrowser(_ address: Substring) -> Bool {
    ["google.com", "googleapis.com", "gvt1.com", "gstatic.com"].contains { address.prefix(60).contains($0) }
  }

  @Test(.enabled(if: isReady, "needs chromium, chromium-browser or google-chrome on PATH, and script/setup"))
  func `an error on the page would be noticed`() async throws {
    try await withFolder { folder in
      try await Publication(result: FixtureCase.result, rows: FixtureRows()).write(to: folder)
      let page = folder.appendingPathComponent("report.html")
      let html = try text(folder, "report.html").replacing("</main>", with: "</main><script>alert(1)</script><img src=\"http://example.org/x.png\">")
      try Data(html.utf8).write(to: page)
      let (_, log, requests) = try open(page)
      #expect(log.contains("CONSOLE") && log.contains("Content Security Policy"), "the policy refuses the script and the picture")
      #expect(!requests.contains("http://example.org"))
    }
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["TALLYMAN_SHOW"] != nil, "TALLYMAN_SHOW names a folder for people to look at"))
  func `the fixture's report can be looked at`() async throws {
    let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["TALLYMAN_SHOW"] ?? "")
    try await Publication(result: FixtureCase.result, rows: FixtureRows(), assets: Self.assets).write(to: folder)
    #expect(files(in: folder).contains("report.html"))
  }
}
