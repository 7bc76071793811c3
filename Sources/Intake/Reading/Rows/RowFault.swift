// SPDX-License-Identifier: Apache-2.0

/// Why a row could not be split into cells, or holds what is no text.
struct RowFault: Error, Equatable {
  enum Kind: Equatable {
    case cells(found: Int, expected: Int)
    case unterminatedQuote
    case textAfterQuote
    case longCell
    case longRow
    case zeroByte
    case invalidByte(UInt8)
    /// The row is not what its format says it should be: the reason's name, and why.
    case syntax(String, String)
  }

  var kind: Kind
  /// 0-based; nil when the row as a whole is at fault.
  var column: Int?

  var reason: String {
    switch kind {
    case .cells: "cells"
    case .unterminatedQuote: "unterminated-quote"
    case .textAfterQuote: "text-after-quote"
    case .longCell: "long-cell"
    case .longRow: "long-row"
    case .zeroByte: "zero-byte"
    case .invalidByte: "encoding"
    case .syntax(let reason, _): reason
    }
  }

  /// What is wrong and what to do.
  func detail(encoding: TextEncoding) -> String {
    switch kind {
    case .cells(let found, let expected):
      return "The row has \(found) cells where the file has \(expected) columns; "
        + "quote cells that hold the delimiter, a quote or a line break."
    case .unterminatedQuote:
      return "A quote is opened and not closed within 1 MiB; close it, or double quotes that belong to the text. "
        + "Reading went on at the next line."
    case .textAfterQuote:
      return "Text follows a closing quote; double quotes that belong to the text. Reading went on at the next line."
    case .longCell: return "A cell is longer than 1 MiB; shorten it. Reading went on at the next line."
    case .longRow: return "The row is longer than 8 MiB; is a line break missing? Reading went on at the next line."
    case .syntax(let reason, let why):
      return "The row is not well-formed \(reason.uppercased()): \(why). Reading went on behind it."
    case .zeroByte: return "The cell holds a zero byte, which is no text; remove it."
    case .invalidByte(let byte):
      let digits = String(byte, radix: 16, uppercase: true)
      let shown = "0x" + String(repeating: "0", count: 2 - digits.count) + digits
      switch encoding {
      case .utf8, .utf8OrLatin1:
        return "The byte \(shown) is not UTF-8; set `encoding:` to the file's own, "
          + "or to utf-8-or-latin-1 when only some rows are not UTF-8."
      default: return "The cell holds a byte that is no character of \(encoding.rawValue); is `encoding:` right?"
      }
    }
  }
}
