// SPDX-License-Identifier: Apache-2.0

package import Trade

extension GoodsItem {
  /// Whether the list held these goods on a day; nil when it states no dates.
  package func isListed(on day: Day) -> Bool? {
    if validFrom == nil, validUntil == nil { return nil }
    return validFrom.map { $0 <= day } ?? true && validUntil.map { day <= $0 } ?? true
  }

  /// When the list held these goods, in words; nil when it states no dates.
  package func listing(on day: Day?) -> String? {
    guard let day, let listed = isListed(on: day) else {
      return validFrom.map { "listed since \($0)" + (validUntil.map { ", until \($0)" } ?? "") }
    }
    if listed { return validFrom.map { "listed on that day: since \($0)" } ?? "listed on that day" }
    if let from = validFrom, day < from { return "not yet listed on that day: since \(from)" }
    return validUntil.map { "no longer listed on that day: until \($0)" }
  }
}
