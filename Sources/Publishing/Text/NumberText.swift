// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Numbers as text that never depends on the machine's locale.
package enum NumberText {
  /// Shortest digits that read back as the same number, without an exponent from 1e-7 up to 1e21. Nil for what is no
  /// number.
  package static func exact(_ value: Double) -> String? {
    guard value.isFinite else { return nil }
    if value == 0 { return "0" }
    let text = value.description
    guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    guard exponent >= -7, exponent < 21 else { return text }
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text[..<mark].drop { $0 == "-" }.split(separator: ".")
    let (whole, part) = (String(parts[0]), parts.count > 1 && parts[1] != "0" ? String(parts[1]) : "")
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + whole + part }
    if part.count <= exponent { return sign + whole + part + String(repeating: "0", count: exponent - part.count) }
    return sign + whole + part.prefix(exponent) + "." + part.dropFirst(exponent)
  }

  /// `1234567` becomes `1,234,567`.
  static func grouped(_ value: Int) -> String { grouped(digits: String(value)) }

  /// At most `decimals` digits after the point, zeros at the end left out, thousands marked by commas.
  static func grouped(_ value: Double, decimals: Int, rounding: FloatingPointRoundingRule = .toNearestOrEven) -> String {
    let scale = pow(10, Double(decimals))
    let (scaled, nearest) = (value * scale, (value * scale).rounded())
    // 0.29 × 100 is a little less than 29: rounding down must not make 0.28 of it.
    let isThere = abs(scaled - nearest) <= 1e-9 * max(1, abs(nearest))
    var text = String(format: "%.\(decimals)f", (isThere ? nearest : scaled.rounded(rounding)) / scale)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    if text == "-0" { text = "0" }
    return grouped(digits: text)
  }

  private static func grouped(digits: String) -> String {
    let sign = digits.hasPrefix("-") ? "-" : ""
    let parts = digits.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
    guard let whole = parts.first else { return digits }
    var out = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return sign + out + (parts.count > 1 ? "." + parts[1] : "")
  }
}
