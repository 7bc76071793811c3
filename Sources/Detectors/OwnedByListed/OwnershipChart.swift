// SPDX-License-Identifier: Apache-2.0

import Measures
import Parties
import Trade
import Warehouse

/// Who owns whom, and who is on a list, on any day.
struct OwnershipChart: Sendable {
  struct Stake: Sendable, Hashable {
    var owner: String
    var owned: String
    /// Per cent; nil = not stated.
    var share: Double?
    var from: Day?
    var to: Day?
    var source: String
    var row: Int

    func holds(on day: Day) -> Bool { (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true) }
  }

  struct Listed: Sendable, Hashable {
    var interval: ListingInterval
    var certainty: Double
    var isByNumber = true
  }

  /// What listed parties own of one firm on a day.
  struct Holding: Sendable, Hashable {
    struct Part: Sendable, Hashable {
      var owner: String
      var share: Double?
      /// On a list itself; else owned by such parties.
      var isListed: Bool
      /// Taken for an entry of a list by its name: another body may bear it.
      var isByName = false
      /// Owned by such parties only if shares that are not stated are large enough.
      var isDoubtful = false
      var source: String
      var row: Int
    }

    var stakes: [Part] = []
    /// The sum of the stated shares, and of all that it could be; both at most 100.
    var low = 0.0
    var high = 0.0
    /// Of the weakest match in the chain.
    var certainty = 1.0
    /// A match in the chain is by name.
    var isByName = false

    func reaches(_ threshold: Double) -> Bool { !stakes.isEmpty && low >= threshold }
    func mayReach(_ threshold: Double) -> Bool { !stakes.isEmpty && high >= threshold }

    /// Shares that are not stated, of these parties or further up, leave the sum open.
    var isOpen: Bool { high > low }
  }

  /// Stakes by what they are of.
  private(set) var stakes: [String: [Stake]] = [:]
  private(set) var listed: [String: [Listed]] = [:]
  let threshold: Double

  init(stakes: [Stake], listed: [String: [Listed]], threshold: Double) {
    self.stakes = Dictionary(grouping: stakes, by: \.owned)
    self.listed = listed
    self.threshold = threshold
  }

  init(at desk: any Desk, minimumScore: Double, threshold: Double) async throws {
    let table = try await desk.table(
      """
      SELECT a.party AS owner, b.party AS owned, o.share, o.start_date, o.end_date, o.source, o."row"
      FROM ownership AS o JOIN party_identity AS a ON a.identity = o.owner_identity
      JOIN party_identity AS b ON b.identity = o.owned_identity WHERE a.party <> b.party
      ORDER BY a.party, b.party, o.source, o."row"
      """)
    let (owners, owned, shares) = (try table.words("owner"), try table.words("owned"), try table.doubles("share"))
    let (from, to) = (try table.days("start_date"), try table.days("end_date"))
    let (sources, rows) = (try table.words("source"), try table.counts("row"))
    let stakes = (0..<table.count).map { row in
      Stake(
        owner: owners[row], owned: owned[row], share: shares[row], from: from[row], to: to[row], source: sources[row], row: rows[row])
    }
    let lists = try await desk.table(
      """
      SELECT p.party, p.score, p.by_number, l.listed_from, l.listed_by, l.delisted_from, l.delisted_by
      FROM listed_party AS p JOIN listing AS l ON l.source = p.source AND l.list = p.list AND l.entry = p.entry
      ORDER BY p.party, p.list, p.source, p.entry
      """)
    let (parties, scores, numbers) = (try lists.words("party"), try lists.doubles("score"), try lists.booleans("by_number"))
    let (lf, lb) = (try lists.days("listed_from"), try lists.days("listed_by"))
    let (df, db) = (try lists.days("delisted_from"), try lists.days("delisted_by"))
    var listed: [String: [Listed]] = [:]
    for row in 0..<lists.count {
      let certainty = numbers[row] == true ? 1 : scores[row] ?? 0
      guard certainty >= minimumScore else { continue }
      listed[parties[row], default: []].append(
        Listed(
          interval: ListingInterval(listedFrom: lf[row], listedBy: lb[row], delistedFrom: df[row], delistedBy: db[row]),
          certainty: certainty, isByNumber: numbers[row] == true))
    }
    self.init(stakes: stakes, listed: listed, threshold: threshold)
  }

  /// Firms that somebody owns a part of, sorted.
  var firms: [String] { stakes.keys.sorted() }

  /// The surest match of somebody who was on a list on that day; nil when nobody was for certain.
  func listing(of party: String, on day: Day) -> Listed? {
    (listed[party] ?? []).filter { ListingStatus(of: $0.interval, on: Period(day: day)) == .listedThen }
      .max { ($0.isByNumber ? 1 : 0, $0.certainty) < ($1.isByNumber ? 1 : 0, $1.certainty) }
  }

  func holding(of party: String, on day: Day) -> Holding {
    var path: Set<String> = [party]
    return holding(of: party, on: day, path: &path)
  }

  /// One stake an owner: sources state the same one in several versions, so the greatest share that is stated counts.
  private func current(of party: String, on day: Day) -> [Stake] {
    var best: [String: Stake] = [:]
    for stake in stakes[party] ?? [] where stake.holds(on: day) {
      if let known = best[stake.owner], (known.share ?? -1) >= (stake.share ?? -1) { continue }
      best[stake.owner] = stake
    }
    return best.values.sorted { $0.owner < $1.owner }
  }

  /// - Parameter path: the firms below; a ring of firms that own each other adds nothing.
  private func holding(of party: String, on day: Day, path: inout Set<String>) -> Holding {
    var holding = Holding()
    for stake in current(of: party, on: day) where !path.contains(stake.owner) {
      let listing = listing(of: stake.owner, on: day)
      var certainty = listing?.certainty
      let isListed = listing != nil
      var isByName = listing.map { !$0.isByNumber } ?? false
      var isDoubtful = false
      if !isListed {
        path.insert(stake.owner)
        let above = self.holding(of: stake.owner, on: day, path: &path)
        path.remove(stake.owner)
        if above.mayReach(threshold) {
          (certainty, isByName, isDoubtful) = (above.certainty, above.isByName, !above.reaches(threshold))
        }
      }
      guard let certainty else { continue }
      holding.stakes.append(
        Holding.Part(
          owner: stake.owner, share: stake.share, isListed: isListed, isByName: isByName, isDoubtful: isDoubtful, source: stake.source,
          row: stake.row))
      holding.certainty = min(holding.certainty, certainty)
      holding.isByName = holding.isByName || isByName
      if !isDoubtful { holding.low = min(100, holding.low + (stake.share ?? 0)) }
      holding.high = min(100, holding.high + (stake.share ?? 100))
    }
    return holding
  }
}
