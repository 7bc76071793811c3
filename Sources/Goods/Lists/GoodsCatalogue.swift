// SPDX-License-Identifier: Apache-2.0

package import Documents
package import Trade

/// The goods lists that a case uses, and what their ids select.
package struct GoodsCatalogue: Sendable {
  /// Ids of the lists that ship with the program.
  package static let builtInLists = ["battlefield", "common-high-priority", "eu-export-restrictions"]

  /// Those that a case uses when it does not name any. Long lists of codes are used by the cases that name them.
  package static let standardLists = ["battlefield", "common-high-priority"]

  /// The texts of all lists and words that ship with the program: when one of them changes, what goods records are of
  /// has to be worked out anew.
  package static func builtInTexts() throws -> [String] { try Resource.names.map(Resource.text) }

  package let lists: [GoodsList]
  /// In order of id.
  package let items: [GoodsItem]
  /// For each selector (a goods id, a group, a list): the goods it selects, in order.
  package let members: [String: [String]]
  private let itemsByID: [String: GoodsItem]

  /// - Parameters:
  ///   - builtIn: which built-in lists to use; nil = ``standardLists``. The id of the case's own list is allowed, too, and
  ///     the case's own list is in use in any case.
  ///   - caseFile: the case's own list, `goods.yaml`.
  ///   - further: lists that the case names by file, and what errors call the file.
  /// - Throws: ``GoodsError`` for an unknown list, ``DocumentError`` for what is wrong in `goods.yaml`.
  package init(
    builtIn: [String]? = nil, caseFile: Document? = nil, further: [(list: GoodsList, file: String)] = []
  ) throws {
    var lists: [GoodsList] = []
    let own = try caseFile.map { try GoodsList($0, fallbackID: "case") }
    for id in Set(builtIn ?? Self.standardLists).sorted() where id != own?.id {
      guard Self.builtInLists.contains(id) else {
        throw GoodsError.unknown(
          id, kind: "a goods list", known: Self.builtInLists + (own.map { [$0.id] } ?? []))
      }
      lists.append(try GoodsList(Resource.document(id + ".yaml")))
    }
    if let own, let caseFile {
      let taken = Set(
        lists.flatMap { [$0.id] + $0.groups.map(\.id) + $0.items.map(\.id) }
          + Self.builtInLists)
      for id in [own.id] + own.groups.map(\.id) + own.items.map(\.id) where taken.contains(id) {
        throw caseFile.root.error(.duplicate, "The id '\(id)' belongs to a built-in list; choose another.")
      }
      lists.append(own)
    }
    for (list, file) in further {
      let ids = lists.flatMap { [$0.id] + $0.groups.map(\.id) + $0.items.map(\.id) } + Self.builtInLists
      if let id = ([list.id] + list.groups.map(\.id) + list.items.map(\.id)).first(where: Set(ids).contains) {
        throw DocumentError(.duplicate, "The id '\(id)' belongs to another list; rename one of the files.", file: file)
      }
      lists.append(list)
    }
    self.lists = lists
    items = lists.flatMap(\.items).sorted { $0.id < $1.id }
    itemsByID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var members: [String: [String]] = [:]
    for item in items {
      for selector in Set([item.id, item.list] + item.groups) { members[selector, default: []].append(item.id) }
    }
    self.members = members
  }

  /// - Throws: ``GoodsError/Code/unknownID`` with the nearest id.
  package func item(_ id: String) throws -> GoodsItem {
    guard let item = itemsByID[id] else { throw GoodsError.unknown(id, kind: "a goods id", known: items.map(\.id)) }
    return item
  }

  /// The goods that an id of goods, a group or a list selects.
  /// - Throws: ``GoodsError/Code/unknownID`` with the nearest id.
  package func goods(selectedBy id: String) throws -> [String] {
    guard let goods = members[id] else {
      throw GoodsError.unknown(id, kind: "a goods id, group or list", known: members.keys.sorted())
    }
    return goods
  }

  /// The editions for which goods have prefixes, those of narrower goods included, by goods and edition.
  package var editions: [(goods: String, edition: HSEdition, wider: Bool, byWords: Bool)] {
    var wider: [String: [HSEdition: Bool]] = [:]
    for item in items {
      for (edition, isWider) in item.editions {
        var next: String? = item.id
        while let id = next {
          wider[id, default: [:]][edition] = (wider[id]?[edition] ?? false) || isWider
          next = itemsByID[id]?.broader
        }
      }
    }
    return items.flatMap { item in
      HSEdition.allCases.compactMap { edition in wider[item.id]?[edition].map { (item.id, edition, $0, $0 && item.hasWords) } }
    }
  }

  /// Prefixes of goods, those of narrower goods included, by goods, edition and prefix.
  package var prefixes: [(goods: String, edition: HSEdition, prefix: String)] {
    var found: [String: [HSEdition: Set<String>]] = [:]
    for item in items {
      for prefix in item.prefixes {
        var next: String? = item.id
        while let id = next {
          found[id, default: [:]][prefix.edition, default: []].insert(prefix.code.digits)
          next = itemsByID[id]?.broader
        }
      }
    }
    return items.flatMap { item in
      HSEdition.allCases.flatMap { edition in
        (found[item.id]?[edition] ?? []).sorted().map { (item.id, edition, $0) }
      }
    }
  }

  package func textMatcher() throws -> TextMatcher {
    TextMatcher(items: items, lists: lists, context: try Context.builtIn())
  }

  package func codeMatcher() -> CodeMatcher { CodeMatcher(items: items) }
}
