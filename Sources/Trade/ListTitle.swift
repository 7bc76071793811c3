// SPDX-License-Identifier: Apache-2.0

/// What a sanctions list is called in a sentence; cases call lists by short ids.
public enum ListTitle {
  /// `OFAC's SDN list` for `ofac-sdn`, `Annex IV to Regulation (EU) No 833/2014` for `eu-833-2014-IV`; the id itself where it is
  /// not known, so that nothing is hidden.
  public static func of(_ id: String) -> String { names[id] ?? regulation(id) ?? id }

  private static let names = [
    "ofac-sdn": "OFAC's SDN list",
    "ofac-consolidated": "OFAC's consolidated list",
    "eu-consolidated": "the EU's consolidated list",
    "uk-sanctions": "the UK's sanctions list",
    "un-consolidated": "the UN Security Council's list",
    "us-1260h": "the US list of Chinese military companies (section 1260H)",
    "us-mieu": "the US list of military-intelligence end users",
    "us-cap": "OFAC's CAPTA list",
    "us-cmic": "OFAC's list of Chinese military-industrial companies",
    "us-dpl": "the US Denied Persons List",
    "us-dtc": "the US list of debarred arms exporters",
    "us-el": "the US Entity List",
    "us-isn": "the US list of nonproliferation sanctions",
    "us-meu": "the US Military End User List",
    "us-sdn": "OFAC's SDN list",
    "us-ssi": "OFAC's list of sectoral sanctions",
    "us-uvl": "the US Unverified List",
  ]

  /// Annexes of the Official Journal: `eu-NUMBER-YEAR-ANNEX`, and of an annex in parts `ANNEX.PART`.
  private static func regulation(_ id: String) -> String? {
    let parts = id.split(separator: "-", maxSplits: 3).map(String.init)
    guard parts.count >= 3, parts[0] == "eu", let number = Int(parts[1]), let year = Int(parts[2]) else { return nil }
    // Acts are numbered by year, then number, since 2015.
    let act = year >= 2015 ? "Regulation (EU) \(year)/\(number)" : year >= 2010 ? "Regulation (EU) No \(number)/\(year)" : "Regulation (EC) No \(number)/\(year)"
    guard parts.count == 4 else { return act }
    let annex = parts[3].split(separator: ".", maxSplits: 1).map(String.init)
    let part = annex.count == 2 ? annex[1].count <= 2 ? ", part \(annex[1])," : " (\(annex[1].lowercased()))" : ""
    return "Annex \(annex[0])\(part) to \(act)"
  }
}
