// SPDX-License-Identifier: Apache-2.0

/// Cells of the files that the `names` commands write. Text comes out as it went in, or it could not be joined to its row.
enum OutputCell {
  static func text(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  /// Four digits after the point.
  static func score(_ score: Double) -> String {
    let number = Int((score * 10_000).rounded())
    let digits = String(number % 10_000)
    return "\(number / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
