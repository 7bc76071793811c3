// SPDX-License-Identifier: Apache-2.0

/// An English rendering of a text, for readers; the original stays beside it and is what counts.
package struct Rendering: Sendable, Hashable {
  /// Who made it.
  package enum Origin: String, Sendable, CaseIterable, Hashable {
    /// Word by word from the built-in glossary: good for knowing what a filing is about, not for quoting.
    case glossary
    /// By a translation server that the user named.
    case service
    /// By somebody who reads the language.
    case person
  }

  package var english: String
  package var origin: Origin
  /// The share of the words in Cyrillic or Chinese that the glossary knows, 0…1; 1 for the other origins. Unknown words
  /// stand in brackets, in Latin letters.
  package var known: Double

  package init(english: String, origin: Origin, known: Double) {
    self.english = english
    self.origin = origin
    self.known = known
  }
}
