// SPDX-License-Identifier: Apache-2.0

import Foundation
import Intake
import Names

/// A file of names as `names cluster` takes it: `id,name[,country]`, perhaps `address`, `registered` (a day), and registry
/// numbers under their own names; other columns are passed over.
struct NameTable {
  private(set) var rows: [NameClusters.Row] = []
  /// What a person should know of the file.
  private(set) var notes: [String] = []

  init(_ path: String) throws {
    let file = try TableFile(URL(filePath: path), shownAs: path)
    let (id, name) = (try file.required("id"), try file.required("name"))
    let country = try file.column(["country"])
    let address = try file.column(["address"])
    let registered = try file.column(["registered", "date_registered", "registration_date"])
    let numbers = try Self.numberColumns(file, except: [id, name] + [country, address, registered].compactMap(\.self))
    var seen: [String: Int] = [:]
    var countries: [String: String?] = [:]
    var doubtful: [String: (count: Int, first: Int)] = [:]
    var days = DayWords()
    while let row = try file.next() {
      guard let key = file.text(id) else { throw file.error("The id is empty; every row needs one.", row: row, column: id) }
      if let other = seen.updateValue(row, forKey: key) {
        throw file.error("The id '\(key)' stands in row \(other), too; ids must differ.", row: row, column: id)
      }
      var found: [RegistryNumber] = []
      for (position, kind) in numbers {
        guard let text = file.text(position) else { continue }
        if let number = RegistryNumber(kind, text) {
          found.append(number)
        } else {
          let known = doubtful[file.header[position]]
          doubtful[file.header[position]] = ((known?.count ?? 0) + 1, known?.first ?? row)
        }
      }
      rows.append(
        NameClusters.Row(
          id: key, name: file.text(name) ?? "",
          country: country.flatMap(file.text).flatMap { Self.code($0, &countries) }, numbers: found,
          circumstances: Circumstances(
            address: address.flatMap(file.text), registered: registered.flatMap(file.text).flatMap { days.day($0, row: row) })))
    }
    for (column, (count, first)) in doubtful.sorted(by: { $0.key < $1.key }) {
      notes.append(
        "\(column): \(count == 1 ? "1 number" : "\(count) numbers") can't be right (length or check digit), \(count == 1 ? "" : "the first ")in row \(first); not used.")
    }
    if let note = days.note { notes.append("\(registered.map { file.header[$0] } ?? "registered"): \(note)") }
    let unknown = countries.filter { $0.value == nil }.keys.sorted()
    if !unknown.isEmpty {
      let shown = unknown.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
      notes.append(
        "country: \(unknown.count == 1 ? "1 word names" : "\(unknown.count) words name") no country that is known (\(shown)\(unknown.count > 5 ? ", …" : "")); not used.")
    }
  }

  private static func numberColumns(
    _ file: TableFile, except taken: [Int]
  ) throws -> [(position: Int, kind: RegistryNumber.Kind)] {
    var columns: [(position: Int, kind: RegistryNumber.Kind)] = []
    for (position, name) in file.header.enumerated() where !taken.contains(position) {
      guard let kind = RegistryNumber.Kind(named: name) else { continue }
      if let other = columns.first(where: { $0.kind == kind }) {
        throw IntakeError(
          .duplicateColumn,
          "The columns '\(file.header[other.position])' and '\(name)' both hold \(kind.rawValue); rename one of them.",
          file: file.path, column: name)
      }
      columns.append((position, kind))
    }
    return columns
  }

  private static func code(_ word: String, _ known: inout [String: String?]) -> String? {
    if let code = known[word] { return code }
    let code = CountryWords.code(word)
    known[word] = .some(code)
    return code
  }
}
