// SPDX-License-Identifier: Apache-2.0

import Connectors
import Foundation
import Testing

@Suite struct DownloaderTests {
  /// A list of 4,000 rows; any cut falls into the middle of it.
  private static let list = (1...4000).map { "\($0),\"NAME \($0)\",-0- ,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- " }
    .joined(separator: "\r\n")
  private static let alias = "1,2,\"aka\",\"NAME\",-0- "
  private static let address = "1,2,\"Street\",\"City\",\"China\",-0- "

  private static func server(_ faults: String) throws -> RecordedServer {
    try RecordedServer(["SDN.CSV": list, "ALT.CSV": alias, "ADD.CSV": address], faults: ["SDN.CSV": faults])
  }

  private func connector(_ server: RecordedServer) throws -> OFACConnector {
    OFACConnector(try Server(server.address), list: .sdn)
  }

  @Test("Passing failures are tried again, and the server's wish to wait is kept")
  func passing() async throws {
    let server = try Self.server("503 429:7 500 ok")
    defer { server.stop() }
    let bench = try Workbench()
    let files = try await bench.fetch(try connector(server))
    #expect(files.count == 3)
    #expect(try bench.text("ofac-sdn_2024-05-03.csv") == Self.list)
    #expect(await bench.waits.all == [.seconds(1), .seconds(7), .seconds(4)])
    #expect(bench.hidden.isEmpty)
  }

  @Test("What breaks off goes on where it stopped")
  func resume() async throws {
    let server = try Self.server("cut:50000 cut:60000 ok")
    defer { server.stop() }
    let bench = try Workbench()
    _ = try await bench.fetch(try connector(server))
    #expect(try bench.text("ofac-sdn_2024-05-03.csv") == Self.list)
    let ranges = server.requests.filter { $0.hasPrefix("/SDN.CSV") }.map { $0.split(separator: " ")[1] }
    #expect(ranges.first == "-")
    #expect(ranges.dropFirst().allSatisfy { $0.hasPrefix("bytes=") }, "\(ranges)")
    #expect(ranges.count == 3)
  }

  @Test("A run that gave up is gone on with by the next one, with the same bytes")
  func nextRun() async throws {
    let server = try Self.server("cut:90000 503 503 503 503 503 503")
    defer { server.stop() }
    let bench = try Workbench()
    let error = await #expect(throws: FetchError.self) { try await bench.fetch(try connector(server)) }
    #expect(error?.code == .unreachable)
    #expect(error?.message.contains("run the same command again") == true)
    #expect(bench.names.isEmpty)
    #expect(bench.hidden.count == 2)
    try server.play("ok", "SDN.CSV")
    _ = try await bench.fetch(try connector(server))
    #expect(try bench.text("ofac-sdn_2024-05-03.csv") == Self.list)
    #expect(bench.hidden.isEmpty)
  }

  @Test("A file that was replaced meanwhile is fetched anew, not mixed")
  func replaced() async throws {
    let server = try Self.server("cut:90000 503 503 503 503 503 503")
    defer { server.stop() }
    let bench = try Workbench()
    _ = await #expect(throws: FetchError.self) { try await bench.fetch(try connector(server)) }
    let other = Self.list.replacing("NAME", with: "OTHER")
    try server.set("SDN.CSV", Data(other.utf8))
    try server.play("ok", "SDN.CSV")
    _ = try await bench.fetch(try connector(server))
    #expect(try bench.text("ofac-sdn_2024-05-03.csv") == other)
  }

  @Test("A server that names no version is begun anew, never patched")
  func noVersion() async throws {
    let server = try Self.server("cut-weak:90000 ok")
    defer { server.stop() }
    let bench = try Workbench()
    _ = try await bench.fetch(try connector(server))
    #expect(try bench.text("ofac-sdn_2024-05-03.csv") == Self.list)
    #expect(server.requests.filter { $0.hasPrefix("/SDN.CSV") }.allSatisfy { $0.contains(" - ") })
  }

  @Test("A server that always breaks off is given up, and what came is kept")
  func never() async throws {
    let server = try Self.server("cut*:0")
    defer { server.stop() }
    let bench = try Workbench()
    let error = await #expect(throws: FetchError.self) { try await bench.fetch(try connector(server)) }
    #expect(error?.code == .unreachable)
    #expect(server.requests.count == 5)
  }

  @Test("An error page with status 200 is no list")
  func page() async throws {
    let server = try Self.server("page")
    defer { server.stop() }
    let bench = try Workbench()
    let error = await #expect(throws: FetchError.self) { try await bench.fetch(try connector(server)) }
    #expect(error?.code == .badAnswer)
    #expect(error?.message.contains("a web page came") == true)
    #expect(bench.names.isEmpty && bench.hidden.isEmpty)
  }

  @Test("A refusal is told with what to do, at once", arguments: [("403", "key or a token"), ("404", "--server")])
  func refused(status: String, words: String) async throws {
    let server = try Self.server("\(status) ok")
    defer { server.stop() }
    let bench = try Workbench()
    let error = await #expect(throws: FetchError.self) { try await bench.fetch(try connector(server)) }
    #expect(error?.code == .refused)
    #expect(error?.message.contains(words) == true)
    #expect(server.requests.count == 1)
  }

  @Test("The same bytes are not written twice, other bytes of the same day beside the first")
  func again() async throws {
    let server = try Self.server("ok")
    defer { server.stop() }
    let bench = try Workbench()
    _ = try await bench.fetch(try connector(server))
    let second = try await bench.fetch(try connector(server))
    #expect(second.allSatisfy { !$0.isNew })
    #expect(bench.names.count == 3)
    try server.set("SDN.CSV", Data(Self.list.replacing("NAME", with: "OTHER").utf8))
    let third = try await bench.fetch(try connector(server))
    #expect(third.map(\.isNew) == [true, false, false])
    #expect(bench.names.contains("ofac-sdn_2024-05-03.2.csv"))
    #expect(try bench.text("ofac-sdn_2024-05-03.csv") == Self.list)
  }

  @Test("A folder that can't be written to is told")
  func unwritable() async throws {
    let server = try Self.server("ok")
    defer { server.stop() }
    let folder = URL(filePath: "/proc/none/here", directoryHint: .isDirectory)
    let fetcher = Fetcher(Downloader(to: folder, pace: Pace(spacing: .zero, pause: { _ in }), pause: { _ in }))
    let error = await #expect(throws: FetchError.self) { try await self.connector(server).fetch(with: fetcher) { _ in } }
    #expect(error?.code == .notWritten)
  }

  @Test("Requests to one server keep their distance")
  func pace() async throws {
    let waits = Workbench.Waits()
    let start = ContinuousClock.now
    let pace = Pace(spacing: .seconds(2), now: { start }, pause: { await waits.add($0) })
    let server = try Self.server("ok")
    defer { server.stop() }
    let bench = try Workbench()
    let fetcher = Fetcher(Downloader(to: bench.folder, pace: pace, pause: { _ in }))
    try await connector(server).fetch(with: fetcher) { _ in }
    #expect(await waits.all == [.seconds(2), .seconds(4)])
  }
}
