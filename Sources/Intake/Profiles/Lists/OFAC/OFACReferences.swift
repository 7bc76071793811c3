// SPDX-License-Identifier: Apache-2.0

import Trade

/// What the parties of a file in the Advanced Sanctions List Standard refer to by number. Meanings are taken from the words
/// of the file's own reference values, never from numbers known beforehand.
struct OFACReferences {
  /// The words of a kind of value (`AliasType`, `PartySubType` …) by number.
  private var words: [String: [String: String]] = [:]
  private var countries: [String: String] = [:]
  private var partyTypes: [String: String] = [:]
  var places: [String: Place] = [:]
  private var documents: [String: [Document]] = [:]

  struct Place {
    var country: String?
    var area: String?
    /// Kinds of parts, such as a street or a city, and what stands there.
    var parts: [(type: String, value: String)] = []
  }

  struct Document {
    var type: String?
    var identity: String?
    var number: String?
  }

  struct DateParts {
    var year: Int?
    var month: Int?
    var day: Int?

    var period: Period? {
      guard let year else { return nil }
      guard let month, month > 0 else { return Period.year(year) }
      guard let day, day > 0 else { return Period.month(year, month) }
      return Day(year: year, month: month, day: day).map(Period.init(day:))
    }
  }

  mutating func add(_ kind: String, _ id: String, _ value: String, _ attributes: [String: String]) {
    words[kind, default: [:]][id] = value
    switch kind {
    case "Country":
      countries[id] = attributes["ISO2"].flatMap { CountryWords.code($0, .iso2) } ?? CountryWords.code(value, .name)
    case "AreaCode": words["AreaCode country", default: [:]][id] = attributes["CountryID"]
    case "PartySubType": partyTypes[id] = attributes["PartyTypeID"]
    default: break
    }
  }

  mutating func add(_ document: Document) {
    if let identity = document.identity { documents[identity, default: []].append(document) }
  }

  func word(_ kind: String, _ id: String?) -> String? { id.flatMap { words[kind]?[$0] }?.nonEmpty }

  func documents(of identity: String) -> [Document] { documents[identity] ?? [] }

  /// person | vessel | aircraft | organisation, by the words of the party's type; the sub-type of a person or body is
  /// "Unknown", that of a means of transport says which.
  func kind(ofSubtype id: String?) throws -> String {
    let subtype = word("PartySubType", id)?.lowercased() ?? ""
    let type = word("PartyType", id.flatMap { partyTypes[$0] })?.lowercased() ?? ""
    if subtype == "vessel" || subtype == "aircraft" { return subtype }
    switch type {
    case "individual": return "person"
    case "entity": return "organisation"
    default:
      throw ListRowProblem(
        reason: "kind", column: "PartySubTypeID",
        detail: "The file does not say what kind of party this is ('\(type)', '\(subtype)'). Fetch the file again.")
    }
  }

  func country(_ place: Place) -> String? {
    (place.country ?? place.area.flatMap { words["AreaCode country"]?[$0] }).flatMap { countries[$0] }
  }

  /// The parts of a place from the street to the country, in words; nil where only a country is known.
  func address(_ place: Place) -> ListedRow.Address? {
    let order = ["ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION"]
    let named = place.parts.map { (word("LocPartType", $0.type)?.uppercased() ?? "", $0.value) }
    let parts = order.flatMap { kind in named.filter { $0.0 == kind }.map(\.1) }.filter { !$0.isEmpty }
    guard !parts.isEmpty else { return nil }
    let name = word("Country", place.country)
    return ListedRow.Address(address: (parts + [name].compactMap { $0 }).joined(separator: ", "), country: country(place))
  }
}
