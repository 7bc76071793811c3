// SPDX-License-Identifier: Apache-2.0

package import Claims
import Detectors
import Documents
package import Foundation
package import Goods
package import Intake
package import Measures
package import Parties
package import Trade
package import Translation

/// A case as its folder holds it, read strictly and completely, before any source is opened.
package struct Case: Sendable {
  package let folder: URL
  package let name: String
  package let title: String
  package let summary: String?
  package var asOf: Day
  package let engine: String
  package let sources: [SourcePlan]
  package let statements: [Statement]
  package let events: [DatedEvent]
  package let rules: [TradeRule]
  package let stocks: [DeclaredStock]
  package let substitutions: [DeclaredSubstitution]
  package let enquiries: [Enquiry]
  package let claims: [Claim]
  package let judgements: [Judgement]
  package let translations: TranslationBook
  package let goods: GoodsCatalogue
  /// How all codes of the Harmonised System moved between editions, where the case names such a table.
  package let concordance: Concordance?
  /// What single codes are called; nil: headings alone have words.
  package let labels: CodeLabels?
  package let detectorOptions: [String: [String: String]]
  let charts: [ChartPlan]
  /// Changes when anything changes that parties and goods are worked out from.
  let identityKey: String

  /// Where the warehouse and caches of a case are; safe to delete.
  package var workFolder: URL { folder.appending(path: ".tallyman") }

  /// - Throws: ``CaseError`` that lists every problem found, each with file and line.
  package init(folder: URL) throws {
    guard FileManager.default.fileExists(atPath: folder.appending(path: CaseFile.name).path) else {
      throw CaseError(
        .notACase,
        "'\(folder.relativePath)' is not a case: it has no \(CaseFile.name). Write one with: tallyman new \(folder.relativePath)")
    }
    var problems: [DocumentError] = []
    func read<Content>(_ name: String, _ body: (HashedDocument) throws -> Content) -> Content? {
      var content: Content?
      problems.collect {
        if let file = try HashedDocument(folder: folder, name: name) { content = try body(file) }
      }
      return content
    }

    self.folder = folder
    name = folder.standardizedFileURL.lastPathComponent
    statements = read(StatementsFile.name, StatementsFile.read) ?? []
    events = read(EventsFile.name, EventsFile.read) ?? []
    rules = read(RulesFile.name, RulesFile.read) ?? []
    stocks = read(StocksFile.name, StocksFile.read) ?? []
    substitutions = read(SubstitutionsFile.name, SubstitutionsFile.read) ?? []
    enquiries = read(EnquiriesFile.name, EnquiriesFile.read) ?? []
    claims = read("claims.yaml") { file in
      try ClaimFile(file.document, detectors: DetectorRegistry.all.map { $0.declaration.id }).claims
    } ?? []
    var judged: [Judgement] = []
    let judgementFile = folder.appending(path: "judgements.csv")
    if FileManager.default.fileExists(atPath: judgementFile.path) {
      problems.collect { judged = try Judgement.read(file: judgementFile, shownAs: "judgements.csv") }
    }
    judgements = judged
    var book = TranslationBook()
    let translationFile = folder.appending(path: TranslationBook.name)
    if FileManager.default.fileExists(atPath: translationFile.path) {
      problems.collect { book = try TranslationBook(file: translationFile) }
    }
    translations = book

    var sourceProblems: [DocumentError] = []
    let file = read(CaseFile.name) { try CaseFile($0.document, folder: folder, problems: &sourceProblems) }
    problems += sourceProblems

    var catalogue: GoodsCatalogue?
    let own = read("goods.yaml") { $0 }
    var table: Concordance?
    var labelled: CodeLabels?
    var tableTexts: [Data] = []
    func beside(_ path: String, _ read: (URL) throws -> Void) {
      let url = URL(filePath: path, relativeTo: folder.hasDirectoryPath ? folder : folder.appending(path: "/"))
      problems.collect { try read(url) }
      tableTexts.append((try? Data(contentsOf: url)) ?? Data())
    }
    var further: [(list: GoodsList, file: String)] = []
    for path in file?.goodsFiles ?? [] {
      let id = CodeTable.slug(URL(filePath: path).deletingPathExtension().lastPathComponent)
      beside(path) { url in
        let list =
          path.lowercased().hasSuffix(".csv")
          ? try CodeTable.list(file: url, shownAs: path, id: id) : try GoodsList(Document(file: url, shownAs: path), fallbackID: id)
        further.append((list, path))
      }
    }
    if let file {
      problems.collect { catalogue = try GoodsCatalogue(builtIn: file.goodsLists, caseFile: own?.document, further: further) }
    }
    if let path = file?.concordance { beside(path) { table = try Concordance(file: $0, shownAs: path) } }
    if let path = file?.labels { beside(path) { labelled = try CodeLabels(file: $0, shownAs: path) } }
    guard problems.isEmpty, let file, let catalogue else {
      let count = problems.count
      throw CaseError(
        .badFiles, "The case '\(folder.relativePath)' has \(count == 1 ? "a problem" : "\(count) problems"):",
        problems: problems)
    }
    title = file.title
    summary = file.summary
    asOf = file.asOf
    engine = file.engine
    sources = file.sources
    goods = catalogue
    concordance = table
    labels = labelled
    detectorOptions = file.detectors
    charts = file.charts
    let judgementText = (try? Data(contentsOf: judgementFile)) ?? Data()
    identityKey = Fingerprint.of(
      [file.goodsLists?.joined(separator: ",") ?? "all", own?.sha256 ?? "none", Fingerprint.of(judgementText)]
      + tableTexts.map(Fingerprint.of))
  }
}
