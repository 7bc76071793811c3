// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// Digests as 64 lower-case hexadecimal digits.
enum Hex {
  static func sha256(_ text: String) -> String { string(SHA256.hash(data: Data(text.utf8))) }

  static func string(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
