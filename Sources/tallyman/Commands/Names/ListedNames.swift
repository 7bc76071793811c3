// SPDX-License-Identifier: Apache-2.0

import Foundation
import Intake
import Names

/// A list of names as the commands take it: `id,name[,country]`; further rows with the same id are other names.
struct ListedNames {
  /// In order of first appearance.
  private(set) var ids: [String] = []
  private(set) var names: [IndexedName] = []
  /// For each name the place of its id.
  private(set) var entries: [Int] = []
  /// Rows without a name, which can match nobody.
  private(set) var nameless = 0

  init(_ path: String) throws {
    let file = try TableFile(URL(filePath: path), shownAs: path)
    let (id, name) = (try file.required("id"), try file.required("name"))
    let country = try file.column(["country"])
    var places: [String: Int] = [:]
    while let row = try file.next() {
      guard let key = file.text(id) else {
        throw file.error("The id is empty; every row needs one.", row: row, column: id)
      }
      guard let text = file.text(name) else {
        nameless += 1
        continue
      }
      let place: Int
      if let known = places[key] {
        place = known
      } else {
        place = ids.count
        places[key] = place
        ids.append(key)
      }
      names.append(IndexedName(text, country: country.flatMap(file.text)))
      entries.append(place)
    }
    if names.isEmpty {
      throw IntakeError(.badRow, "The list holds no name, so that nothing can be found in it.", file: path, column: "name")
    }
  }

  /// The names of a file that need have no ids.
  static func names(_ path: String) throws -> [IndexedName] {
    let file = try TableFile(URL(filePath: path), shownAs: path)
    let name = try file.required("name")
    var names: [IndexedName] = []
    while try file.next() != nil { names.append(IndexedName(file.text(name) ?? "")) }
    return names
  }
}

/// Names to look for: `query_id,query_name`.
struct AskedNames {
  private(set) var ids: [String] = []
  private(set) var names: [String] = []
  private(set) var nameless = 0

  init(_ path: String) throws {
    let file = try TableFile(URL(filePath: path), shownAs: path)
    let (id, name) = (try file.required("query_id"), try file.required("query_name"))
    var rows: [String: Int] = [:]
    while let row = try file.next() {
      guard let key = file.text(id) else {
        throw file.error("The query_id is empty; every row needs one.", row: row, column: id)
      }
      if let other = rows.updateValue(row, forKey: key) {
        throw file.error(
          "The query_id '\(key)' stands in row \(other), too; answers could not be told apart. Give each its own.", row: row,
          column: id)
      }
      ids.append(key)
      let text = file.text(name)
      if text == nil { nameless += 1 }
      names.append(text ?? "")
    }
  }
}
