// SPDX-License-Identifier: Apache-2.0

package import Claims
package import Trade

/// Everything that publishing needs to know of a finished investigation.
package struct CaseResult: Sendable {
  package var title: String
  package var summary: String?
  /// The folder's name.
  package var name: String
  package var asOf: Day
  package var engine: String
  /// In order of importance.
  package var findings: [Finding]
  package var claims: [ClaimResult]
  package var ledger: [LedgerEntry]
  package var parties: [PartyLine]
  package var statements: [Statement]
  package var events: [DatedEvent]
  package var enquiries: [Enquiry]
  package var goods: [GoodsLine]
  /// Figures drawn as charts, each with its data.
  package var charts: [Chart]
  /// What an editor should know before relying on any of it.
  package var caveats: [String]
  package var stocks: [DeclaredStock]

  package init(
    title: String, summary: String?, name: String, asOf: Day, engine: String, findings: [Finding],
    claims: [ClaimResult], ledger: [LedgerEntry], parties: [PartyLine], statements: [Statement], events: [DatedEvent],
    enquiries: [Enquiry], goods: [GoodsLine], charts: [Chart], caveats: [String],
    stocks: [DeclaredStock] = []
  ) {
    self.stocks = stocks
    self.title = title
    self.summary = summary
    self.name = name
    self.asOf = asOf
    self.engine = engine
    self.findings = findings
    self.claims = claims
    self.ledger = ledger
    self.parties = parties
    self.statements = statements
    self.events = events
    self.enquiries = enquiries
    self.goods = goods
    self.charts = charts
    self.caveats = caveats
  }
}

/// One party of the case.
package struct PartyLine: Sendable, Hashable {
  package var id: String
  package var name: String
  package var latinName: String?
  package var country: String?
  /// `INN 7701234567`, …
  package var numbers: [String]
  /// A day, or a longer stretch when only the month or year is known.
  package var registered: Period?
  package var roles: [PartyRole]
  /// Records in which it appears.
  package var records: Int
  /// Other spellings in the records.
  package var alsoWritten: [String]
  /// "EU 833/2014 Annex IV, listed 2022-12-16", …
  package var listings: [String]

  package init(
    id: String, name: String, latinName: String?, country: String?, numbers: [String], registered: Period?,
    roles: [PartyRole], records: Int, alsoWritten: [String], listings: [String]
  ) {
    self.id = id
    self.name = name
    self.latinName = latinName
    self.country = country
    self.numbers = numbers
    self.registered = registered
    self.roles = roles
    self.records = records
    self.alsoWritten = alsoWritten
    self.listings = listings
  }
}

/// One kind of goods that records of the case were found to be of.
package struct GoodsLine: Sendable, Hashable {
  package var id: String
  package var title: String
  package var goodsClass: GoodsClass
  package var list: String
  package var records: Int

  package init(id: String, title: String, goodsClass: GoodsClass, list: String, records: Int) {
    self.id = id
    self.title = title
    self.goodsClass = goodsClass
    self.list = list
    self.records = records
  }
}
