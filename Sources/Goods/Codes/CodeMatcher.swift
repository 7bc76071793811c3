// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Goods that a customs code is of.
package struct CodeMatch: Sendable, Hashable {
  package var goods: String
  /// The code holds other goods, too.
  package var wider: Bool
  /// … and the list has words for these goods: a record that describes its goods is told by them.
  package var byWords: Bool
  /// The record does not say the edition; the code fits in at least one.
  package var editionUnknown: Bool
}

/// Finds the goods whose code prefixes a customs code begins with, in the edition that the record states.
package struct CodeMatcher: Sendable {
  private struct Entry: Sendable {
    var goods: Int
    var edition: HSEdition
    var wider: Bool
  }

  private let goods: [String]
  private let broader: [Int?]
  private let haveWords: [Bool]
  private var entries: [String: [Entry]] = [:]

  init(items: [GoodsItem]) {
    goods = items.map(\.id)
    let index = Dictionary(goods.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    haveWords = items.map(\.hasWords)
    broader = items.map { $0.broader.flatMap { index[$0] } }
    for (number, item) in items.enumerated() {
      for prefix in item.prefixes {
        entries[prefix.code.digits, default: []].append(
          Entry(goods: number, edition: prefix.edition, wider: prefix.wider))
      }
    }
  }

  /// The goods of a code, by id. In an edition for which goods state no prefix they are not found: a code of another
  /// edition may mean something else.
  /// - Parameter edition: nil when the record does not say; then prefixes of any edition count.
  package func matches(_ code: HSCode, edition: HSEdition?) -> [CodeMatch] {
    var wider: [Int: Bool] = [:]
    for length in stride(from: 2, through: code.digits.count, by: 2) {
      for entry in entries[String(code.digits.prefix(length))] ?? [] where edition == nil || entry.edition == edition {
        var next: Int? = entry.goods
        while let number = next {
          // Found by a code that fits exactly and by one that is wider: all of this code is of these goods.
          wider[number] = (wider[number] ?? true) && entry.wider
          next = broader[number]
        }
      }
    }
    return wider.keys.sorted().map {
      let isWider = wider[$0] ?? false
      return CodeMatch(goods: goods[$0], wider: isWider, byWords: isWider && haveWords[$0], editionUnknown: edition == nil)
    }
  }
}
