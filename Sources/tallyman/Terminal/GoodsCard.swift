// SPDX-License-Identifier: Apache-2.0

import Goods
import Trade

/// One kind of goods, in full.
struct GoodsCard {
  let lines: [String]

  init(_ item: GoodsItem) {
    var lines = ["\(item.id): \(item.title)", "  class      \(item.goodsClass.words)", "  list       \(item.list)"]
    func add(_ name: String, _ text: String?) {
      guard let text, !text.isEmpty else { return }
      lines.append("  \(name)\(String(repeating: " ", count: max(1, 11 - name.count)))\(text)")
    }
    add("groups", item.groups.joined(separator: ", "))
    add("broader", item.broader)
    add("part of", item.partOf)
    add("publisher", item.publisher)
    add("since", item.validFrom?.description)
    add("until", item.validUntil?.description)
    for (edition, _) in item.editions {
      let codes = item.prefixes.filter { $0.edition == edition }
        .map { $0.code.digits + ($0.wider ? " (with other goods)" : "") }
      add(edition.rawValue, codes.joined(separator: ", "))
    }
    add("no codes", item.withoutCodes)
    for language in GoodsItem.Language.allCases {
      add(language.rawValue, (item.terms[language] ?? []).map(\.text).joined(separator: "; "))
    }
    add("hints", item.hints.map(\.text).joined(separator: "; "))
    add("in groups", item.groupTerms.map(\.text).joined(separator: "; "))
    add("not", item.not.map(\.text).joined(separator: "; "))
    add("unless", item.unless.map(\.text).joined(separator: "; "))
    add("uses", item.uses.map(\.text).joined(separator: "; "))
    for quantity in item.quantities {
      add("quantity", "\(quantity.range.text), where a text says: \(quantity.of.map(\.text).joined(separator: "; "))")
    }
    add("each", item.weightEach.map { "weighs \($0.text)" })
    add("if bare", item.bare.map(\.text).joined(separator: "; "))
    add("makers", item.makers.map(\.text).joined(separator: "; "))
    add("no terms", item.withoutTerms)
    add("note", item.note)
    self.lines = lines
  }
}
