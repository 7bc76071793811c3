// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Foundation
import Translation
import Warehouse

struct Translate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say in English what a Russian or Chinese product text is about, or translate those of a case.",
    discussion: """
      With a text: its rendering by the built-in glossary, word by word; what the glossary does not know stands in \
      brackets, in Latin letters. Nothing is sent anywhere.

      With --case and --server: sends the product texts of the case that no person and no service has translated yet to \
      a server that speaks LibreTranslate's protocol, and only to that one, and keeps the answers in translations.csv \
      beside case.yaml. The next report shows them. Correct a row there by adding one with the origin 'person'. With \
      --case alone: counts the texts, and sends nothing.

      Examples:
        tallyman translate "Экскаваторы гусеничные гидравлические марки LIUGONG"
        tallyman translate --case my-case
        tallyman translate --case my-case --server http://localhost:5000 --limit 200
      """)

  @Argument(help: "A text in Russian or Chinese.") var text: String?
  @Option(name: .customLong("case"), help: "The folder of a case.") var folder: String?
  @Option(help: "The translation server to send the texts to: https://host or http://host:5000.") var server: String?
  @Option(
    name: .customLong("key-variable"),
    help: ArgumentHelp("The environment variable that holds the server's API key.", valueName: "name"))
  var keyVariable: String?
  @Option(help: "Send so many texts at most, those of most records first.") var limit: Int?
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    if text == nil && folder == nil { throw ValidationError("Give a text, or --case with the folder of a case.") }
    if server != nil && folder == nil {
      throw ValidationError("--server goes with --case: the texts of a case are sent.")
    }
    if let limit, limit < 1 { throw ValidationError("--limit takes a whole number from 1.") }
  }

  func run() async throws {
    let inquiry = try folder.map { try Case(folder: URL(filePath: $0, directoryHint: .isDirectory)) }
    if let text {
      let rendering = Translator(inquiry?.translations ?? TranslationBook()).rendering(of: text)
      print(json ? try Self.json(text, rendering) : Self.plain(text, rendering))
      return
    }
    guard let inquiry else { return }
    let engine = try await Engines.open(for: inquiry)
    _ = try await Investigation(inquiry, engine: engine).prepare()
    let texts = try await CaseRecords(engine: engine).descriptions().map(\.text).filter(Translator.isForeign)
    try await engine.close()
    var left = texts.filter { inquiry.translations.rendering(of: $0) == nil }
    print(
      "\(texts.count) product texts in Russian or Chinese; \(texts.count - left.count) translated by a person or a service."
    )
    if let limit { left = Array(left.prefix(limit)) }
    guard let server else {
      print("The glossary renders the others. To have them translated, name a server with --server; nothing was sent.")
      return
    }
    let service = try TranslationService(server, key: keyVariable.flatMap { ProcessInfo.processInfo.environment[$0] })
    let file = inquiry.folder.appending(path: TranslationBook.name)
    var done = 0
    try await service.translate(left) { batch in
      try TranslationBook.append(
        batch.map { (text: $0.text, english: $0.english, by: service.name) }, origin: .service, to: file)
      done += batch.count
      if Terminal.isInteractive { Terminal.error("  \(done) of \(left.count)") }
    }
    print("\(done) sent to \(service.name) and written to \(file.relativePath).")
  }

  private static func plain(_ text: String, _ rendering: Rendering?) -> String {
    guard let rendering else { return "\(text)\n  nothing to translate: no word in Cyrillic or Chinese" }
    let share = Int((rendering.known * 100).rounded(.down))
    let by = rendering.origin == .glossary ? "glossary, \(share) % of the words known" : rendering.origin.rawValue
    return "\(rendering.english)\n  by: \(by)"
  }

  private static func json(_ text: String, _ rendering: Rendering?) throws -> String {
    struct Shape: Encodable {
      let text: String
      let english: String?
      let origin: String?
      let known: Double?
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let shape = Shape(
      text: text, english: rendering?.english, origin: rendering?.origin.rawValue, known: rendering?.known)
    return String(decoding: try encoder.encode(shape), as: UTF8.self)
  }
}
