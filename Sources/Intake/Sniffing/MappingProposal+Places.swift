// SPDX-License-Identifier: Apache-2.0

import Trade

/// Where goods come from and go to.
extension MappingProposal {
  mutating func countries(_ isExport: Bool?) {
    for (field, meanings) in [
      ("origin", [ColumnMeaning.origin]), ("dispatch", [.dispatch]), ("destination", [.destination]),
    ] {
      let candidates = sniff.columns.indices.filter { meanings.contains(sniff.columns[$0].meaning) }
      guard let index = best(candidates, score: { self.sniff.columns[$0].census.share(.country) * 4 }),
        sniff.columns[index].census.kind != .empty
      else { continue }
      map(field, .column(name(index)), index)
      let share = sniff.columns[index].census.share(.country)
      if share < 0.9 {
        sniff.doubt(field, "only \(Int(share * 100)) % of the cells of '\(name(index))' are countries that are known; others are left empty")
      }
    }
    let mapped = Set(sniff.mapping.map(\.key))
    let role = isExport.map { $0 ? "destination" : "origin" }
    if let role, !mapped.contains(role), let index = best(indices(.country, .partner)) {
      map(role, .column(name(index)), index)
      sniff.doubt(role, "'\(name(index))' does not say which country it is; that of the other side is assumed")
    }
    if let isExport { home(isExport ? "dispatch" : "destination") }
  }

  /// The country whose customs a file is from, where its name says it.
  mutating func home(_ field: String) {
    guard !sniff.mapping.contains(where: { $0.key == field }) else { return }
    let named = countryInName
    guard let (words, code) = named else { return }
    map(field, .map(["is": .text(code)]), nil)
    sniff.doubt(field, "\(code), by '\(words)' in the file's name alone")
  }

  var countryInName: (words: String, code: String)? {
    for start in nameWords.indices {
      for length in [3, 2, 1] where start + length <= nameWords.count {
        let words = nameWords[start..<start + length].joined(separator: " ")
        if words.count > 3, let code = CountryWords.code(words, .name) { return (words, code) }
      }
    }
    return nil
  }
}
