// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Names of countries in the languages of customs papers, as the Unicode locale data have them. Asked only for words that
/// the project's own table does not know.
enum CountryNames {
  /// ISO alpha-2 of a name, small letters without accents; nil when it is not known, or names different countries in
  /// different languages.
  static func code(_ folded: String) -> String? { table[folded] ?? nil }

  static let languages = [
    "en", "es", "tr", "fr", "de", "pt", "it", "nl", "pl", "uk", "be", "kk", "ky", "uz", "hy", "ka", "az", "tg", "ar",
    "fa", "ja", "ko", "vi", "id", "th", "hi", "cs", "ro", "sr", "bg", "zh_Hans", "zh_Hant", "ru",
  ]

  private static let table: [String: String?] = {
    var table: [String: String?] = [:]
    let regions = Locale.Region.isoRegions.map(\.identifier).filter { $0.count == 2 && $0.allSatisfy(\.isLetter) }
    for language in languages {
      let locale = Locale(identifier: language)
      for region in regions {
        guard let name = locale.localizedString(forRegionCode: region), name.uppercased() != region else { continue }
        let key = CountryWords.folded(name)
        // A word that two languages give to two countries names neither.
        if let known = table[key], known != region { table[key] = .some(nil) } else { table[key] = region }
      }
    }
    return table
  }()
}
