// SPDX-License-Identifier: Apache-2.0

import Documents
package import Trade
import Foundation

/// A profile that is declared in a file: what the columns of a publisher hold, in the words of a `mapping`, over one of
/// the profiles that take one.
///
/// ```yaml
/// id: vendor-x
/// title: Customs rows as Vendor X sells them
/// of: shipments
/// mapping:
///   date: {column: Дата}
///   goods: {column: [Код ТНВЭД, Код ТН ВЭД]}
/// ```
///
/// Those of the project are resources; one of a case is a file in its folder, named in the place of a profile's id.
package struct DeclaredProfile: Profile {
  package let id: String
  package let title: String
  package let version = 1
  package let grade: EvidenceGrade?
  package let takesMapping = true
  package let options: [SourceOption] = []
  package var key: String { "\(id) \(digest) of \(base.key)" }
  private let base: any Profile
  private let document: Document
  private let digest: String

  private static let keys = [
    "id", "title", "of", "grade", "publisher", "about", "mapping", "series", "years", "exclude",
  ]

  init(_ text: String, shownAs path: String) throws {
    document = try Document(text: text, shownAs: path)
    digest = Hex.sha256(text)
    let fields = try document.root.mapping(of: "a profile", keys: DeclaredProfile.keys)
    let name = try fields.required("id")
    id = try name.text()
    guard SourceOption(name: "id", kind: .word, about: "").problem(id) == nil else {
      throw name.error(.badValue, "'\(id)' can't be the id of a profile; use small letters a-z, digits and hyphens.")
    }
    title = try fields.required("title").text()
    let over = try fields.required("of")
    let known = ProfileRegistry.mapped
    let word = try over.word(among: known.map(\.id))
    guard let base = known.first(where: { $0.id == word }) else {
      throw over.error(.badValue, "'\(word)' is no profile.")
    }
    self.base = base
    grade = try fields["grade"]?.choice(EvidenceGrade.self) ?? base.grade
    _ = try fields.required("mapping")
    _ = try exclusions()
  }

  package func exclusions() throws -> [ExclusionRule] {
    try document.root.mapping(of: "a profile", keys: DeclaredProfile.keys)["exclude"]?.list().map {
      try ExclusionRule($0)
    }
      ?? []
  }

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    let fields = try document.root.mapping(of: "a profile", keys: DeclaredProfile.keys)
    var settings = settings
    settings.declared = DeclaredMapping(
      mapping: try fields.required("mapping"), series: try (fields["series"]?.list() ?? []) + years(fields["years"]))
    return try base.recipe(settings)
  }

  /// The entries of `series` of a table that has a column a year: `years: {from, to, entry}`, with YEAR in the entry.
  private func years(_ node: DocumentNode?) throws -> [DocumentNode] {
    guard let node else { return [] }
    let keys = try node.mapping(of: "the years of a profile", keys: ["from", "to", "entry"])
    let (first, last) = (try keys.required("from").integer(), try keys.required("to").integer())
    guard first <= last, last - first <= 200 else {
      throw node.error(.badValue, "Years go from the first to the last.")
    }
    let entry = try keys.required("entry").canonical
    return try (first...last).map { year in
      try Document(text: entry.replacing("YEAR", with: String(year)), shownAs: node.file).root
    }
  }
}

/// What a declared profile says that a source's own mapping may say otherwise, field by field.
struct DeclaredMapping: Sendable {
  var mapping: DocumentNode
  var series: [DocumentNode]
}
