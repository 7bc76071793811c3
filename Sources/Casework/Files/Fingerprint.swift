// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// Keys that tell whether something was worked out from the same inputs.
enum Fingerprint {
  static func of(_ data: Data) -> String { SHA256.hash(data: data).hex }

  static func of(_ parts: [String]) -> String { of(Data(parts.joined(separator: "\u{1F}").utf8)) }
}
