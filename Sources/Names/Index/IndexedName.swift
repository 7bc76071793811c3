// SPDX-License-Identifier: Apache-2.0

/// A name of a list; its place in the list is its identity.
package struct IndexedName: Sendable, Hashable {
  package var name: String
  /// As the list writes it; empty and nil say nothing. Compared without case, and only when both sides state one.
  package var country: String?

  package init(_ name: String, country: String? = nil) {
    self.name = name
    self.country = country
  }
}

/// What the names of a list name. The two are compared in different ways.
package enum NameKind: String, Sendable, CaseIterable, Hashable {
  case organisation, person
}

/// Two names of a list that are close.
package struct NamePair: Sendable, Hashable {
  /// The earlier place of the two.
  package var a: Int
  package var b: Int
  /// The probability that they name the same.
  package var score: Double

  package init(a: Int, b: Int, score: Double) {
    self.a = a
    self.b = b
    self.score = score
  }
}
