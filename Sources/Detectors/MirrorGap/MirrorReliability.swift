// SPDX-License-Identifier: Apache-2.0

import Statistics
import Trade

/// Whose figures are as a rule farther from their partners': |gap| of each route on effects of its exporter and its
/// importer, by least squares, as BACI weighs reporters (Gaulier and Zignago 2010, §3).
struct MirrorReliability: Sendable {
  /// The mean distance that a country's reports add, against the average country; ln.
  private(set) var effects: [String: Double]

  /// Nil with fewer than four countries, or routes too few to tell the countries apart.
  init?(_ pairs: [MirrorPair]) {
    let gaps = pairs.compactMap { pair in pair.gap(pair.common).map { (pair.origin, pair.destination, $0.magnitude) } }
    self.init(gaps: gaps.map { (exporter: $0.0, importer: $0.1, distance: $0.2) })
  }

  init?(gaps: [(exporter: String, importer: String, distance: Double)]) {
    let countries = Set(gaps.flatMap { [$0.exporter, $0.importer] }).sorted()
    guard countries.count >= 4, gaps.count > countries.count else { return nil }
    // One effect a country, whichever side it reports on; both reports of a route add their part.
    let columns = countries.map { country in gaps.map { ($0.exporter == country ? 1.0 : 0) + ($0.importer == country ? 1 : 0) } }
    guard let fit = LeastSquares(columns: columns, outcome: gaps.map(\.distance)),
      let mean = Descriptive.mean(fit.coefficients)
    else { return nil }
    effects = Dictionary(uniqueKeysWithValues: zip(countries, fit.coefficients.map { $0 - mean }))
  }

  func words(_ pair: MirrorPair) -> String? {
    guard let one = effects[pair.origin], let other = effects[pair.destination] else { return nil }
    let (farther, nearer) = one > other ? (pair.origin, pair.destination) : (pair.destination, pair.origin)
    return "Over all routes that both sides state, \(Wording.whose(farther)) figures are as a rule farther from its partners' than \(Wording.whose(nearer))."
  }
}
