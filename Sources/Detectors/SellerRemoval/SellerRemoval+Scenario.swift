// SPDX-License-Identifier: Apache-2.0

import Statistics

extension SellerRemoval {
  /// What is left without the chosen sellers.
  struct Scenario: Sendable {
    var removed: [String]
    var remaining: [String]
    /// 0 … 1, nobody taking over.
    var served: Double
    var substitution: ClosedRange<Double>
    var band: ClosedRange<Double>
    var chance: (middle: Double, low: Double, high: Double)
    var buyersLost: Int
    var otherTrade: Double

    func words(_ order: String) -> String {
      let count = removed.count
      switch order {
      case "degree": return "the \(Wording.count(count, "seller")) with most buyers"
      case "listed": return "the \(Wording.count(count, "seller")) on the lists"
      default: return "the \(Wording.number(count)) largest sellers"
      }
    }
  }

  /// Nil when there is nobody to take out.
  func scenario(_ network: Network) -> Scenario? {
    let sorted =
      switch order {
      case "degree": network.first.sorted { $0.byDegree < $1.byDegree }
      case "listed": network.first.filter(\.isListed).sorted { $0.byValue < $1.byValue }
      default: network.first.sorted { $0.byValue < $1.byValue }
      }
    let count = order == "listed" ? sorted.count : min(remove, network.count)
    let removed = Array(sorted.prefix(count))
    guard !removed.isEmpty, removed.count == count else { return nil }
    let out = Set(removed.map(\.party))
    let served = Self.clamp(1 - removed.reduce(0) { $0 + $1.value } / network.total)
    let substitution = min(least, network.successorRate ?? least)...max(most, network.successorRate ?? most)
    func with(_ part: Double) -> Double { Self.clamp(served + part * (1 - served)) }
    let remaining = network.first.filter { !out.contains($0.party) }.sorted { $0.byValue < $1.byValue }
    return Scenario(
      removed: removed.map(\.party), remaining: remaining.prefix(5).map(\.party), served: served, substitution: substitution,
      band: with(substitution.lowerBound)...with(substitution.upperBound), chance: chance(network, count),
      buyersLost: network.lost.filter { $0.place <= count }.reduce(0) { $0 + $1.buyers }, otherTrade: removed.reduce(0) { $0 + $1.other })
  }

  static func clamp(_ share: Double) -> Double { min(1, max(0, share)) }

  /// Draws of as many sellers without replacement. Sellers beyond the first by value are taken at their mean, which moves
  /// the spread little: they are the small ones.
  private func chance(_ network: Network, _ count: Int) -> (middle: Double, low: Double, high: Double) {
    let large = network.first.filter { $0.byValue <= 200 }.map(\.value)
    let rest = network.count - large.count
    let mean = rest > 0 ? max(0, network.total - large.reduce(0, +)) / Double(rest) : 0
    var generator = SeededGenerator(seed: UInt64(seed))
    var served: [Double] = []
    for _ in 0..<rounds {
      var drawn: Set<Int> = []
      var taken = 0.0
      while drawn.count < min(count, network.count) {
        let index = generator.index(below: network.count)
        if drawn.insert(index).inserted { taken += index < large.count ? large[index] : mean }
      }
      served.append(Self.clamp(1 - taken / network.total))
    }
    served.sort()
    return (
      Descriptive.quantile(sorted: served, 0.5) ?? 0, Descriptive.quantile(sorted: served, 0.05) ?? 0,
      Descriptive.quantile(sorted: served, 0.95) ?? 0
    )
  }
}
