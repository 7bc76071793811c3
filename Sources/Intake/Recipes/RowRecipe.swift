// SPDX-License-Identifier: Apache-2.0

import Warehouse

/// How the rows of a source become canonical rows, as one set-based statement for each table.
///
/// Fragments of SQL here speak of these columns of the staged rows: `c0`, `c1` … the cells as text, NULL where empty;
/// `w0` … the meaning of a word, with `w0f` and `w0t` the first and last day of a period; `n0` … a number.
package struct RowRecipe: Sendable {
  /// Columns of the file; the number is that of `c0`, `c1` ….
  var columns: [ColumnUse] = []
  var words: [WordUse] = []
  var numbers: [NumberUse] = []
  /// In the order in which they are tested.
  var checks: [RowCheck] = []
  /// How many of the checks come before ``lacksValue``.
  var valueChecks = 0
  /// True for a row that states no value at all, which is excluded under the built-in rule `no-value`.
  var lacksValue: SQL?
  var records: [RecordShape] = []
  var mentions: [MentionShape] = []
  /// Columns of `company` with their values.
  var company: [(column: String, value: SQL)]?
  /// Columns of `exchange_rate` with their values.
  var rate: [(column: String, value: SQL)]?
  /// Columns of `ownership` with their values; who owns and is owned stand among ``mentions``.
  var ownership: [(column: String, value: SQL)]?
  /// Columns in which words may stand for "undisclosed".
  var undisclosable: [UndisclosableColumn] = []
  /// Texts of those columns, by number, that do: found in the file before its rows become records.
  var undisclosed: [Int: [String]] = [:]
  /// Columns of `record` that the source carries only if one of these columns of the file is there.
  var optional: [String: [Int]] = [:]
  /// Columns that the file turned out not to have, or in which nothing stands.
  var absent: Set<Int> = []
  /// Columns of `record` that the source carries at all.
  var carried: [String] = []
}

/// One record that a row gives.
struct RecordShape: Sendable {
  var part: Int
  /// Columns of `record` with their values.
  var values: [(column: String, value: SQL)]
  /// When false, this part gives no record.
  var isPresent: SQL?
  /// A file that lacks all of these columns gives no records of this part.
  var needs: [Int] = []
}

/// A part that somebody plays in the records of a row.
struct MentionShape: Sendable {
  var role: String
  var name: SQL
  var country: SQL
  /// Cell with a registration number.
  var number: SQL?
  /// `INN` …; nil = by its shape.
  var numberKind: String?
  var address: SQL?
}

/// A column in which words may stand for "undisclosed": they are kept, and the cell counts as empty.
struct UndisclosableColumn: Sendable, Hashable {
  var column: Int
  /// What the column holds, to go before the words in a note: `value`, `consignee` ….
  var label: String
}

/// Columns whose distinct words are read once and joined.
struct WordUse: Sendable, Hashable {
  var kind: WordKind
  /// One column, or two that are read together.
  var columns: [Int]
}

/// A column of numbers.
struct NumberUse: Sendable, Hashable {
  /// Which texts of the column count.
  enum Part: Sendable, Hashable {
    case all
    /// All but "over 54000" …
    case exact
    /// … and only the number in that.
    case over
  }

  var column: Int
  var form = NumberForm()
  var part = Part.all
}

/// How a publisher writes numbers.
struct NumberForm: Sendable, Hashable {
  /// `.` or `,`; nil = the column's values decide.
  var decimal: Character?
  /// Between thousands, besides space; nil = nothing.
  var thousands: Character?
  var scale: Double = 1
  /// Texts that stand for "no number".
  var empty: [String] = []
  /// All numbers of the column are plain: nothing but digits, a sign and a point.
  var isPlain = false
  /// Numbers that could be read in two ways are refused.
  var refusesUnclear = false
  /// What to do about a number that can't be read, where the column as a whole says it.
  var hint: String?
}

/// A condition under which a row is rejected.
struct RowCheck: Sendable {
  enum Detail: Sendable {
    /// The words' own problem, by number of the word.
    case problem(word: Int)
    /// A cell that is no number, by number of the column.
    case number(column: Int, form: NumberForm)
    case text(String)
  }

  var reason: String
  /// The name of the column in the file.
  var column: String?
  var fails: SQL
  var detail: Detail
  /// The built-in rule under which such rows are excluded; nil = they are rejected.
  var exclusion: String?
}
