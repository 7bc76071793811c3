// SPDX-License-Identifier: Apache-2.0

import Trade

/// How the rows of a sanctions list become entries, names, numbers and addresses.
package struct ListRecipe: Sendable {
  var columns: [ColumnUse]
  /// The number of columns of a file without header.
  var headerless: Int?
  /// The family of lists of which a file is a snapshot, from the file's rows; a family without entries in a snapshot
  /// has lost them all. Nil for files that only add names or addresses.
  var isSnapshot: Bool
  /// Turns the cells of one row, in the order of ``columns``, into what it lists.
  var read: @Sendable (_ cells: [String?]) throws -> ListedRow
}

/// Why a row of a list was rejected.
struct ListRowProblem: Error {
  var reason: String
  var column: String
  var detail: String
}

/// What one row of a list says.
struct ListedRow: Sendable {
  struct Name: Sendable, Hashable {
    /// primary | alias | weak | former
    var kind: String
    var name: String
  }

  struct Number: Sendable, Hashable {
    var kind: String
    var number: String
  }

  struct Address: Sendable, Hashable {
    var address: String
    var country: String?
  }

  /// What was listed; nil for a row that adds to an entry of another file.
  struct Entry: Sendable {
    /// organisation | person | vessel | aircraft | unknown
    var kind: String
    var name: String
    var country: String?
    var program: String?
    var reason: String?
    /// The day of listing as the list states it, or the ends of the month or year that it states.
    var stated: Period?
    /// The last day on the list as the list states it.
    var ended: Day?
  }

  var family: String
  var list: String
  var id: String
  var entry: Entry?
  /// Rows of the same id add to one entry, which the first of them with a name makes.
  var joins = false
  var names: [Name] = []
  var numbers: [Number] = []
  var addresses: [Address] = []
}
