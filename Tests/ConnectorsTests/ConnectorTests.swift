// SPDX-License-Identifier: Apache-2.0

import Connectors
import Crypto
import Foundation
import Testing
import Trade

@Suite struct ConnectorTests {
  @Test("The UN's list is named by the day that it states, and is whole")
  func un() async throws {
    let whole = #"<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2025-11-20T21:00:00"><ENTITIES/></CONSOLIDATED_LIST>"#
    let server = try RecordedServer(["consolidated.xml": whole])
    defer { server.stop() }
    let bench = try Workbench()
    let connector = UNConnector(try Server(server.address))
    let files = try await bench.fetch(connector)
    #expect(bench.names == ["un-consolidated_2025-11-20.xml"])
    #expect(files.first?.profile == "un-consolidated")
    try server.set("consolidated.xml", Data(whole.dropLast(10).utf8))
    let error = await #expect(throws: FetchError.self) { try await bench.fetch(connector) }
    #expect(error?.message.contains("without its end") == true)
  }

  @Test("The EU's list is named by its first column, and its token stays out of errors and files")
  func eu() async throws {
    let text = "\u{FEFF}fileGenerationDate;Entity_LogicalId;Entity_SubjectType\r\n28/11/2025;13;P\r\n"
    let server = try RecordedServer(["csvFullSanctionsList_1_1/content": text])
    defer { server.stop() }
    let bench = try Workbench()
    let connector = EUConnector(try Server(server.address), token: "secret-word")
    _ = try await bench.fetch(connector)
    #expect(bench.names == ["eu-consolidated_2025-11-28.csv"])
    #expect(server.requests.first?.contains("token=secret-word") == true)
    try server.play("403", "csvFullSanctionsList_1_1/content")
    let error = await #expect(throws: FetchError.self) { try await bench.fetch(connector) }
    #expect(error?.message.contains("secret-word") == false)
    try server.play("cut:10 503 503 503 503 503 503", "csvFullSanctionsList_1_1/content")
    _ = await #expect(throws: FetchError.self) { try await bench.fetch(connector) }
    #expect(bench.hidden.count == 2)
    for name in bench.hidden { #expect(try bench.text(name).contains("secret-word") == false) }
  }

  private func index(_ server: RecordedServer, _ body: String, host: String? = nil) -> String {
    let digest = Insecure.SHA1.hash(data: Data(body.utf8)).map { String(format: "%02x", $0) }.joined()
    return """
      {"name": "war", "last_export": "2025-11-24T12:00:00", "resources": [{"name": "targets.simple.csv",
      "url": "\(host ?? server.address)/datasets/20251124/war/targets.simple.csv", "size": \(body.utf8.count), "checksum": "\(digest)"}]}
      """
  }

  @Test("OpenSanctions' file must have the check sum of its index, and comes from the same server")
  func openSanctions() async throws {
    let body = "\"id\",\"schema\",\"name\"\n\"a\",\"Company\",\"A\"\n"
    let server = try RecordedServer()
    defer { server.stop() }
    try server.set("datasets/latest/war/index.json", Data(index(server, body).utf8))
    try server.set("datasets/20251124/war/targets.simple.csv", Data(body.utf8))
    let bench = try Workbench()
    let connector = try OpenSanctionsConnector(try Server(server.address), dataset: "war", format: .targets)
    let files = try await bench.fetch(connector)
    #expect(bench.names == ["opensanctions-war_2025-11-24.csv"])
    let yaml = SourceText.yaml(
      try #require(files.first), of: OpenSanctionsConnector.self, path: "sources/x.csv",
      retrieved: try #require(Day("2025-11-25")))
    #expect(yaml.contains("profile: opensanctions-targets") && yaml.contains("as-of: 2025-11-24") && yaml.contains("{list: war}"))
    // The version that is here is not fetched again.
    let before = server.requests.count
    let again = try await bench.fetch(connector)
    #expect(again.map(\.isNew) == [false])
    #expect(server.requests.count == before + 1)

    let other = try Workbench()
    try server.set("datasets/20251124/war/targets.simple.csv", Data((body + "x").utf8))
    let damaged = await #expect(throws: FetchError.self) { try await other.fetch(connector) }
    #expect(damaged?.message.contains("check sum") == true)
    try server.set("datasets/latest/war/index.json", Data(index(server, body, host: "http://elsewhere.example").utf8))
    let elsewhere = await #expect(throws: FetchError.self) { try await other.fetch(connector) }
    #expect(elsewhere?.message.contains("another server") == true)
    #expect(other.names.isEmpty)
    let entities = try OpenSanctionsConnector(try Server(server.address), dataset: "war", format: .entities)
    let none = await #expect(throws: FetchError.self) { try await other.fetch(entities) }
    #expect(none?.message.contains("there are: targets.simple.csv") == true)
    #expect(throws: FetchError.self) { try OpenSanctionsConnector(try Server(server.address), dataset: "../x", format: .targets) }
  }

  @Test("Comtrade is asked with its own numbers, cut up until answers fit, and named by release", arguments: [nil, "k3y"])
  func comtrade(key: String?) async throws {
    let path = key == nil ? "public/v1/preview/C/M/HS" : "data/v1/get/C/M/HS"
    func answer(_ rows: Int) -> String {
      let row = #"{"period":"202201","reporterCode":842,"primaryValue":1.5}"#
      return #"{"elapsedTime":"0.1 secs","count":\#(rows),"data":[\#(Array(repeating: row, count: rows).joined(separator: ","))],"error":""}"#
    }
    let available = """
      {"data": [{"period": 202201, "lastReleased": "2023-02-01T00:00:00"}, {"period": 202202, "lastReleased": "2023-03-05"},
      {"period": 202203, "lastReleased": "2023-03-01"}]}
      """
    let server = try RecordedServer([
      "public/v1/getDA/C/M/HS": available,
      path + "_202201,202202,202203": answer(4), path + "_202201": answer(3), path + "_202202,202203": answer(2),
    ])
    defer { server.stop() }
    let question = try ComtradeQuestion(
      reporter: "usa", partner: "RUS", goods: ["8542"], flow: .export, frequency: .month,
      period: try #require(Period("2022-01..2022-04")))
    var connector = ComtradeConnector(try Server(server.address), question: question, key: key, limit: 4)
    let told = Told()
    connector.missing = { told.add($0) }
    let bench = try Workbench()
    let files = try await bench.fetch(connector)
    #expect(
      bench.names == [
        "comtrade_USA_RUS_export_M_202201_8542_2023-02-01.json", "comtrade_USA_RUS_export_M_202202to202203_8542_2023-03-05.json",
      ])
    #expect(files.map(\.note) == ["3 rows", "2 rows"])
    #expect(told.all == ["202204"])
    #expect(server.requests.dropFirst().allSatisfy { $0.contains("reporterCode=842") && $0.hasSuffix(key ?? "-") })
    #expect(server.requests.dropFirst().contains { $0.contains("partnerCode=643") })
  }

  private final class Told: @unchecked Sendable {
    // One task writes, before the test reads.
    var all: [String] = []
    func add(_ words: [String]) { all += words }
  }

  @Test("One full answer for one period is refused; so are errors and answers that are less than they say")
  func comtradeFull() async throws {
    let path = "public/v1/preview/C/A/HS_2022"
    let server = try RecordedServer([
      "public/v1/getDA/C/A/HS": #"{"data": [{"period": 2022, "lastReleased": "2023-02-01"}]}"#,
      path: #"{"count":2,"data":[{},{}],"error":""}"#,
    ])
    defer { server.stop() }
    let bench = try Workbench()
    func ask(_ period: String) async throws -> [FetchedFile] {
      let question = try ComtradeQuestion(
        reporter: "IND", partner: "WLD", goods: ["TOTAL"], flow: .both, frequency: .year,
        period: try #require(Period(period)))
      return try await bench.fetch(ComtradeConnector(try Server(server.address), question: question, key: nil, limit: 2))
    }
    let full = await #expect(throws: FetchError.self) { try await ask("2022") }
    #expect(full?.code == .tooMany && full?.message.contains("may be a part") == true)
    try server.set(path, Data(#"{"count":0,"data":[],"error":"bad subscription"}"#.utf8))
    #expect(await #expect(throws: FetchError.self) { try await ask("2022") }?.code == .refused)
    try server.set(path, Data(#"{"count":9,"data":[{}],"error":""}"#.utf8))
    #expect(await #expect(throws: FetchError.self) { try await ask("2022") }?.code == .badAnswer)
    let unpublished = await #expect(throws: FetchError.self) { try await ask("2021") }
    #expect(unpublished?.message.contains("Ask its partners") == true)
    #expect(server.requests.dropFirst().first?.contains("reporterCode=699") == true)
    #expect(bench.names.isEmpty)
  }

  @Test("What can't be asked is told", arguments: [("XXQ", "8542", "2022-01"), ("CHN", "85421", "2022-01"), ("CHN", "8542", "2022-01-03")])
  func badQuestion(reporter: String, goods: String, period: String) throws {
    let time = try #require(Period(period))
    let error = #expect(throws: FetchError.self) {
      try ComtradeQuestion(reporter: reporter, partner: "RUS", goods: [goods], flow: .export, frequency: .month, period: time)
    }
    #expect(error?.code == .badQuestion)
  }

  @Test("The key goes to no other server")
  func redirect() async throws {
    let other = try RecordedServer(["stolen": #"{"data": []}"#])
    defer { other.stop() }
    let server = try RecordedServer([
      "public/v1/getDA/C/A/HS": #"{"data": [{"period": 2022, "lastReleased": "2023-02-01"}]}"#
    ])
    defer { server.stop() }
    try server.play("to:http://localhost:\(other.port)/stolen", "data/v1/get/C/A/HS_2022")
    let question = try ComtradeQuestion(
      reporter: "CHN", partner: "RUS", goods: ["TOTAL"], flow: .export, frequency: .year, period: try #require(Period("2022")))
    _ = try? await Workbench().fetch(ComtradeConnector(try Server(server.address), question: question, key: "k3y"))
    #expect(other.requests.count == 1)
    #expect(other.requests.allSatisfy { $0.hasSuffix(" -") })
  }
}
