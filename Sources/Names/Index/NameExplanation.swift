// SPDX-License-Identifier: Apache-2.0

/// Why two names score as they do: which words met which, at what weight, what the features say and what was taken off.
package struct NameExplanation: Sendable, Hashable {
  package struct Meeting: Sendable, Hashable {
    package var left: String
    package var right: String
    /// `same`, `translated`, `sound`, `typo` …
    package var how: String
    /// 0 … 1
    package var likeness: Double
    /// 0 … 1: how much the word says in the list at hand.
    package var weight: Double

    package init(left: String, right: String, how: String, likeness: Double, weight: Double) {
      self.left = left
      self.right = right
      self.how = how
      self.likeness = likeness
      self.weight = weight
    }
  }

  package struct Word: Sendable, Hashable {
    package var text: String
    package var weight: Double

    package init(text: String, weight: Double) {
      self.text = text
      self.weight = weight
    }
  }

  package struct Feature: Sendable, Hashable {
    package var name: String
    package var value: Double
    package var weight: Double
    package var contribution: Double { value * weight }

    package init(name: String, value: Double, weight: Double) {
      self.name = name
      self.value = value
      self.weight = weight
    }
  }

  package struct Qualifier: Sendable, Hashable {
    package var name: String
    /// The score is multiplied by it.
    package var factor: Double
    package var reason: String

    package init(name: String, factor: Double, reason: String) {
      self.name = name
      self.factor = factor
      self.reason = reason
    }
  }

  /// The calibrated probability that both name the same.
  package var score: Double
  package var words: [Meeting]
  package var leftOnly: [Word]
  package var rightOnly: [Word]
  /// Legal forms, which were recognised and took no part.
  package var leftForms: [String] = []
  package var rightForms: [String] = []
  package var features: [Feature]
  package var qualifiers: [Qualifier]
  /// One line for people.
  package var because: String

  /// What a feature came to.
  package func value(of feature: NameFeature) -> Double {
    features.indices.contains(feature.rawValue) ? features[feature.rawValue].value : 0
  }

  package init(
    score: Double, words: [Meeting], leftOnly: [Word], rightOnly: [Word], features: [Feature], qualifiers: [Qualifier],
    because: String
  ) {
    self.score = score
    self.words = words
    self.leftOnly = leftOnly
    self.rightOnly = rightOnly
    self.features = features
    self.qualifiers = qualifiers
    self.because = because
  }
}
