// SPDX-License-Identifier: Apache-2.0

import Trade

extension SellerRemoval {
  /// How many sellers are out at the points that are drawn; each order goes as far as its sellers are known.
  static let steps = [0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 150, 200]

  /// Value still served against sellers taken out: by each order, with substitution for the finding's own, and what a
  /// measure on the whole country would leave.
  func chart(_ network: Network, _ scenario: Scenario, id: String, sql: [String]) -> Chart {
    let steps = Self.steps.filter { $0 < network.count }
    let (byValue, byDegree) = (network.first.sorted { $0.byValue < $1.byValue }, network.first.sorted { $0.byDegree < $1.byDegree })
    let listed = byValue.filter(\.isListed)
    var served = ["value": Self.left(byValue, place: \.byValue, of: network, at: steps), "degree": Self.left(byDegree, place: \.byDegree, of: network, at: steps)]
    if !listed.isEmpty { served["listed"] = Self.left(listed, place: nil, of: network, at: steps) }
    func percent(_ shares: [Double?]) -> [Double?] { shares.map { $0.map { $0 * 100 } } }
    var series = [
      Chart.Series(name: "by value", values: percent(served["value"] ?? [])),
      Chart.Series(name: "by number of buyers", values: percent(served["degree"] ?? [])),
    ]
    if let values = served["listed"] { series.append(Chart.Series(name: "sellers on lists", values: percent(values))) }
    let own = served[order] ?? []
    for part in [scenario.substitution.lowerBound, scenario.substitution.upperBound] {
      series.append(
        Chart.Series(
          name: "with \(Wording.number((part * 1000).rounded() / 10)) % taken over",
          values: percent(own.map { $0.map { Self.clamp($0 + part * (1 - $0)) } })))
    }
    if let share = network.originShare, let origin = network.origin {
      let left = Self.clamp(1 - share) * 100
      series.append(Chart.Series(name: "measure on \(Wording.place(origin))", values: steps.map { _ in left }))
    }
    return Chart(
      id: id, title: "Trade to \(Wording.place(target)) still served, by how many sellers are taken out", kind: .lines, unit: "%",
      categories: steps.map(String.init), series: series,
      caveats: [
        "Along the bottom: how many sellers are taken out, of \(Wording.number(network.count)). The steps are not even.",
        "A simulation over the records, no forecast. The two lines with a part taken over are of sellers \(order == "value" ? "by value" : order == "degree" ? "by number of buyers" : "on lists"): between them lies what is known of substitution.",
        "A measure on a country takes out all goods that originate there, whoever sells them.",
      ], sql: sql)
  }

  /// The part of the value that is left at each step; nil where the sellers of this order are not known so far.
  /// - Parameter place: where a seller stands in the order; nil when the sellers given are all of it.
  static func left(_ sellers: [Seller], place: KeyPath<Seller, Int>?, of network: Network, at steps: [Int]) -> [Double?] {
    var (sums, sum) = ([0.0], 0.0)
    for (index, seller) in sellers.enumerated() {
      // Sellers of other orders may stand between: from the first gap on the order is not known.
      if let place, seller[keyPath: place] != index + 1 { break }
      sum += seller.value
      sums.append(sum)
    }
    return steps.map { $0 < sums.count ? clamp(1 - sums[$0] / network.total) : nil }
  }
}
