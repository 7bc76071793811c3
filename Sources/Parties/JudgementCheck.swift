// SPDX-License-Identifier: Apache-2.0

import Documents

/// Tells before a judgement is written whether it can stand beside numbers and the other judgements.
package struct JudgementCheck: Sendable {
  let identities: [Identity]
  let companies: [CompanyEntry]

  /// - Throws: ``DocumentError`` at the judgement that can't stand.
  package func check(_ judgements: [Judgement]) throws {
    _ = try PartyResolver.resolve(identities, companies: companies, judgements: judgements, likeness: nil)
  }
}
