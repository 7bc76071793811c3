// SPDX-License-Identifier: Apache-2.0

import Goods
import Intake

/// Which columns of a table say what goods are, and as what each is read.
package struct TextColumns: Sendable, Hashable {
  package enum Role: String, Sendable, CaseIterable {
    case description, brand, model, group, regulation

    /// The role that the name of a column suggests.
    package init(column: String) {
      let name = column.lowercased()
      func has(_ words: String...) -> Bool { words.contains { name.contains($0) } }
      if has("regul", "регламент") {
        self = .regulation
      } else if has("group", "групп") {
        self = .group
      } else if has("trademark", "brand", "марка", "марки") {
        self = .brand
      } else if has("model", "article", "модел", "артикул") {
        self = .model
      } else {
        self = .description
      }
    }
  }

  package var id: String
  package var text: [String]
  package var context: [String]

  package init(id: String, text: [String], context: [String] = []) {
    self.id = id
    self.text = text
    self.context = context
  }

  /// The places of the columns in a file.
  struct Places {
    var id: Int
    var text: [(Role, Int)]
    var context: [Int]

    func read(_ file: TableFile) -> GoodsText {
      var goods = GoodsText(description: nil)
      for (role, place) in text {
        guard let cell = file.wholeText(place) else { continue }
        switch role {
        case .description: TextColumns.join(cell, to: &goods.description)
        case .brand: TextColumns.join(cell, to: &goods.brand)
        case .model: TextColumns.join(cell, to: &goods.model)
        case .group: TextColumns.join(cell, to: &goods.group)
        case .regulation: TextColumns.join(cell, to: &goods.regulation)
        }
      }
      for place in context {
        if let cell = file.wholeText(place) { TextColumns.join(cell, to: &goods.context) }
      }
      return goods
    }
  }

  func places(in file: TableFile) throws -> Places {
    Places(
      id: try file.required(id), text: try text.map { (Role(column: $0), try file.required($0)) },
      context: try context.map { try file.required($0) })
  }

  /// Fields of one role are read as sentences of one text.
  private static func join(_ cell: String, to text: inout String?) {
    if let known = text { text = known + "\n" + cell } else { text = cell }
  }
}
