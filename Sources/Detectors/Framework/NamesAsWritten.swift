// SPDX-License-Identifier: Apache-2.0

import Measures
import Names
import Parties

/// Names as people write them: `DJI` in `SZ DJI Technology Co., Ltd.`. Whom a name means is decided in `Parties`.
enum NamesAsWritten {
  /// Shorter names than this are found only as whole names: `HP` stands in too many others.
  static let shortestPart = 3

  /// The key, and its form in Latin letters where the name is in another script.
  static func keys(_ name: String) -> [NameKey] {
    guard let key = NameKey.make(name) else { return [] }
    return [key] + (key.latin.map { [$0] } ?? [])
  }

  /// True when both name the same, or the words of `part` stand whole and in order in `name`.
  static func holds(_ name: [NameKey], _ part: [NameKey]) -> Bool {
    part.contains { part in
      name.contains { key in
        key.text == part.text || (part.text.count >= shortestPart && key.contains(part))
      }
    }
  }

  /// The parties that a name means, by id.
  static func parties(_ name: String, at desk: any Desk) async throws -> [String] {
    try await PartyLookup { try await desk.table($0) }.parties(name)
  }
}
