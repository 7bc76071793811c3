// SPDX-License-Identifier: Apache-2.0

/// Which of a publisher's ways of writing countries a column uses. Narrower is safer: `CH` is Switzerland, and in some
/// files China.
package enum CountryCodes: String, Sendable, CaseIterable {
  case iso3, iso2, name, m49
  /// Any of them.
  case any

  var phrase: String {
    switch self {
    case .iso3: "by an ISO alpha-3 code"
    case .iso2: "by an ISO alpha-2 code"
    case .name: "by name in English, Russian or Chinese"
    case .m49: "by a UN M49 or Comtrade number"
    case .any: "by code or name"
    }
  }
}
