// SPDX-License-Identifier: Apache-2.0

import Trade

/// One total over another, with what the undisclosed records leave open.
struct Ratio: Sendable, Hashable {
  var value: Double?
  var bounds: Bounds

  /// - Throws: `undisclosed` when neither end is known, `divisionByZero`.
  static func of(_ top: Total, over bottom: Total) throws -> Ratio {
    if bottom.bounds.exact == 0 { throw MeasureError.zero(bottom.figure.label) }
    let (above, below) = (top.bounds, bottom.bounds)
    var bounds = Bounds.unknown
    if let low = above.low, let high = below.high, high > 0 { bounds.low = low / high }
    if let high = above.high, let low = below.low, low > 0 { bounds.high = high / low }
    if bounds == .unknown { throw MeasureError.undisclosedRatio }
    var value: Double?
    if let one = top.figure.value, let other = bottom.figure.value, other != 0 { value = one / other }
    return Ratio(value: value, bounds: bounds)
  }

  /// A part over the whole that contains it: what is open in the part is open in the whole, too.
  static func share(of part: Total, in whole: Total) throws -> Ratio {
    if whole.bounds.exact == 0 { throw MeasureError.zero(whole.figure.label) }
    guard let low = part.bounds.low, let all = whole.bounds.low else { throw MeasureError.undisclosedRatio }
    // The rest of the whole: its lower end, and its upper one where that is known.
    let rest = all - low
    var most: Double?
    if let high = part.bounds.high, let top = whole.bounds.high {
      most = top - high
    } else if part.undisclosed == whole.undisclosed {
      most = rest
    }
    var bounds = Bounds.unknown
    if let most, low + most > 0 { bounds.low = low / (low + most) }
    if let high = part.bounds.high, high + rest > 0 { bounds.high = high / (high + rest) }
    if bounds == .unknown { throw MeasureError.undisclosedRatio }
    var value: Double?
    if let one = part.figure.value, let other = whole.figure.value, other != 0 { value = one / other }
    return Ratio(value: value, bounds: bounds)
  }

  /// As a figure that rests on the two.
  func figure(
    _ label: String, unit: String, from parts: [Figure], caveats: [String] = [], scale: (Double) -> Double = { $0 }
  ) -> Figure {
    let isExact = bounds.exact != nil
    var notes = parts.flatMap(\.caveats) + caveats
    if !isExact {
      switch (bounds.low, bounds.high) {
      case (_?, nil): notes.append("Because of what is not disclosed, this is a lower bound.")
      case (nil, _?): notes.append("Because of what is not disclosed, this is an upper bound.")
      default: break
      }
    }
    return Figure(
      label: label, value: value.map(scale), low: isExact ? nil : bounds.low.map(scale),
      high: isExact ? nil : bounds.high.map(scale), unit: unit, sql: parts.flatMap(\.sql).uniqued,
      evidence: parts.dropFirst().reduce(parts.first?.evidence ?? .none) { $0.union($1.evidence) },
      caveats: notes.uniqued)
  }
}
