// SPDX-License-Identifier: Apache-2.0

package import Documents
package import Foundation
package import Trade

/// One entry of `sources` in `case.yaml`, read strictly.
package struct SourcePlan: Sendable {
  package let id: String
  /// As written in the case.
  package let path: String
  package let file: URL
  package let profile: any Profile
  /// Of its records: the option `grade` where the profile has one, else the profile's own.
  package var grade: EvidenceGrade? { options["grade"].flatMap(EvidenceGrade.init(rawValue:)) ?? profile.grade }
  package let publisher: String?
  package let licence: String?
  package let url: String?
  package let retrieved: Day?
  /// The day of which a list or register is a snapshot.
  package let asOf: Day?
  /// The day on which the file's data were released: stated, or in the name of the file, or that of which it is a
  /// snapshot, or that on which it was fetched.
  package let released: Day?
  /// Checked against those that the profile declares.
  package let options: [String: String]
  /// As stated; nil = told from the file.
  package let encoding: TextEncoding?
  package let mapping: DocumentNode?
  package let series: [DocumentNode]
  package let exclude: [ExclusionRule]
  /// A key of everything that decides what the rows become, besides the file itself.
  package let setup: String
  package let layout: FileLayout
  let recipe: Recipe
  /// What the engine made of a file in a format that only it reads, to be read in the file's stead.
  var text: URL?

  /// Raised whenever files are read otherwise than before: sources taken in before are then read again.
  private static let reading = 3

  package static let keys = [
    "id", "path", "profile", "publisher", "licence", "url", "retrieved", "as-of", "options", "encoding", "mapping",
    "vintage-of", "released",
    "series", "exclude",
  ]

  /// - Throws: `DocumentError` at the line that is wrong; the file is not opened, only looked for.
  package init(_ node: DocumentNode, caseFolder: URL) throws {
    try self.init(node, caseFolder: caseFolder, part: nil)
  }

  /// - Parameter part: one of the files of a source of many.
  init(_ node: DocumentNode, caseFolder: URL, part: SourceParts.Part?) throws {
    let fields = try node.mapping(of: "a source", keys: SourcePlan.keys)
    let idNode = try fields.required("id")
    let own = try idNode.text()
    guard !own.isEmpty, own.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) else {
      throw idNode.error(.badValue, "'\(own)' can't be the id of a source; use small letters a-z, digits and hyphens.")
    }
    // A release of a series is a file of it.
    let series = try fields.text("vintage-of").map { "\($0)/\(own)" } ?? own
    id = part.map { "\(series)/\($0.name)" } ?? series
    let pathNode = try fields.required("path")
    let written = try pathNode.text()
    if let part {
      (path, file) = (part.shown, part.file)
    } else {
      path = written
      file = SourceParts.url(written, in: caseFolder)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
        throw pathNode.error(.badValue, "There is no file '\(path)'; the path is read from the case folder.")
      }
    }
    let profileNode = try fields.required("profile")
    let profile = try ProfileRegistry.profile(profileNode, caseFolder: caseFolder)
    let name = profile.id
    self.profile = profile
    publisher = try fields.text("publisher")
    licence = try fields.text("licence")
    url = try fields.text("url")
    retrieved = try fields["retrieved"]?.day()
    asOf = try fields["as-of"]?.day()
    // The files of a source of many are parts of one release, unless their names say of which they are.
    released =
      try fields["released"]?.day() ?? (part == nil ? ReleaseDate.of(path) : ReleaseDate.bracketed(path)) ?? asOf
      ?? retrieved
    encoding = try fields["encoding"]?.choice(TextEncoding.self)
    let options = try SourcePlan.options(fields["options"], profile)
    self.options = options
    var layout = FileLayout(options: options, encoding: encoding, member: part?.member)
    layout.element = profile.element
    self.layout = layout
    mapping = fields["mapping"]
    self.series = try fields["series"]?.list() ?? []
    exclude = try profile.exclusions() + (fields["exclude"]?.list().map { try ExclusionRule($0) } ?? [])
    var names: Set<String> = []
    for rule in exclude where !names.insert(rule.rule).inserted {
      throw (fields["exclude"] ?? node).error(.duplicate, "There are two rules named '\(rule.rule)'.")
    }
    if profile.needsAsOf, asOf == nil {
      throw node.error(.missingKey, "A source of the profile \(name) needs 'as-of', the day of which it is a snapshot.")
    }
    if !profile.takesMapping, let extra = fields["mapping"] ?? fields["series"] {
      throw extra.error(.unknownKey, "The profile \(name) has its columns fixed; it takes no mapping.")
    }
    recipe = try profile.recipe(
      SourceSettings(id: id, node: node, asOf: asOf, options: options, mapping: mapping, series: self.series))

    let shownOptions = options.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
    let parts = [
      "reading \(SourcePlan.reading)", "profile \(profile.key)", "as-of \(asOf?.description ?? "")", layout.key,
      "options \(shownOptions)",
      "mapping \(try fields["mapping"]?.canonical ?? "")", "series \(try fields["series"]?.canonical ?? "")",
      "exclude \(try fields["exclude"]?.canonical ?? "")", "file \(file.path.hasSuffix(".tsv"))",
    ]
    setup = Hex.sha256(parts.joined(separator: "\n"))
  }

  /// The entries of `sources`.
  /// - Throws: `DocumentError`, also when two sources have one id.
  package static func all(_ node: DocumentNode, caseFolder: URL) throws -> [SourcePlan] {
    var ids: Set<String> = []
    return try node.list().flatMap { node in
      let plans = try SourcePlan.plans(node, caseFolder: caseFolder)
      for plan in plans where !ids.insert(plan.id).inserted {
        throw node.error(.duplicate, "There are two sources with the id '\(plan.id)'.")
      }
      return plans
    }
  }

  /// One entry of `sources`: a file, or the files of a folder, of an archive or of a pattern, each a plan of its own.
  package static func plans(_ node: DocumentNode, caseFolder: URL) throws -> [SourcePlan] {
    let fields = try node.mapping(of: "a source", keys: SourcePlan.keys)
    guard let path = fields["path"], let parts = try SourceParts.of(path, caseFolder: caseFolder) else {
      return [try SourcePlan(node, caseFolder: caseFolder)]
    }
    return try parts.map { try SourcePlan(node, caseFolder: caseFolder, part: $0) }
  }

  private static func options(_ node: DocumentNode?, _ profile: any Profile) throws -> [String: String] {
    guard let node else { return [:] }
    let known = profile.options + FileLayout.options
    let fields = try node.mapping(of: "the options of the profile \(profile.id)", keys: known.map(\.name))
    var result: [String: String] = [:]
    for option in known {
      guard let value = fields[option.name] else { continue }
      let text = try value.text()
      if let problem = option.problem(text) { throw value.error(.badValue, problem) }
      result[option.name] = text
    }
    return result
  }
}

/// What a profile makes its recipe from.
package struct SourceSettings: Sendable {
  let id: String
  /// The source as a whole, for errors.
  let node: DocumentNode
  let asOf: Day?
  let options: [String: String]
  let mapping: DocumentNode?
  let series: [DocumentNode]

  /// What a declared profile says before the case does.
  var declared: DeclaredMapping?

  /// The fields of the mapping: those of the profile, with what the case says instead.
  func fields(allowed: [String: [String]]) throws -> MappingFields {
    let own = try mapping.map { try MappingFields($0, of: "the mapping", allowed: allowed) }
    guard let declared else {
      guard let own else { throw node.error(.missingKey, "The source needs 'mapping': which columns hold what.") }
      return own
    }
    let base = try MappingFields(declared.mapping, of: "the mapping of a profile", allowed: allowed)
    return own.map(base.overridden) ?? base
  }

  func allSeries() throws -> [DocumentNode] { series.isEmpty ? declared?.series ?? [] : series }
}

extension DocumentNode {
  /// The value in one spelling: keys sorted, so that their order does not matter.
  var canonical: String {
    get throws {
      if isNull { return "~" }
      if isList { return try "[" + list().map { try $0.canonical }.joined(separator: ",") + "]" }
      if isMapping {
        let pairs = try entries().map { (try DocumentNode.quoted($0.key), try $0.node.canonical) }.sorted {
          $0.0 < $1.0
        }
        return "{" + pairs.map { "\($0.0):\($0.1)" }.joined(separator: ",") + "}"
      }
      return try DocumentNode.quoted(text())
    }
  }

  private static func quoted(_ text: String) throws -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
