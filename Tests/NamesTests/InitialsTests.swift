// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Names

/// Letters that stand alone are one abbreviation, unless spaces part some of them and not others.
struct InitialsTests {
  @Test(arguments: [
    ("Harbour Partners V L.P.", ["harbour", "partners", "v", "lp"]), ("A.B.C. S.A.", ["abc", "sa"]),
    ("Orto S. p. A.", ["orto", "spa"]), ("Orto S.p. A.", ["orto", "spa"]), ("Grain L.L. C.", ["grain", "llc"]),
    ("J. P. Rowan", ["jp", "rowan"]), ("J.P. Rowan", ["jp", "rowan"]), ("И К С", ["икс"]), ("ООО «И. К. С.»", ["ооо", "икс"]),
    ("X & Y Z.Q. Ltd", ["x", "and", "y", "zq", "ltd"]), ("A.B.", ["ab"]), ("A", ["a"]),
  ])
  func `Spaces part initials only where others have none`(name: String, words: [String]) {
    #expect(NameFolding.words(name) == words)
  }

  @Test(arguments: [
    ("Harbour Partners V L.P.", "Harbour Partners V LP"), ("Harbour Partners V L.P.", "Harbour Partners 5, L.P."),
    ("A.B.C. S.A.", "ABC S.A."), ("Harbour Partners X L.P.", "Harbour Partners X"),
  ])
  func `A number in front of a form of initials is read`(left: String, right: String) {
    #expect(NameExplanation.of(left, right).score >= 0.7)
  }

  @Test func `Different numbers in front of it stay different`() {
    #expect(NameExplanation.of("Harbour Partners V L.P.", "Harbour Partners VI L.P.").score < 0.7)
  }
}
