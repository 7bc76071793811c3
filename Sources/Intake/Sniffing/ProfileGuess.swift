// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Trade

/// Which built-in profile a file is made for: the one whose columns it has.
enum ProfileGuess {
  static func of(_ header: [String]) -> Sniff.ProfileChoice? {
    var best: (profile: any Profile, hits: Int, needed: Int)?
    for profile in ProfileRegistry.all where !ProfileRegistry.mapped.contains(where: { $0.id == profile.id }) {
      guard let columns = columns(of: profile), !columns.isEmpty else { continue }
      let needed = columns.filter { !$0.isOptional }
      guard needed.count > 1, needed.allSatisfy({ has($0, header) }) else { continue }
      let hits = columns.count { has($0, header) }
      if hits > best?.hits ?? 0 { best = (profile, hits, needed.count) }
    }
    return best.map {
      Sniff.ProfileChoice(id: $0.profile.id, why: "the file has all \($0.needed) columns that it needs: \($0.profile.title)")
    }
  }

  private static func has(_ use: ColumnUse, _ header: [String]) -> Bool {
    switch use.place {
    case .named(let name): header.contains(name)
    case .oneOf(let names): names.contains(where: header.contains)
    case .position: false
    }
  }

  /// Columns by name; nil for files without header or of entities.
  private static func columns(of profile: any Profile) -> [ColumnUse]? {
    guard let document = try? Document(text: "{}", shownAs: "sniff"), let day = Day(year: 2000, month: 1, day: 1) else {
      return nil
    }
    let settings = SourceSettings(
      id: "sniff", node: document.root, asOf: day, options: [:], mapping: nil, series: [])
    guard let recipe = try? profile.recipe(settings) else { return nil }
    let columns: [ColumnUse]
    switch recipe {
    case .rows(let rows): columns = rows.columns
    case .list(let list): columns = list.columns
    case .entities: return nil
    }
    return Array(Set(columns.filter { if case .position = $0.place { false } else { true } }))
  }

  /// OFAC's files have no header, and `-0-` for what is empty.
  static func headerless(_ rows: [[String]]) -> Sniff.ProfileChoice? {
    guard let first = rows.first, rows.prefix(20).contains(where: { $0.contains("-0-") }),
      rows.prefix(20).allSatisfy({ Int($0.first ?? "") != nil })
    else { return nil }
    let known = [12: "ofac-sdn", 5: "ofac-aliases", 6: "ofac-addresses"]
    return known[first.count].map {
      Sniff.ProfileChoice(id: $0, why: "the file has no header, \(first.count) columns that begin with a number, and '-0-' for what is empty, as OFAC's")
    }
  }

  static func entities(_ format: SourceFile.Format, _ head: String) -> Sniff.ProfileChoice? {
    if format == .json, head.contains("\"schema\""), head.contains("\"properties\""), head.contains("\"id\"") {
      return Sniff.ProfileChoice(id: "ftm", why: "its objects have 'id', 'schema' and 'properties', as entities of FollowTheMoney")
    }
    if format == .xml, head.contains("<Sanctions"), head.contains("<ReferenceValueSets") {
      return Sniff.ProfileChoice(id: "ofac-advanced", why: "its root is Sanctions, with sets of reference values, as in OFAC's advanced XML")
    }
    if format == .xml, head.contains("<CONSOLIDATED_LIST") {
      return Sniff.ProfileChoice(id: "un-consolidated", why: "its root is CONSOLIDATED_LIST, as in the list of the UN Security Council")
    }
    return nil
  }
}
