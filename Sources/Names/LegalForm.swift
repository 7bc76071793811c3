// SPDX-License-Identifier: Apache-2.0

/// A legal form found in a name: `ООО`, `Co., Ltd.`, `有限公司`.
package struct LegalForm: Sendable, Hashable {
  /// What kind of body it is. Two names whose forms are of different classes, none of them ``company``, are names of
  /// different bodies: `ООО «Альфа»` is not `АО «Альфа»`.
  package enum Class: String, Sendable, CaseIterable {
    /// Says that it is a company and no more: `Ltd`, `Co.`, `有限公司`, forms that translations use for any other.
    case company
    case limited, stock, partnership, cooperative, state, nonprofit
    /// A natural person in business: `ИП`, `ФОП`. Never the same party as a company of the same name.
    case trader
  }

  package enum Place: String, Sendable {
    case any, start, end
  }

  package var kind: Class
  /// How a reader sees it in Latin letters: `OOO`, `Co., Ltd.`
  package var code: String
  package var place: Place
  package var language: String

  /// What tells two bodies of one name apart: the class, and the language where a form is bound to countries of that
  /// language. Nil for a form that says only "company".
  package var distinction: String? {
    guard kind != .company else { return nil }
    return Self.boundLanguages.contains(language) ? "\(kind.rawValue)/\(language)" : kind.rawValue
  }

  /// Languages whose forms translations keep. Russian ones are not: ООО and its English or Chinese renderings meet.
  static let boundLanguages = [
    "de", "it", "tr", "pl", "cs", "hu", "fi", "sv", "nl", "da", "no", "hr", "bg", "lv", "lt", "et", "vi", "id",
  ]

  /// False when the distinctions of two names show that they are names of different bodies. A name that says nothing
  /// fits both.
  package static func fit(_ left: Set<String>, _ right: Set<String>) -> Bool {
    if left.isEmpty || right.isEmpty { return true }
    return left.contains { a in
      right.contains { b in
        if a == b { return true }
        let (x, y) = (a.split(separator: "/"), b.split(separator: "/"))
        return x[0] == y[0] && (x.count == 1 || y.count == 1)
      }
    }
  }
}
