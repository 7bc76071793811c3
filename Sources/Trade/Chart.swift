// SPDX-License-Identifier: Apache-2.0

/// A drawn figure: series of values over categories, from measures, or from what a finding works out.
package struct Chart: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable { case bars, lines }

  package struct Series: Sendable, Hashable {
    package var name: String
    /// One a category; nil where there is no figure.
    package var values: [Double?]

    package init(name: String, values: [Double?]) {
      self.name = name
      self.values = values
    }
  }

  package var id: String
  package var title: String
  package var kind: Kind
  package var unit: String
  package var categories: [String]
  package var series: [Series]
  /// Windows to shade, by category: events.
  package var marks: [String]
  package var caveats: [String]
  package var sql: [String]

  package init(
    id: String, title: String, kind: Kind, unit: String, categories: [String], series: [Series], marks: [String] = [],
    caveats: [String] = [], sql: [String]
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.unit = unit
    self.categories = categories
    self.series = series
    self.marks = marks
    self.caveats = caveats
    self.sql = sql
  }
}
