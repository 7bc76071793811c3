// SPDX-License-Identifier: Apache-2.0

package import Trade

/// The day on which a file's data were released, as its name says it: `comtrade_A_156_2022[2023-08-02].csv`,
/// `sdn_20240503.csv.gz`.
package enum ReleaseDate {
  /// The last day in the name, written YYYY-MM-DD or YYYYMMDD; nil where there is none.
  package static func of(_ path: String) -> Day? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var found: Day?
    var rest = name[...]
    while let first = rest.first {
      guard first.isASCII, first.isNumber else {
        rest = rest.dropFirst()
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      if digits.count == 8, let day = day(digits.prefix(4), digits.dropFirst(4).prefix(2), digits.suffix(2)) {
        found = day
      } else if digits.count == 4 {
        let parts = rest.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        let after = rest.dropFirst(10).first
        if parts.count == 3, parts.map(\.count) == [4, 2, 2], after.map({ !$0.isNumber }) ?? true,
          let day = day(parts[0], parts[1], parts[2])
        {
          found = day
          rest = rest.dropFirst(10)
          continue
        }
      }
      rest = rest.dropFirst(digits.count)
    }
    return found
  }

  /// The same, where it stands in brackets, as in names of files of UN Comtrade.
  static func bracketed(_ path: String) -> Day? {
    guard let open = path.lastIndex(of: "["), let close = path[open...].firstIndex(of: "]") else { return nil }
    return of(String(path[path.index(after: open)..<close]))
  }

  private static func day(_ year: Substring, _ month: Substring, _ day: Substring) -> Day? {
    guard let year = Int(year), let month = Int(month), let day = Int(day), (1980...2100).contains(year) else {
      return nil
    }
    return Day(year: year, month: month, day: day)
  }
}
