// SPDX-License-Identifier: Apache-2.0

/// Names of a list by how they are written: the same words in the same order and the same country; legal forms may be
/// spelled otherwise. Only the first of each group is searched for.
final class AlikeNames: Sendable {
  /// Of names that are written alike so many are paired in full.
  static let pairedInFull = 8

  /// By name; -1 for a name without words.
  let groupOf: Grow<Int32>
  /// Members one group after another, each group in order of the list.
  private let members: Grow<UInt32>
  private let starts: Grow<UInt32>

  init(_ core: IndexCore) {
    var places: [UInt64: Int32] = [:]
    places.reserveCapacity(core.count)
    let groupOf = Grow<Int32>(repeating: -1, count: core.count)
    let counts = Grow<UInt32>(capacity: core.count)
    for index in 0..<core.count {
      let record = core.names.base[index]
      guard record.count > 0 else { continue }
      let key = Hash64.joined(record.key, UInt64(record.country))
      if let place = places[key] {
        groupOf.base[index] = place
        counts.base[Int(place)] += 1
      } else {
        let new = Int32(counts.count)
        places[key] = new
        groupOf.base[index] = new
        counts.append(1)
      }
    }
    let starts = Grow<UInt32>(repeating: 0, count: counts.count + 1)
    for group in 0..<counts.count { starts.base[group + 1] = starts.base[group] + counts.base[group] }
    let next = starts.copy()
    let members = Grow<UInt32>(repeating: 0, count: Int(starts.base[counts.count]))
    for index in 0..<core.count where groupOf.base[index] >= 0 {
      let group = Int(groupOf.base[index])
      members.base[Int(next.base[group])] = UInt32(index)
      next.base[group] += 1
    }
    self.groupOf = groupOf
    self.members = members
    self.starts = starts
  }

  var count: Int { starts.count - 1 }
  func first(_ group: Int) -> Int { Int(members.base[Int(starts.base[group])]) }
  func isFirst(_ name: Int) -> Bool {
    let group = groupOf.base[name]
    return group >= 0 && first(Int(group)) == name
  }

  subscript(_ group: Int) -> UnsafeBufferPointer<UInt32> {
    let start = Int(starts.base[group])
    return UnsafeBufferPointer(start: members.base + start, count: Int(starts.base[group + 1]) - start)
  }
}
