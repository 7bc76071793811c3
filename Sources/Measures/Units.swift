// SPDX-License-Identifier: Apache-2.0

/// Units of quantity as sources write them, brought to one word where they plainly mean the same.
package enum Units {
  private static let words: [String: [String]] = [
    "pieces": [
      "piece", "pieces", "pc", "pcs", "pce", "u", "unit", "units", "item", "items", "no", "number", "шт", "штука",
      "штук", "штуки", "ед", "件", "个",
    ],
    "kg": ["kg", "kgs", "kilogram", "kilograms", "kilogramme", "kilogrammes", "кг", "килограмм", "千克", "公斤"],
    "tonnes": ["t", "ton", "tons", "tonne", "tonnes", "mt", "тонна", "тонн", "т"],
    "pairs": ["pair", "pairs", "2u", "пара", "пар", "пары", "双"],
    "litres": ["l", "litre", "litres", "liter", "liters", "л", "литр", "литров"],
    "m": ["m", "metre", "metres", "meter", "meters", "м", "метр", "метров"],
    "m²": ["m2", "m²", "sqm", "м2", "м²"],
    "m³": ["m3", "m³", "cbm", "м3", "м³"],
    "sets": ["set", "sets", "компл", "комплект", "комплектов", "套"],
  ]
  private static let canonical: [String: String] = Dictionary(
    words.flatMap { word, spellings in spellings.map { ($0, word) } }, uniquingKeysWith: { first, _ in first })

  /// The common word for a unit, or the unit as it was written.
  package static func common(_ unit: String) -> String {
    let plain = unit.lowercased().filter { $0 != "." && $0 != " " }
    return canonical[plain] ?? unit
  }
}

extension Units {
  /// For "USD per …".
  static func single(_ unit: String) -> String {
    switch unit {
    case "pieces", "pairs", "sets", "litres", "units", "tonnes": String(unit.dropLast())
    default: unit
    }
  }
}
