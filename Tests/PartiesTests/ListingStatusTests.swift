// SPDX-License-Identifier: Apache-2.0

import Parties
import Testing
import Trade

struct ListingStatusTests {
  private func status(_ interval: (String?, String?, String?, String?), _ period: String?) throws -> ListingStatus {
    let days = try [interval.0, interval.1, interval.2, interval.3].map { text in try text.map { try #require(Day($0)) }
    }
    let listing = ListingInterval(listedFrom: days[0], listedBy: days[1], delistedFrom: days[2], delistedBy: days[3])
    return ListingStatus(of: listing, on: try period.map { try #require(Period($0)) })
  }

  @Test(arguments: [
    ("2022-12-15", ListingStatus.listedSince), ("2022-12-16", .listedThen), ("2023", .listedThen),
    ("2022-12", .notYetKnown),
    ("2022-11", .listedSince),
  ])
  func `A known day divides before and after; a month around it stays open`(period: String, status: ListingStatus)
    throws
  {
    #expect(try self.status(("2022-12-16", "2022-12-16", nil, nil), period) == status)
  }

  @Test(arguments: [
    ("2021-03", ListingStatus.listedSince), ("2022-01", .notYetKnown), ("2023-06", .notYetKnown),
    ("2024-05-03", .listedThen),
  ])
  func `Between two snapshots nobody can tell`(period: String, status: ListingStatus) throws {
    #expect(try self.status(("2021-04-30", "2024-05-03", nil, nil), period) == status)
  }

  @Test(arguments: [
    ("2019", ListingStatus.listedSince), ("2020-06", .listedThen), ("2021-01", .notYetKnown),
    ("2022-01-01", .noLongerListed),
    ("2020-12-01..2021-01-31", .notYetKnown),
  ])
  func `Delisting ends it`(period: String, status: ListingStatus) throws {
    #expect(try self.status(("2020-01-01", "2020-01-01", "2021-01-01", "2021-12-31"), period) == status)
  }

  @Test func `Unknown ends and undated records are never listed then`() throws {
    #expect(try status((nil, nil, nil, nil), "2022") == .notYetKnown)
    #expect(try status(("2020-01-01", nil, nil, nil), "2022") == .notYetKnown)
    #expect(try status((nil, "2020-01-01", nil, nil), "2019") == .notYetKnown)
    #expect(try status(("2020-01-01", "2020-01-01", nil, nil), nil) == .notYetKnown)
    // Delisted at some time that the list does not give the start of.
    #expect(try status(("2020-01-01", "2020-01-01", nil, "2023-01-01"), "2022") == .notYetKnown)
  }

  @Test func `The words say what is known`() throws {
    let day = try #require(Day("2022-12-16"))
    let known = ListingInterval(listed: day)
    #expect(ListingStatus.listedThen.wording(known) == "was on the list (listed 2022-12-16)")
    #expect(
      ListingStatus.listedSince.wording(known) == "was not on the list then; it came onto it later (listed 2022-12-16)")
    let late = ListingInterval(listedFrom: nil, listedBy: day, delistedFrom: day, delistedBy: nil)
    #expect(
      ListingStatus.notYetKnown.wording(late)
        == "is on the list, but whether it was when the record was made can't be told (listed on or before 2022-12-16; delisted on or after 2022-12-16)"
    )
    #expect(ListingStatus.noLongerListed.wording(late) == "was no longer on the list (delisted on or after 2022-12-16)")
    let unknown = ListingInterval(listedFrom: nil, listedBy: nil)
    #expect(ListingStatus.notYetKnown.wording(unknown).hasSuffix("(listed on a day that the list does not give)"))
  }
}
