// SPDX-License-Identifier: Apache-2.0

import Trade

extension Measure {
  /// Why the question makes no sense as it stands, whatever the data; nil when it does.
  package var problem: String? {
    switch how {
    case .growth, .multiple, .partOfYear, .yearToDate:
      if period == nil || against == nil { return "'\(how.rawValue)' needs 'period' and 'against'." }
    case .share:
      if within == nil { return "'share' needs 'within', the whole that it is a part of." }
      if against != nil { return "'share' takes no 'against'." }
    case .runRate, .record:
      if period == nil { return "'\(how.rawValue)' needs a 'period'." }
      if of == .parties {
        return
          "Parties of several periods can't be added up; '\(how.rawValue)' is for value, weight, quantity or records."
      }
      if how == .record, against != nil { return "'record' takes no 'against': it looks at every earlier period." }
    case .total:
      if against != nil { return "'total' takes no 'against'; write how: growth, multiple or part-of-year." }
    case .unitValue:
      if against != nil { return "'unit-value' takes no 'against'." }
      if ![.value, .weight, .quantity].contains(of) {
        return "'unit-value' is of 'value' (by quantity, or weight where there is none), 'quantity' or 'weight'."
      }
    }
    if how != .share, within != nil { return "'within' is for 'share'." }
    if of == .indicator {
      if how != .total {
        return "An 'indicator' is one number that a publisher states: it is neither added up nor compared."
      }
      if which.indicator == nil { return "of: indicator needs 'indicator', its name." }
    } else if which.indicator != nil, of != .records, of != .parties {
      return "'indicator' goes with of: indicator."
    }
    if which.codesAsWritten, which.goods.isEmpty { return "'codes-as-written' is for goods." }
    if which.listedThen, !which.goods.contains(where: { !$0.hasPrefix("hs:") && $0 != "TOTAL" }) {
      return "'listed-then' is for goods of a list."
    }
    if which.listedThen, which.codesAsWritten {
      return "'listed-then' reads codes in their own edition and does not go with 'codes-as-written'."
    }
    return which.problem ?? within?.problem
  }
}

extension Selection {
  var problem: String? {
    for (key, words) in [("from", from), ("to", to)] {
      if words.contains("WLD"), words.count > 1 {
        return "'\(key)': WLD is all partners together and can't stand beside others."
      }
      for word in words where !Selection.isCountry(word) {
        return
          "'\(word)' in '\(key)' is no country: write ISO alpha-3 (CHN, RUS), a group (\(CountryGroup.all.map(\.id).joined(separator: ", "))) or WLD."
      }
    }
    for word in reporter where !Selection.isCountry(word) || word == "WLD" {
      return
        "'\(word)' is no reporter: write ISO alpha-3 (CHN, RUS) or a group (\(CountryGroup.all.map(\.id).joined(separator: ", ")))."
    }
    if let flow, !Selection.flows.contains(flow) {
      return "'\(flow)' is no flow: write export, import or two-way, as the reporter sees it."
    }
    for word in goods where word.hasPrefix("hs:") {
      let digits = word.dropFirst(3)
      guard (2...10).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        return "'\(word)' is no code: write hs: and 2 to 10 digits, such as hs:8542."
      }
    }
    if goods.contains("TOTAL"), goods.count > 1 {
      return "goods: TOTAL is all goods together and can't stand beside other goods."
    }
    if let codeLength, !(2...10).contains(codeLength) { return "'code-length' is 2 to 10 digits." }
    return nil
  }

  package static let flows = ["export", "import", "two-way"]

  private static func isCountry(_ word: String) -> Bool {
    word.count == 3 && word.allSatisfy { $0.isASCII && $0.isLetter && $0.isUppercase }
      || CountryGroup.named(word) != nil
  }
}
