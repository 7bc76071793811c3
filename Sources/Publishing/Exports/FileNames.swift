// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// Gives out names for files and anchors: safe on every file system, and never the same twice.
package struct FileNames {
  package init() {}

  private var taken: Set<String> = []

  /// The id itself where it is safe and free; else made safe, or put behind `prefix`, with a mark of the id.
  package mutating func name(for id: String, or prefix: String) -> String {
    let safe = FileNames.safe(id)
    for candidate in [safe, "\(prefix)-\(safe)", "\(prefix)-\(FileNames.mark(id))"]
    where taken.insert(candidate.lowercased()).inserted {
      return candidate
    }
    var number = 2
    while !taken.insert("\(prefix)-\(FileNames.mark(id))-\(number)").inserted { number += 1 }
    return "\(prefix)-\(FileNames.mark(id))-\(number)"
  }

  /// ASCII letters, digits, `.`, `_` and `-`, not beginning with a dot, at most 100 long. An id that is not so by itself
  /// ends in a mark of its own, so that two different ids stay two.
  static func safe(_ id: String) -> String {
    let kept = id.unicodeScalars.map { scalar -> Character in
      let plain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return plain || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    let text = String(kept)
    if text == id, !text.isEmpty, !text.hasPrefix("."), text.utf8.count <= 100 { return text }
    let words = text.split(separator: "-").joined(separator: "-")
    let start = String(words.drop { $0 == "." }.prefix(80))
    return start.isEmpty ? mark(id) : "\(start)-\(mark(id))"
  }

  /// The first eight hexadecimal digits of the id's SHA-256.
  static func mark(_ id: String) -> String {
    SHA256.hash(data: Data(id.utf8)).prefix(4).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
