// SPDX-License-Identifier: Apache-2.0

/// What a column of a table is about.
package enum ColumnMeaning: String, Sendable, Hashable, CaseIterable {
  case unknown
  // When
  case date, period, year, month
  /// A date of something else than the shipment: of a contract, a manifest, a payment.
  case otherDate = "other-date"
  // Which paper
  case number, status, flow, procedure, line, document
  case recordID = "record-id"
  // What
  case goods, chapter, description, brand, model, variety
  /// The tariff's own words for a code.
  case codeText = "code-text"
  // Where
  case origin, dispatch, destination, trading, country, reporter, partner
  case port
  case customsOffice = "customs-office"
  // How much
  case value, currency, quantity, unit, weight, share, packages, duty
  case netWeight = "net-weight"
  case grossWeight = "gross-weight"
  case unitValue = "unit-value"
  /// Freight, insurance: a part of a value.
  case valuePart = "value-part"
  case exchangeRate = "exchange-rate"
  case weightUnit = "weight-unit"
  // Who
  case consignee, consignor, manufacturer, declarant
  case otherParty = "other-party"
  case partyAddress = "party-address"
  case partyNumber = "party-number"
  case partyCountry = "party-country"
  case partyContact = "party-contact"
  // How it went
  case transport, container, incoterms, payment, other
}

/// What a heading says: its meaning, and what qualifies it.
struct HeadingReading: Sendable, Hashable {
  var meaning: ColumnMeaning
  /// For a part of a party: whose.
  var role: ColumnMeaning?
  var concepts: Set<String>
  /// A rendering in English beside the original.
  var isEnglish: Bool { concepts.contains("english-mark") }

  private static let roles: [(concept: String, meaning: ColumnMeaning)] = [
    ("contract-holder", .otherParty), ("notify-party", .otherParty), ("guarantor", .otherParty), ("bank", .otherParty),
    ("carrier", .otherParty), ("declarant", .declarant), ("manufacturer", .manufacturer), ("consignee", .consignee),
    ("consignor", .consignor),
  ]

  init(_ heading: String) {
    let found = HeaderWords.concepts(heading)
    concepts = Set(found)
    (meaning, role) = HeadingReading.read(concepts, found)
  }

  private static func read(_ c: Set<String>, _ order: [String]) -> (ColumnMeaning, ColumnMeaning?) {
    func has(_ concepts: String...) -> Bool { concepts.contains(where: c.contains) }
    if c.isEmpty || c == ["english-mark"] { return (.unknown, nil) }
    if has("share") { return (has("duty") ? .duty : .share, nil) }
    if has("exchange-rate") { return (.exchangeRate, nil) }
    if has("record-id") { return (.recordID, nil) }
    if let (_, role) = roles.first(where: { c.contains($0.concept) }), !has("value", "fob", "cif", "duty", "date", "port") {
      return party(role, c)
    }
    // A price by its unit: FOB_UNIT_USD.
    if has("per-unit") || has("unit") && has("fob", "cif", "usd") { return (.unitValue, nil) }
    if has("status") { return (.status, nil) }
    if has("duty") { return (.duty, nil) }
    if has("value-part") { return (.valuePart, nil) }
    for (concept, meaning) in [
      ("incoterms", ColumnMeaning.incoterms), ("container", .container), ("valuation", .other), ("payment", .payment),
      ("code-text", .codeText),
    ] where has(concept) { return (meaning, nil) }
    if has("chapter") { return (has("description", "name") ? .codeText : .chapter, nil) }
    if has("goods") { return (has("description", "name") ? .codeText : .goods, nil) }
    if has("lesser-date") || has("date") && has("document", "payment", "transport") { return (.otherDate, nil) }
    if has("date") { return (.date, nil) }
    if has("month-year") || has("year") && has("month") { return (.period, nil) }
    if has("procedure"), !has("declaration-number") { return (.procedure, nil) }
    if let amount = amount(c) { return (amount, nil) }
    if has("port") { return (.port, nil) }
    if has("customs-office") { return (.customsOffice, nil) }
    if has("transport") { return (.transport, nil) }
    for (concept, meaning) in [
      ("reporter", ColumnMeaning.reporter), ("partner", .partner), ("origin", .origin), ("trading", .trading),
      ("dispatch", .dispatch), ("destination", .destination), ("country-code", .country),
    ] where has(concept) { return (meaning, nil) }
    if has("document") { return (.document, nil) }
    if has("declaration-number") { return (.number, nil) }
    for (concept, meaning) in [
      ("country", ColumnMeaning.country), ("year", .year), ("month", .month), ("brand", .brand), ("model", .model),
      ("variety", .variety), ("line", .line), ("description", .description), ("status", .status), ("flow", .flow),
      ("zone", .other), ("other", .other), ("address", .other), ("contact", .other), ("code", .other),
      ("number-word", .other), ("name", .unknown),
    ] where has(concept) { return (meaning, nil) }
    return (.unknown, nil)
  }

  private static func party(_ role: ColumnMeaning, _ c: Set<String>) -> (ColumnMeaning, ColumnMeaning?) {
    if c.contains("contact") { return (.partyContact, role) }
    if c.contains("address"), !c.contains("name") { return (.partyAddress, role) }
    if c.contains("country") || c.contains("country-code") { return (.partyCountry, role) }
    if c.contains("code") || c.contains("number-word") || c.contains("declaration-number"), !c.contains("name") {
      return (.partyNumber, role)
    }
    return (role, nil)
  }

  private static func amount(_ c: Set<String>) -> ColumnMeaning? {
    func has(_ concepts: String...) -> Bool { concepts.contains(where: c.contains) }
    if has("net-weight") { return .netWeight }
    if has("gross-weight") { return .grossWeight }
    if has("weight") { return has("unit") ? .weightUnit : .weight }
    if has("package-word") { return .packages }
    if has("unit"), !has("value", "usd", "quantity") { return .unit }
    if has("quantity"), !has("value") { return has("unit") && !has("number-word") ? .unit : .quantity }
    if has("currency"), !has("value", "total-of-shipment") { return .currency }
    if has("value", "fob", "cif", "total-of-shipment", "foreign") { return .value }
    if has("usd", "eur"), !has("country") { return .value }
    if has("tonne") { return .weight }
    return nil
  }
}
