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
}
