// SPDX-License-Identifier: Apache-2.0

package import Trade

/// What was stated about one declaration, filing or cell of a statistic, release by release.
package struct RecordHistory: Sendable, Hashable {
  /// One row as a release has it.
  package struct Entry: Sendable, Hashable {
    package var address: RecordAddress
    /// What it says, by column, in the order of the tables; empty fields are left out.
    package var fields: [Field]
  }

  package struct Field: Sendable, Hashable {
    package var name: String
    package var value: String
  }

  /// A field that two releases state differently; nil = not stated.
  package struct Change: Sendable, Hashable {
    package var name: String
    package var before: String?
    package var after: String?
  }

  package struct Version: Sendable, Hashable {
    package var source: String
    package var released: Day?
    /// Whether its rows are those that count on the as-of date.
    package var isCurrent: Bool
    package var entries: [Entry]
  }

  /// In the order of release.
  package var versions: [Version]

  /// What changed from one version to the next, row by row: rows are paired in their order. A row that has no partner is
  /// told as a whole.
  package static func changes(_ before: Version, _ after: Version) -> [(old: Entry?, new: Entry?, changes: [Change])] {
    (0..<max(before.entries.count, after.entries.count)).map { index in
      let old = index < before.entries.count ? before.entries[index] : nil
      let new = index < after.entries.count ? after.entries[index] : nil
      return (old, new, differences(old?.fields ?? [], new?.fields ?? []))
    }
  }

  private static func differences(_ before: [Field], _ after: [Field]) -> [Change] {
    let old = Dictionary(before.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(after.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let names = before.map(\.name) + after.map(\.name).filter { old[$0] == nil }
    return names.compactMap { name in
      old[name] == new[name] ? nil : Change(name: name, before: old[name], after: new[name])
    }
  }
}
