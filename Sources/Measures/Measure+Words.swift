// SPDX-License-Identifier: Apache-2.0

import Trade

extension Measure {
  /// The question in plain English: "growth of the value of aramid fibre from China to Russia in 2022 against 2021".
  package var words: String {
    let noun = noun
    switch how {
    case .total: return total(over: period?.description)
    case .growth: return "growth of the \(noun) in \(text(period)) against \(text(against))"
    case .multiple: return "\(noun) in \(text(period)) as a multiple of \(text(against))"
    case .share: return "share of \(which.words(unless: within)) in the \(whole)"
    case .partOfYear: return "\(noun) in \(text(period)) as a part of \(text(against))"
    case .yearToDate: return "growth of the \(noun) in the months of \(text(period)) that \(text(against)) has, too"
    case .runRate:
      let held = against.map { " against \($0)" } ?? ""
      return "\(noun) of \(text(period)) scaled to twelve months\(held)"
    case .record: return "\(noun) in \(text(period)) against the highest before"
    case .unitValue:
      let per = of == .weight ? "weight" : of == .quantity ? "quantity" : "unit"
      return "value per \(per) of \(which.words)\(period.map { " in \($0)" } ?? "")"
    }
  }

  /// "value of drones to Russia in 2022"
  func total(over period: String?) -> String { noun + (period.map { " in \($0)" } ?? "") }

  /// The whole of a share.
  var whole: String {
    var measure = self
    measure.which = within ?? which
    return measure.total(over: period?.description)
  }

  private var noun: String {
    switch of {
    case .indicator: (which.indicator ?? "indicator") + which.words(named: false)
    case .parties:
      "number of "
        + (which.roles.isEmpty ? "parties" : which.roles.map { "\($0.rawValue)s" }.joined(separator: " and "))
        + " of \(which.words)"
    case .records: "number of records of \(which.words)"
    case .value, .weight, .quantity: "\(of.rawValue) of \(which.words)"
    }
  }

  private func text(_ period: Period?) -> String { period?.description ?? "the whole time" }
}

extension Selection {
  /// "aramid fibre from China to Russia"
  package var words: String { words(named: true) }

  func words(named: Bool) -> String {
    var words = named ? goodsWords : ""
    if flow == "two-way" {
      words += " between \(countries(from)) and \(countries(to))"
    } else {
      if !from.isEmpty { words += " from \(countries(from))" }
      if !to.isEmpty { words += " to \(countries(to))" }
    }
    if !parties.isEmpty { words += " of \(either(parties))" }
    if !roles.isEmpty, !parties.isEmpty { words += " as \(either(roles.map(\.rawValue)))" }
    if let codeLength { words += ", codes of \(codeLength) digits" }
    var by: [String] = []
    if !reporter.isEmpty { by.append(countries(reporter)) }
    if !sources.isEmpty { by.append(sources.joined(separator: ", ")) }
    if !by.isEmpty { words += " as reported by \(by.joined(separator: " in "))" }
    if let flow, flow != "two-way", reporter.isEmpty { words += " (\(flow)s)" }
    return words
  }

  /// What tells this from the whole that it is a part of.
  func words(unless whole: Selection?) -> String {
    guard let whole else { return words }
    var parts: [String] = []
    if goods != whole.goods, !goods.isEmpty { parts.append(goodsWords) }
    if from != whole.from, !from.isEmpty { parts.append(countries(from)) }
    if to != whole.to, !to.isEmpty { parts.append(countries(to)) }
    if parties != whole.parties, !parties.isEmpty { parts.append(either(parties)) }
    return parts.isEmpty ? words : parts.joined(separator: ", ")
  }

  private var goodsWords: String {
    if goods.isEmpty || goods == ["TOTAL"] { return "trade" }
    if goods.count > 6 { return "\(goods.count) kinds of goods" }
    return either(
      goods.map { $0.hasPrefix("hs:") ? "HS \($0.dropFirst(3))" : $0.replacing("-", with: " ") })
  }

  private func countries(_ codes: [String]) -> String {
    either(codes.map { $0 == "WLD" ? "all partners" : CountryName.of($0) })
  }

  private func either(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
