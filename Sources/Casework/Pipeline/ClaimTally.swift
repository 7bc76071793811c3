// SPDX-License-Identifier: Apache-2.0

package import Claims

/// How many claims hold, fail and cannot be checked.
package struct ClaimTally: Sendable, Hashable {
  package let holds: Int
  package let fails: Int
  package let cannotBeChecked: Int

  package init(_ claims: [ClaimResult]) {
    holds = claims.count { $0.verdict == .holds }
    fails = claims.count { $0.verdict == .fails }
    cannotBeChecked = claims.count { $0.verdict == .cannotBeChecked }
  }

  /// "14 claims hold, none fails, 12 cannot be checked"
  package var words: String {
    func count(_ number: Int, _ one: String, _ many: String) -> String {
      number == 0 ? "none \(one)" : "\(number) \(number == 1 ? one : many)"
    }
    return [
      count(holds, "holds", "hold"), count(fails, "fails", "fail"),
      cannotBeChecked == 0 ? "none is left unchecked" : "\(cannotBeChecked) cannot be checked",
    ].joined(separator: ", ")
  }
}
