// SPDX-License-Identifier: Apache-2.0

import Names
import Testing

struct QualityTests {
  private let scored: [(score: Double, isMatch: Bool)] = [
    (0.9, true), (0.8, false), (0.7, true), (0.7, false), (0.2, false), (0.1, true),
  ]

  @Test func `Average precision is that of its definition`() {
    // Steps of a third at precision 1, then 2 of 4, then 3 of 6.
    #expect(abs(Quality.averagePrecision(scored) - (1.0 / 3 + 0.5 / 3 + 0.5 / 3)) < 1e-12)
    #expect(Quality.averagePrecision([]) == 0)
  }

  @Test func `The area under the curve counts pairs in the right order`() {
    // Of 9: 0.9 beats 3, 0.7 beats 1 and ties 1, 0.1 beats none.
    #expect(abs(Quality.areaUnderCurve(scored) - 4.5 / 9) < 1e-12)
  }

  @Test func `Precision and recall are taken at the threshold`() {
    let at = Quality.at(0.7, scored)
    #expect(at.precision == 0.5 && abs(at.recall - 2.0 / 3) < 1e-12 && abs(at.f1 - 4.0 / 7) < 1e-12)
    #expect(Quality.at(0.95, scored).precision == 0)
  }

  @Test func `The halves are of nearly equal size and always the same`() {
    let fitted = (0..<2000).count { FittingHalf.isFitted("ofac-\($0)") }
    #expect((850...1150).contains(fitted))
    #expect(FittingHalf.isFitted("ofac-36") == FittingHalf.isFitted("ofac-36"))
  }
}
