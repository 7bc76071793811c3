// SPDX-License-Identifier: Apache-2.0

import Detectors
package import Parties

extension Investigation {
  /// The unsure pairs of the case. Prepares it first, so that they are those of the sources and judgements as they are.
  /// - Parameter weighsFindings: whether the detectors are run to see which findings name the parties.
  package func review(weighsFindings: Bool) async throws -> ReviewQueue {
    _ = try await prepare()
    let findings =
      weighsFindings
      ? try await DetectorRegistry.run(at: desk(), options: inquiry.detectorOptions).flatMap(\.findings) : nil
    return try await ReviewQueue.make(parties, findings: findings)
  }

  /// For telling whether a judgement can stand.
  package func judgementCheck() async throws -> JudgementCheck { try await parties.judgementCheck() }
}
