// SPDX-License-Identifier: Apache-2.0

extension RowScanner {
  struct Limits {
    var cell = 1 << 20
    var row = 8 << 20
    /// How many bytes are asked for at once.
    var stretch = 1 << 20
  }

  enum Step: Equatable {
    /// A row; its cells are in ``cells``.
    case row
    case fault(RowFault)
    /// The end. `partial` is true when damaged data end inside of a row.
    case end(partial: Bool)
  }

  struct Span {
    var start: Int
    var end: Int
    /// Holds doubled quotes.
    var isEscaped: Bool
  }
}
