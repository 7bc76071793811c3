// SPDX-License-Identifier: Apache-2.0

import Trade

extension YoungImporter {
  /// An age in whole months, as far as the dates are known.
  struct Age: Sendable, Hashable {
    /// Nil when the dates are too wide to name one number.
    var value: Int?
    /// Nil when the value is exact.
    var bounds: Bounds?

    struct Bounds: Sendable, Hashable {
      var low: Int
      var high: Int
    }

    /// Nil when the first record surely lies before the registration.
    init?(registered: Period, first: Period) {
      guard first.to >= registered.from else { return nil }
      let low = max(0, first.from.wholeMonths(since: registered.to))
      let high = max(0, first.to.wholeMonths(since: registered.from))
      if low == high {
        value = low
      } else {
        bounds = Bounds(low: low, high: high)
        let (from, to) = (registered.from, first.from)
        let isWithinMonths = registered.isWithinOneMonth && first.isWithinOneMonth
        value = isWithinMonths ? max(0, (to.year - from.year) * 12 + to.month - from.month) : nil
      }
    }

    /// The one number where there is one, else the least that it can be.
    var least: Int { value ?? bounds?.low ?? 0 }

    func isSure(under months: Int) -> Bool { (value ?? bounds?.high ?? .max) < months }

    /// `6 months`, `about 6 months`, `5 to 17 months`, `less than a month`.
    var words: String {
      switch (value, bounds) {
      case (0?, nil): "less than a month"
      case (let value?, nil): Wording.count(value, "month")
      case (let value?, _?): value == 0 ? "about a month or less" : "about \(Wording.count(value, "month"))"
      case (nil, let bounds?): "\(bounds.low) to \(Wording.count(bounds.high, "month"))"
      case (nil, nil): "an unknown time"
      }
    }
  }

  /// A buyer with its first filing or shipment.
  struct First: Sendable, Hashable {
    var party: String
    var registered: Period
    /// From the earliest day on which the first record may be dated to the latest.
    var period: Period
    var grade: EvidenceGrade
    /// Records of this party that are surely dated before its registration.
    var before: Int
    /// The register entry was found by name, not by number.
    var isByName: Bool
  }

  /// How sure it is that the register entry is of this buyer.
  enum Certainty: Sendable, Hashable {
    case byNumber
    /// By name, and records and register name the same place.
    case samePlace([String])
    /// By name, and the name has several words besides its legal form.
    case longName
    /// By a name of one word alone: many firms bear such a name.
    case nameAlone

    var weight: Double {
      switch self {
      case .byNumber: 1
      case .samePlace: 0.95
      case .longName: 0.7
      case .nameAlone: YoungImporter.nameAloneWeight
      }
    }
  }

  struct Lead: Sendable, Hashable {
    var first: First
    var age: Age
    var certainty: Certainty
    var registeredSince: Bool
    var times: Double?
    var median: Sizes.Median?
    /// Against buyers that were as young.
    var among: Sizes.Rank?
    var score: Double
  }

  func isYoung(_ first: First) -> Bool {
    Age(registered: first.registered, first: first.period).map { $0.least < months } ?? false
  }

  /// Nil when the buyer is not young, or the register entry is plainly not its own.
  func lead(for first: First, sizes: Sizes, certainty: Certainty?) -> Lead? {
    guard let certainty, let age = Age(registered: first.registered, first: first.period), age.least < months else {
      return nil
    }
    let registeredSince = first.registered.from >= since
    let median = sizes.median(without: first.party, atLeast: peers)
    let times = median.flatMap { median in
      sizes.size(of: first.party, in: median.unit).map { $0 / median.value }
    }
    var score = 0.5 + 0.3 * (1 - Double(age.least) / Double(months))
    if registeredSince { score += 0.1 }
    if let times, times >= 10 { score += 0.1 }
    if !age.isSure(under: months) { score -= 0.2 }
    if first.before > 0 { score -= 0.2 }
    return Lead(
      first: first, age: age, certainty: certainty, registeredSince: registeredSince, times: times, median: times == nil ? nil : median,
      among: sizes.rank(of: first.party, under: 2 * months),
      score: max(0, score) * first.grade.weight * certainty.weight)
  }

  /// The quantities of first filings, by unit.
  struct Sizes: Sendable {
    struct Median: Sendable, Hashable {
      var value: Double
      var unit: String
      var peers: Int
    }

    /// Where a first filing stands among those of buyers under so many months of age, in the same unit.
    struct Rank: Sendable, Hashable {
      /// Others that filed for less, and all others.
      var smaller: Int
      var others: Int
      var months: Int
      var unit: String
    }

    private var byParty: [String: (unit: String, quantity: Double)] = [:]
    private var sorted: [String: [Double]] = [:]
    /// Quantities with the least age of the buyer in months, by unit.
    private var aged: [String: [(age: Int, quantity: Double)]] = [:]

    /// A buyer whose first filing is in several units is left out: no one number says its size.
    /// - Parameter ages: whole months at the first filing, at the least.
    init(_ quantities: [(party: String, unit: String, quantity: Double)], ages: [String: Int] = [:]) {
      var parties: Set<String> = []
      var several: Set<String> = []
      for entry in quantities where !parties.insert(entry.party).inserted { several.insert(entry.party) }
      for entry in quantities where !several.contains(entry.party) && entry.quantity > 0 {
        byParty[entry.party] = (entry.unit, entry.quantity)
        sorted[entry.unit, default: []].append(entry.quantity)
        if let age = ages[entry.party] { aged[entry.unit, default: []].append((age, entry.quantity)) }
      }
      for unit in sorted.keys { sorted[unit]?.sort() }
    }

    /// Nil when fewer than five others were as young.
    func rank(of party: String, under months: Int) -> Rank? {
      guard let own = byParty[party] else { return nil }
      let young = (aged[own.unit] ?? []).filter { $0.age < months }
      // The party itself is one of them, and not smaller than itself.
      guard young.count - 1 >= 5 else { return nil }
      return Rank(
        smaller: young.count { $0.quantity < own.quantity }, others: young.count - 1, months: months, unit: own.unit)
    }

    func size(of party: String, in unit: String) -> Double? {
      byParty[party].flatMap { $0.unit == unit ? $0.quantity : nil }
    }

    /// The median of all others' first filings in the unit of this party's own.
    func median(without party: String, atLeast peers: Int) -> Median? {
      guard let own = byParty[party], var others = sorted[own.unit], let at = others.firstIndex(of: own.quantity) else { return nil }
      others.remove(at: at)
      guard others.count >= peers, !others.isEmpty else { return nil }
      let middle = others.count / 2
      let value = others.count.isMultiple(of: 2) ? (others[middle - 1] + others[middle]) / 2 : others[middle]
      return Median(value: value, unit: own.unit, peers: others.count)
    }
  }
}
