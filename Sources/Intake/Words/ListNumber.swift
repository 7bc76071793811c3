// SPDX-License-Identifier: Apache-2.0

import Foundation
import Names

/// Numbers as sanctions lists print them, told apart by their shape and check digits, helped by the printed label.
enum ListNumber {
  /// `INN`, `OGRN`, `USCC`, `LEI`, `IMO` where the check digits fit; `tax` or `registration` for all others.
  ///
  /// - Parameters:
  ///   - label: what the list prints beside it: `Tax ID/INN`, `CR No.`, `USCC` …
  ///   - kind: what the column says when the number itself says nothing.
  static func classified(_ text: String, label: String? = nil, otherwise kind: String) -> ListedRow.Number? {
    let bare = text.trimmingCharacters(in: CharacterSet(charactersIn: " .,;:\u{A0}\""))
    guard bare.contains(where: \.isNumber) else { return nil }
    let found = RegistryNumber.candidates(bare)
    let named = label.flatMap { RegistryNumber.Kind(named: $0) }
    if let number = found.first(where: { $0.kind == named }) ?? found.first {
      return ListedRow.Number(kind: number.kind.rawValue, number: number.value)
    }
    // Shorter numbers are too often right by chance to be told by their digits: the label has to name them.
    if let named, named.identifies, let number = RegistryNumber(named, bare) {
      return ListedRow.Number(kind: number.kind.rawValue, number: number.value)
    }
    let compact = bare.uppercased().filter { !$0.isWhitespace && $0 != "-" }
    if let label, label.localizedCaseInsensitiveContains("IMO") || kind == "IMO", isIMO(compact) {
      return ListedRow.Number(kind: "IMO", number: String(compact.suffix(7)))
    }
    if kind == "IMO", isIMO(compact) { return ListedRow.Number(kind: "IMO", number: String(compact.suffix(7))) }
    return ListedRow.Number(kind: kind == "IMO" ? "registration" : kind, number: compact)
  }

  /// A ship's number of the International Maritime Organization: seven digits, the last a check sum of the others.
  static func isIMO(_ text: String) -> Bool {
    let digits = (text.hasPrefix("IMO") ? text.dropFirst(3) : text[...]).compactMap(\.wholeNumberValue)
    guard digits.count == 7, text.filter(\.isNumber).count == 7 else { return false }
    return zip(digits, [7, 6, 5, 4, 3, 2]).map { $0 * $1 }.reduce(0, +) % 10 == digits[6]
  }

  /// Splits `7830001910 (Tax ID/INN)`, `CR No. 3176428`, `ИНН/Tax ID: 7701234567` into number and label.
  static func labelled(_ text: String) -> (number: String, label: String?) {
    if let open = text.lastIndex(of: "("), let close = text.lastIndex(of: ")"), open < close {
      let outside = text[..<open].trimmingCharacters(in: .whitespaces)
      if outside.contains(where: \.isNumber) { return (outside, String(text[text.index(after: open)..<close])) }
    }
    guard let first = text.firstIndex(where: { $0.isASCII && ($0.isNumber) }), first != text.startIndex,
      text[..<first].contains(where: { $0 == " " || $0 == ":" })
    else { return (text, nil) }
    let label = text[..<first].trimmingCharacters(in: CharacterSet(charactersIn: " .:#№"))
    // A letter that belongs to the number, such as the CZ of a Czech one, is no label.
    return label.count < 2 ? (text, nil) : (String(text[first...]), label)
  }
}
