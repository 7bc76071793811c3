// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How often things occur in a list, as natural logarithms, for ``DuplicateTerm``.
final class ListCounts: Sendable {
  /// By name: how many differently written names are made of the same words in any order, legal forms aside.
  let crowds: Grow<Float>
  /// By unit: how many names hold it.
  let units: Grow<Float>
  /// By unit: how much it says, minus the log of its share of names. Names of public lists count along, as in ``Rarity``, so that
  /// a short list knows what is common.
  let says: Grow<Float>
  /// By country; 0 is none.
  let countries: Grow<Float>
  let names: Float

  init(_ core: IndexCore, _ alike: AlikeNames) {
    // Rounded, so that no machine's logarithm can move a pair over a limit.
    func log(_ count: Int) -> Float { Float((Foundation.log(Double(max(1, count))) * 4096).rounded() / 4096) }
    var counts: [UInt32: Int32] = [:]
    counts.reserveCapacity(alike.count)
    for group in 0..<alike.count { counts[core.names.base[alike.first(group)].unordered, default: 0] += 1 }
    let crowds = Grow<Float>(repeating: 0, count: core.count)
    for name in 0..<core.count where core.names.base[name].count > 0 {
      crowds.base[name] = log(Int(counts[core.names.base[name].unordered] ?? 1))
    }
    let units = Grow<Float>(repeating: 0, count: core.unitKeys.count)
    let says = Grow<Float>(repeating: 0, count: core.unitKeys.count)
    let all = log(core.count + Lexicon.standard.countedNames)
    for unit in 0..<units.count {
      let own = core.postings.count(unit)
      units.base[unit] = log(own)
      says.base[unit] = all - log(own + Int(Lexicon.standard.counts[core.unitKeys.base[unit]] ?? 0))
    }
    var inCountry = [Int](repeating: 0, count: core.countries.count + 1)
    for name in 0..<core.count { inCountry[Int(core.names.base[name].country)] += 1 }
    let countries = Grow<Float>(repeating: 0, count: inCountry.count)
    for (country, count) in inCountry.enumerated() { countries.base[country] = log(count) }
    self.crowds = crowds
    self.units = units
    self.says = says
    self.countries = countries
    names = log(core.count)
  }
}
