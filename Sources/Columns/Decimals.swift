// SPDX-License-Identifier: Apache-2.0

/// Decimals as Arrow stores them: a whole number and a scale.
enum Decimals {
  /// A 128-bit number as it lies in memory; `Int128` itself may ask for more alignment than the buffer has.
  struct Halves: BitwiseCopyable {
    var low: UInt64
    var high: Int64
    var number: Int128 { Int128(high) << 64 | Int128(low) }
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// The nearest double.
  static func double(_ number: Int128, scale: Int) -> Double {
    // Both sides are exact up to these bounds, so the division rounds once, correctly.
    if number.magnitude <= 1 << 53, scale < powers.count { return Double(number) / powers[scale] }
    return Double(text(number, scale: scale)) ?? .nan
  }

  static func text(_ number: Int128, scale: Int) -> String {
    var digits = String(number.magnitude)
    if scale > 0 {
      if digits.count <= scale { digits = String(repeating: "0", count: scale - digits.count + 1) + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    return number < 0 ? "-" + digits : digits
  }
}
