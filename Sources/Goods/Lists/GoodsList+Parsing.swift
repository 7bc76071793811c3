// SPDX-License-Identifier: Apache-2.0

package import Documents
import Trade

extension GoodsList {
  private static let listKeys = [
    "list", "title", "publisher", "url", "version", "valid-from", "note", "class", "no-terms", "groups", "unless", "goods",
  ]
  private static let itemKeys = [
    "id", "title", "class", "group", "broader", "codes", "wider", "no-codes", "terms", "hints", "group-terms", "not",
    "unless", "uses", "by-maker", "quantities", "weight-each", "part-of", "decoy", "publisher", "valid-from", "valid-until", "note", "no-terms",
  ]

  /// Reads a list strictly; see docs/goods.md for the format.
  /// - Parameter fallbackID: the list's id where the file gives none (a case's own list).
  /// - Throws: ``DocumentError`` with the line.
  package init(_ document: Document, fallbackID: String? = nil) throws {
    let fields = try document.root.mapping(of: "a goods list", keys: Self.listKeys)
    if let fallbackID {
      id = try fields["list"].map { try $0.identifier() } ?? fallbackID
      title = try fields.text("title") ?? "Goods of this case"
      publisher = try fields.text("publisher") ?? "the case's authors"
    } else {
      id = try fields.required("list").identifier()
      title = try fields.required("title").text()
      publisher = try fields.required("publisher").text()
    }
    url = try fields.text("url")
    version = try fields.text("version")
    validFrom = try fields["valid-from"]?.day()
    note = try fields.text("note")
    groups =
      try fields["groups"]?.list().map { node in
        let group = try node.mapping(of: "a group", keys: ["id", "title", "valid-from"])
        return Group(
          id: try group.required("id").identifier(), title: try group.required("title").text(),
          validFrom: try group["valid-from"]?.day())
      } ?? []
    unless = try fields["unless"]?.patterns() ?? []
    let common = Common(
      list: id, goodsClass: try fields["class"]?.choice(GoodsClass.self), groups: groups.map(\.id),
      publisher: publisher, groupDates: groups.reduce(into: [:]) { $0[$1.id] = $1.validFrom },
      validFrom: validFrom, withoutTerms: try fields.text("no-terms"))
    let nodes = try fields.required("goods").list()
    var seen: Set<String> = Set(groups.map(\.id) + [id])
    items = try nodes.map { node in
      let item = try GoodsItem(node, keys: Self.itemKeys, common: common)
      guard seen.insert(item.id).inserted else {
        throw node.error(.duplicate, "The id '\(item.id)' is in use already in this list.")
      }
      return item
    }
    let ids = items.map(\.id)
    for (node, item) in zip(nodes, items) {
      for (other, what) in [(item.broader, "the broader goods"), (item.partOf, "the whole")] {
        guard let other, !ids.contains(other) || other == item.id else { continue }
        let hint = Nearest.word(to: other, among: ids).map { " Did you mean '\($0)'?" } ?? ""
        throw node.error(.badValue, "'\(other)', \(what) of '\(item.id)', is not another id of this list.\(hint)")
      }
    }
    let broader = Dictionary(uniqueKeysWithValues: items.map { ($0.id, $0.broader) })
    for (node, item) in zip(nodes, items) {
      var next = item.broader
      for _ in items {
        guard let id = next else { break }
        guard id != item.id else {
          throw node.error(.badValue, "'\(item.id)' is broader than itself, by way of others.")
        }
        next = broader[id] ?? nil
      }
    }
  }

  /// What entries take over from their list.
  struct Common {
    var list: String
    var goodsClass: GoodsClass?
    var groups: [String]
    var publisher: String
    var groupDates: [String: Day]
    var validFrom: Day?
    var withoutTerms: String?
  }
}

extension GoodsItem {
  init(_ node: DocumentNode, keys: [String], common: GoodsList.Common) throws {
    let fields = try node.mapping(of: "a goods entry", keys: keys)
    id = try fields.required("id").identifier()
    title = try fields.required("title").text()
    list = common.list
    if let own = fields["class"] {
      goodsClass = try own.choice(GoodsClass.self)
    } else if let inherited = common.goodsClass {
      goodsClass = inherited
    } else {
      throw node.error(
        .missingKey, "'\(id)' needs a class: \(GoodsClass.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    groups = try fields["group"]?.oneOrMany().map { try $0.word(among: common.groups) } ?? []
    broader = try fields.text("broader")
    partOf = try fields.text("part-of")
    isDecoy = try fields["decoy"]?.boolean() ?? false
    prefixes = try Self.prefixes(fields["codes"], wider: false) + Self.prefixes(fields["wider"], wider: true)
    prefixes.sort { ($0.edition.rawValue, $0.code.digits) < ($1.edition.rawValue, $1.code.digits) }
    for (language, patterns) in try fields["terms"]?.entries() ?? [] {
      guard let known = Language(rawValue: language) else {
        throw patterns.error(.unknownKey, "'\(language)' is not a language of terms here; known: en, ru, zh.")
      }
      terms[known] = try patterns.patterns()
    }
    hints = try fields["hints"]?.patterns() ?? []
    groupTerms = try fields["group-terms"]?.patterns() ?? []
    not = try fields["not"]?.patterns() ?? []
    unless = try fields["unless"]?.patterns() ?? []
    uses = try fields["uses"]?.patterns() ?? []
    if let node = fields["by-maker"] {
      let pair = try node.mapping(of: "by-maker", keys: ["of", "makers"])
      bare = try pair.required("of").patterns()
      makers = try pair.required("makers").patterns()
    }
    quantities =
      try fields["quantities"]?.oneOrMany().map { node in
        let fields = try node.mapping(of: "a quantity", keys: ["of", "over", "up-to"])
        return StatedQuantity(of: try fields.required("of").patterns(), range: try QuantityRange(fields, at: node))
      } ?? []
    weightEach = try fields["weight-each"].map { node in
      let range = try QuantityRange(try node.mapping(of: "a weight", keys: ["over", "up-to"]), at: node)
      guard range.dimension == .mass else { throw node.error(.badValue, "'\(range.text)' is no weight.") }
      return range
    }
    publisher = try fields.text("publisher") ?? common.publisher
    validFrom = try fields["valid-from"]?.day() ?? groups.compactMap { common.groupDates[$0] }.max() ?? common.validFrom
    validUntil = try fields["valid-until"]?.day()
    if let from = validFrom, let until = validUntil, until < from {
      throw node.error(.badValue, "'\(id)' is valid until \(until), before it is valid from \(from).")
    }
    note = try fields.text("note")
    withoutTerms = try fields.text("no-terms") ?? common.withoutTerms
    withoutCodes = try fields.text("no-codes")
    if terms.isEmpty, hints.isEmpty, groupTerms.isEmpty, prefixes.isEmpty {
      throw node.error(.missingKey, "'\(id)' has neither codes nor terms: nothing could ever be found to be it.")
    }
  }

  /// `HS2017: [...]`, `HS2012..HS2022: [...]`.
  private static func prefixes(_ node: DocumentNode?, wider: Bool) throws -> [Prefix] {
    var result: [Prefix] = []
    for (span, codes) in try node?.entries() ?? [] {
      let ends = span.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
      guard let first = ends.first.flatMap(HSEdition.init), let last = ends.last.flatMap(HSEdition.init),
        ends.count <= 2,
        first.firstYear <= last.firstYear
      else {
        throw codes.error(
          .badValue,
          "'\(span)' is not an edition; write HS2017, or HS2012..HS2022 for codes that are the same in all of them.")
      }
      for code in try codes.oneOrMany() {
        let text = try code.text()
        guard let parsed = HSCode(text), parsed.digits == text else {
          throw code.error(
            .badValue, "'\(text)' is not the beginning of a customs code; quote 2, 4, 6, 8 or 10 digits.")
        }
        for edition in HSEdition.allCases where (first.firstYear...last.firstYear).contains(edition.firstYear) {
          result.append(Prefix(edition: edition, code: parsed, wider: wider))
        }
      }
    }
    return result
  }
}

extension DocumentNode {
  /// An id: `[a-z0-9-]`, not empty.
  func identifier() throws -> String {
    let text = try text()
    let allowed = text.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    guard !text.isEmpty, allowed else {
      throw error(.badValue, "'\(text)' is not an id; use small letters, digits and dashes.")
    }
    return text
  }
}

extension QuantityRange {
  /// `over: 3.5 t`, `up-to: 5 kg`, or both.
  init(_ fields: DocumentFields, at node: DocumentNode) throws {
    var parts: [String] = []
    var found: Set<Dimension> = []
    func bound(_ key: String) throws -> Double? {
      guard let part = fields[key] else { return nil }
      let text = try part.text()
      let words = text.split(separator: " ")
      guard words.count == 2, let number = Double(words[0]), let unit = Self.units[words[1].lowercased()] else {
        throw part.error(.badValue, "'\(text)' is no number with a unit; write 3.5 t, 200 kg or 5 kW.")
      }
      parts.append("\(key == "over" ? "over" : "up to") \(text)")
      found.insert(unit.dimension)
      return number * unit.factor
    }
    let (over, upTo) = (try bound("over"), try bound("up-to"))
    guard found.count == 1, let dimension = found.first else {
      throw node.error(.missingKey, "Give 'over', 'up-to' or both, in units of one kind.")
    }
    if let over, let upTo, over >= upTo { throw node.error(.badValue, "'over' must be less than 'up-to'.") }
    self.init(text: parts.joined(separator: " and "), dimension: dimension, over: over, upTo: upTo)
  }
}
