// SPDX-License-Identifier: Apache-2.0

import Foundation
import Goods
import Intake
import Testing

@testable import Casework

struct GoodsClassificationTests {
  private func classify(
    _ text: String, columns: TextColumns, all: Bool = false, width: Int = 2
  ) async throws -> (csv: String, summary: GoodsClassification.Summary) {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    var bytes: [UInt8] = []
    let summary = try await GoodsClassification(GoodsCatalogue(), all: all, width: width).run(
      TableFile(url, shownAs: "in.csv"), columns: columns
    ) { bytes += $0 }
    return (String(decoding: bytes, as: UTF8.self), summary)
  }

  @Test func `Each label is a row, and a text without one has none`() async throws {
    let (csv, summary) = try await classify(
      "id,product\na,Экскаватор-погрузчик\nb,Чай чёрный\nc,\n", columns: TextColumns(id: "id", text: ["product"]))
    let rows = csv.split(separator: "\r\n").map { $0.split(separator: ",").prefix(2).joined(separator: ",") }
    #expect(rows == ["id,goods", "a,excavator", "a,front-loader"])
    #expect(summary.rows == 3)
    #expect(summary.labelled == 1)
    #expect(summary.unlabelled == 1)
    #expect(summary.withoutText == 1)
    #expect(summary.labels == 2)
  }

  @Test func `Columns are read by their names`() async throws {
    let input = "id,product,product_group,maker\n1,Транспортные средства,Категория N3,X\n2,Средства электросвязи,,Hytera\n"
    let (csv, _) = try await classify(
      input, columns: TextColumns(id: "id", text: ["product", "product_group"], context: ["maker"]))
    #expect(csv.contains("1,truck-heavy,0.80,"))
    #expect(csv.contains("2,radio,0.80,"))
  }

  @Test func `Narrower kinds and decoys are written only when asked for`() async throws {
    let input = "id,product\n1,Микросхемы\n2,Электродвигатели\n"
    let columns = TextColumns(id: "id", text: ["product"])
    let (few, summary) = try await classify(input, columns: columns)
    #expect(few.contains("1,semiconductor-or-component,"))
    #expect(!few.contains("1,semiconductor,"))
    #expect(!few.contains("electric-motor"))
    #expect(summary.unlabelled == 1)
    let (all, _) = try await classify(input, columns: columns, all: true)
    #expect(all.contains("1,semiconductor,"))
    #expect(all.contains("2,electric-motor,"))
  }

  @Test func `A row that can't be read is counted and told`() async throws {
    let (_, summary) = try await classify(
      "id,product\n1,a,b\n,Экскаватор\n3,Экскаватор\n", columns: TextColumns(id: "id", text: ["product"]))
    #expect(summary.rows == 3)
    #expect(summary.rejected == 2)
    #expect(summary.firstRejections.count == 2)
    #expect(summary.labelled == 1)
  }

  @Test func `A label that leaves the use open says so and is counted`() async throws {
    let (csv, summary) = try await classify("id,product\n1,Шлемы\n", columns: TextColumns(id: "id", text: ["product"]))
    #expect(csv.contains("1,helmet,0.50,Шлемы (use not stated)"))
    #expect(summary.useNotStated == 1)
  }

  @Test func `A cell that a spreadsheet would run is made text`() async throws {
    let (csv, _) = try await classify("id,product\n=1+1,Экскаватор\n", columns: TextColumns(id: "id", text: ["product"]))
    #expect(csv.contains("\r\n'=1+1,excavator,"))
  }

  @Test func `The order and the labels do not depend on the width`() async throws {
    let words = ["Экскаватор", "Чай", "Станок токарный", "", "Шлем", "Drone", "无人机"]
    let input = "id,product\n" + (0..<9_000).map { "\($0),\(words[$0 % words.count])" }.joined(separator: "\n")
    let columns = TextColumns(id: "id", text: ["product"])
    let one = try await classify(input, columns: columns, width: 1)
    let many = try await classify(input, columns: columns, width: 5)
    #expect(one.csv == many.csv)
    #expect(one.summary == many.summary)
    #expect(one.summary.rows == 9_000)
  }

  @Test func `A column that is not there is named`() async throws {
    await #expect(throws: IntakeError.self) {
      try await classify("id,product\n1,a\n", columns: TextColumns(id: "id", text: ["prodct"]))
    }
  }
}
