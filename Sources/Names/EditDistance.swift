// SPDX-License-Identifier: Apache-2.0

/// Slips of the pen between two words: letters added, left out, changed, or two neighbours swapped (optimal string
/// alignment; Damerau 1964).
enum EditDistance {
  /// Nil when the distance is more than `limit`.
  static func between(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    let (m, n) = (left.count, right.count)
    guard abs(m - n) <= limit else { return nil }
    if left == right { return 0 }
    if m == 0 || n == 0 { return max(m, n) }
    var older = [Int](repeating: 0, count: n + 1)
    var previous = Array(0...n)
    var current = [Int](repeating: 0, count: n + 1)
    for i in 1...m {
      current[0] = i
      var least = i
      for j in 1...n {
        let same = left[i - 1] == right[j - 1]
        var cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1))
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] { cost = min(cost, older[j - 2] + 1) }
        current[j] = cost
        least = min(least, cost)
      }
      if least > limit && i < m {
        // A swap can still reach back one row.
        if (previous.min() ?? 0) > limit { return nil }
      }
      (older, previous, current) = (previous, current, older)
    }
    return previous[n] <= limit ? previous[n] : nil
  }
}
