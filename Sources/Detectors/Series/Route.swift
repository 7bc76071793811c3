// SPDX-License-Identifier: Apache-2.0

import Trade

/// How the routes of series are put into words.
enum Route {
  /// `Exports of the 27 reporters of eu-exports to Kyrgyzstan`, `Imports recorded in shipments`.
  static func words(_ publisher: SeriesPublisher, partner: String?) -> String {
    if publisher.grade == .customs {
      return "\(publisher.flow == "export" ? "Exports" : "Imports") in the customs records of \(publisher.source)"
    }
    let who = Wording.places(publisher.reporters.filter { !$0.isEmpty }, most: 3)
    let several =
      publisher.reporters.count > 3 ? "the \(publisher.reporters.count) reporters of \(publisher.source)" : who.isEmpty ? publisher.source : who
    switch publisher.flow {
    case "export": return "Exports of \(several)" + (partner.map { " to \(Wording.place($0))" } ?? "")
    case "import": return "Imports of \(several)" + (partner.map { " from \(Wording.place($0))" } ?? "")
    default: return "Trade of \(several)" + (partner.map { " with \(Wording.place($0))" } ?? "")
    }
  }

  /// What is said of reporters that are not counted.
  static func caveats(_ publisher: SeriesPublisher) -> [String] {
    var caveats: [String] = []
    let left = publisher.leftOut.filter { !$0.isEmpty }
    if !left.isEmpty {
      caveats.append(
        "The same reporters are counted in all months; left out, since they do not publish throughout: \(Wording.places(left, most: 10)).")
    }
    let gaps = publisher.gaps.sorted().compactMap(\.period).map { Wording.time($0) }
    if !gaps.isEmpty { caveats.append("The source has no records of \(Wording.list(gaps, most: 12)); a month that is not there is not taken for nothing.") }
    let partial = publisher.partial.compactMap(\.period).map { Wording.time($0) }
    if !partial.isEmpty { caveats.append("Left out, since the records cover it in part: \(Wording.list(partial)).") }
    return caveats
  }

  /// `EUR 3.2 m`, `1,250 kg`.
  static func amount(_ value: Double, _ unit: SeriesPublisher.Unit) -> String {
    switch unit {
    case .money(let currency): money(value) + " " + currency
    default: Wording.number(value.rounded()) + " " + unit.words
    }
  }

  /// `3.2 m`, `1.25 bn`, `950,000`.
  static func money(_ value: Double) -> String {
    switch value.magnitude {
    case 1e9...: Wording.number(value / 1e9) + " bn"
    case 1e6...: Wording.number(value / 1e6) + " m"
    default: Wording.number(value.rounded())
    }
  }

  /// A number of times with three significant figures or so: `6.21`, `0.043`, `134`.
  static func times(_ value: Double) -> String {
    if value >= 100 { return Wording.number(value.rounded()) }
    if value >= 0.1 || value == 0 { return Wording.number(value) }
    return String((value * 10_000).rounded() / 10_000)
  }

  /// `p = 0.003`, `p < 0.0001`.
  static func p(_ value: Double) -> String {
    value < 0.0001 ? "p < 0.0001" : "p = \(String((value * 10_000).rounded() / 10_000))"
  }
}
