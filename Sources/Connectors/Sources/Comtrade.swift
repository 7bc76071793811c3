// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// UN Comtrade's API. Without a key it gives a preview of 500 rows an answer, with one (free of charge) up to 250,000; a
/// full answer may be a part, so it is never kept: the question is cut up by periods until each answer fits.
package struct ComtradeConnector: Connector {
  package static let id = "comtrade"
  package static let publisher = "United Nations Statistics Division, UN Comtrade"
  package static let licence = "UN Comtrade: licence agreement of the UN Statistics Division; redistribution is restricted"
  package static let server = "https://comtradeapi.un.org"
  package static let spacing: Duration = .milliseconds(1500)

  /// Periods that one question may name.
  static let periodsInQuestion = 12

  private let server: Server
  private let question: ComtradeQuestion
  private let key: String?
  private let limit: Int

  /// - Parameter limit: rows that an answer holds at most; what the API's terms say, unless a test has less patience.
  package init(_ server: Server, question: ComtradeQuestion, key: String?, limit: Int? = nil) {
    self.server = server
    self.question = question
    self.key = key
    self.limit = limit ?? (key == nil ? 500 : 250_000)
  }

  private struct Availability: Decodable {
    struct Set: Decodable {
      var period: Int
      var lastReleased: String?
    }
    var data: [Set]
  }

  package func fetch(with fetcher: Fetcher, each: (FetchedFile) throws -> Void) async throws {
    let frequency = question.frequency.letter
    let available: Availability = try await fetcher.read(
      try server.address(
        "public/v1/getDA/C/\(frequency)/HS", [("reporterCode", String(try ComtradeQuestion.number(question.reporter)))]),
      what: "Comtrade's list of what \(question.reporter) has published")
    var released: [String: Day] = [:]
    for set in available.data {
      guard let day = set.lastReleased.flatMap({ Day($0.prefix(10)) }) else { continue }
      released[String(set.period)] = max(day, released[String(set.period)] ?? day)
    }
    let published = Set(available.data.map { String($0.period) })
    let periods = question.periods.filter(published.contains)
    guard !periods.isEmpty else {
      throw FetchError(
        .badQuestion,
        "\(question.reporter) has published none of \(question.periods.joined(separator: ", ")) with Comtrade. Ask its partners instead, as --reporter, with \(question.reporter) as --partner.")
    }
    missing(question.periods.filter { !published.contains($0) })
    var pending = stride(from: 0, to: periods.count, by: Self.periodsInQuestion).map {
      Array(periods[$0..<min($0 + Self.periodsInQuestion, periods.count)])
    }
    while !pending.isEmpty {
      let some = pending.removeFirst()
      do {
        let dates = some.compactMap { released[$0] }
        try each(await fetcher.fetch(try remote(some, released: dates.count == some.count ? dates.max() : nil)))
      } catch let error as FetchError where error.code == .tooMany && some.count > 1 {
        pending.insert(contentsOf: [Array(some[..<(some.count / 2)]), Array(some[(some.count / 2)...])], at: 0)
      }
    }
  }

  /// Told of periods that were asked for and are not published.
  package var missing: @Sendable ([String]) -> Void = { _ in }

  private func remote(_ periods: [String], released: Day?) throws -> RemoteFile {
    let path = key == nil ? "public/v1/preview" : "data/v1/get"
    let address = try server.address("\(path)/C/\(question.frequency.letter)/HS", try question.query(periods))
    let limit = limit
    let words = periods.count == 1 ? periods[0] : "\(periods[0]) to \(periods[periods.count - 1])"
    let hint = key == nil ? "get a key of Comtrade, free of charge, and name its variable with --key-variable" : "name fewer goods"
    var remote = RemoteFile(address, name: question.name(periods), ending: "json", profile: "comtrade") { file in
      let rows = try Self.rows(file)
      guard rows < limit else {
        throw FetchError(
          .tooMany, "Comtrade's answer for \(words) is full with \(rows) rows, so it may be a part; it was not kept. To get all, \(hint).")
      }
      return RemoteFile.Look(note: rows == 1 ? "1 row" : "\(rows) rows")
    }
    if let key { remote.headers = ["Ocp-Apim-Subscription-Key": key] }
    remote.released = released
    remote.mayResume = false
    return remote
  }

  /// How many rows an answer says it has, when it is whole and no error.
  static func rows(_ file: URL) throws -> Int {
    struct Shape: Decodable {
      struct Row: Decodable {}
      var count: Int?
      var error: String?
      var data: [Row]?
    }
    guard let answer = try? JSONDecoder().decode(Shape.self, from: Data(contentsOf: file, options: .alwaysMapped)) else {
      throw FileEnds.refuse("An answer of Comtrade", try FileEnds(file))
    }
    if let error = answer.error, !error.isEmpty {
      throw FetchError(.refused, "Comtrade refused: \(error)")
    }
    guard let data = answer.data, answer.count == nil || answer.count == data.count else {
      throw FetchError(.badAnswer, "Comtrade's answer does not hold as many rows as it says; nothing was kept. Try again.")
    }
    return data.count
  }
}
