// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Translation

@Suite struct TranslationServiceTests {
  @Test("Texts go in requests that servers take, none lost and in order")
  func batches() {
    let texts = (0..<60).map { String(repeating: "я", count: $0 * 20) }
    let batches = TranslationService.batches(texts)
    #expect(batches.flatMap { $0 } == texts)
    for batch in batches {
      #expect(batch.count <= TranslationService.textsInRequest)
      #expect(batch.count == 1 || batch.reduce(0) { $0 + $1.count } <= TranslationService.charactersInRequest)
    }
  }

  @Test("An address that is none is told", arguments: ["localhost:5000", "ftp://host", "", "нет"])
  func address(text: String) {
    let error = #expect(throws: TranslationError.self) { try TranslationService(text) }
    #expect(error?.code == .badAddress)
  }

  @Test("A server answers, fails in passing, answers with too little, refuses")
  func server() async throws {
    let server = try FakeServer()
    defer { server.stop() }
    let waits = Waits()
    let service = try TranslationService("http://127.0.0.1:\(server.port)") { await waits.add($0) }

    var received: [String] = []
    try await service.translate(["шлем", "жилет"]) { received += $0.map { "\($0.text)=\($0.english)" } }
    #expect(received == ["шлем=EN шлем", "жилет=EN жилет"])

    received = []
    try await service.translate(["busy"]) { received += $0.map(\.english) }
    #expect(received == ["EN busy"])
    #expect(await waits.all == [.seconds(1), .seconds(2)])

    for (text, code) in [
      ("short", TranslationError.Code.badAnswer), ("page", .badAnswer), ("key", .refused), ("down", .unreachable),
    ] {
      let error = await #expect(throws: TranslationError.self) { try await service.translate([text]) { _ in } }
      #expect(error?.code == code, "\(text)")
    }
  }

  private actor Waits {
    private(set) var all: [Duration] = []
    func add(_ duration: Duration) { all.append(duration) }
  }
}

/// A server that speaks the protocol, faults included, for one test.
private final class FakeServer {
  private let process = Process()
  private let input = Pipe()
  let port: Int

  private static let program = """
    import http.server, json, os, sys, threading
    # Never outlives the test, whatever happens to that; an hour, since on a busy machine a test waits long for its turn.
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    threading.Timer(3600, lambda: os._exit(0)).start()
    tries = {}
    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *a): pass
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
            first = asked['q'][0]
            tries[first] = tries.get(first, 0) + 1
            status, body = 200, json.dumps({'translatedText': ['EN ' + t for t in asked['q']]})
            if self.path != '/translate' or asked['target'] != 'en': status, body = 404, '{}'
            elif first == 'busy' and tries[first] < 3: status, body = 429, '{"error": "slow down"}'
            elif first == 'short': body = '{"translatedText": []}'
            elif first == 'page': body = '<html>'
            elif first == 'key': status, body = 403, '{"error": "a key is needed"}'
            elif first == 'down': status, body = 503, ''
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())
    server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()
    """

  init() throws {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program]
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = input
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  func stop() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
