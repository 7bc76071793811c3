// SPDX-License-Identifier: Apache-2.0

import Trade

/// The files of one series of data - a source of several files, or sources that a case declares to be releases of one -
/// in the order of their release.
struct Vintages: Sendable, Hashable {
  struct File: Sendable, Hashable {
    var source: String
    /// The day of release; nil = not known, which counts as before all others.
    var released: Day?
  }

  struct Placed: Sendable, Hashable {
    var source: String
    var series: String
    /// From 1, by release; releases of one day, or of none, by name. The parts of a release share its place.
    var place: Int
    /// Released after the as-of date, so that nothing of it was known then.
    var isLate: Bool
  }

  /// Of series with more than one file.
  let placed: [Placed]

  /// - Parameter asOf: nothing released later is used; where all of a series was, its first release stands for it.
  init(_ files: [File], asOf: Day?) {
    var placed: [Placed] = []
    for (series, files) in Dictionary(grouping: files, by: { Vintages.series($0.source) }).sorted(by: {
      $0.key < $1.key
    })
    where files.count > 1 {
      let ordered = files.sorted { left, right in
        switch (left.released, right.released) {
        case (nil, nil): left.source < right.source
        case (nil, .some): true
        case (.some, nil): false
        case (let a?, let b?): a == b ? left.source < right.source : a < b
        }
      }
      func isLate(_ day: Day?) -> Bool {
        guard let day, let asOf else { return false }
        return day > asOf
      }
      let isAllLate = ordered.allSatisfy { isLate($0.released) }
      var place = 0
      for (index, file) in ordered.enumerated() {
        let isLate = isLate(file.released) && !(isAllLate && file.released == ordered[0].released)
        let isSame = index > 0 && Vintages.isOneRelease(file, ordered[index - 1])
        if !isSame { place += 1 }
        placed.append(Placed(source: file.source, series: series, place: place, isLate: isLate))
      }
    }
    self.placed = placed
  }

  /// Files of one folder or archive that don't say otherwise hold parts of the same data.
  private static func isOneRelease(_ one: File, _ other: File) -> Bool {
    one.released == other.released && SourceParts.isPart(one.source) && SourceParts.isPart(other.source)
  }

  /// The series of a source: what stands before the first slash of its id.
  static func series(_ source: String) -> String { String(source.prefix { $0 != "/" }) }
}
