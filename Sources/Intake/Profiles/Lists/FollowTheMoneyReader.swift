// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// One pass over the lines; edges and sanctions wait for the entities that they name, which may come later.
struct FollowTheMoneyReader {
  let list: String
  let asOf: Day?
  let sink: EntitySink

  private struct Entity {
    var row: Int
    var kind: String
    var names: [String]
    var weak: [String]
    var former: [String]
    var country: String?
    var numbers: [ListedRow.Number]
    var addresses: [String]
    var isTarget: Bool
    var isSanctioned = false
  }

  private struct Link {
    var row: Int
    var schema: String
    var properties: [String: [String]]
    var id: String
    var original: String
    /// It stood inside of another entity, which is the row that counts.
    var isInner = false
  }

  private var entities: [String: Entity] = [:]
  private var links: [Link] = []
  /// Of edges and sanctions: the same one may stand inside of several entities.
  private var known: Set<String> = []

  init(list: String, asOf: Day?, sink: EntitySink) {
    self.list = list
    self.asOf = asOf
    self.sink = sink
  }

  mutating func read(_ bytes: any ByteStream) throws {
    let rows = JSONRows(objectsOf: bytes, at: FollowTheMoneyReader.place(try (bytes as? HeadStream)?.head(JSONPlace.head)))
    reading: while true {
      let step = try rows.next()
      if case .end = step {
        if let damage = rows.damage { sink.cutOff(damage) }
        break reading
      }
      let row = try sink.next()
      do {
        guard case .row = step, let object = try? JSONSerialization.jsonObject(with: Data(rows.whole)) as? [String: Any] else {
          throw FollowTheMoneyReader.noEntity
        }
        try take(object, row, shown: rows.original, isInner: false)
      } catch let problem as ListRowProblem {
        sink.reject(row, problem, original: String(decoding: rows.original.prefix(2000), as: UTF8.self))
      }
    }
    for link in links {
      do {
        try resolve(link)
        if !link.isInner { sink.accept() }
      } catch let problem as ListRowProblem {
        if link.isInner {
          sink.note("a \(link.schema) inside of an entity was left out: \(problem.detail)")
        } else {
          sink.reject(link.row, problem, original: link.original)
        }
      }
    }
    for (id, entity) in entities.sorted(by: { ($0.value.row, $0.key) < ($1.value.row, $1.key) })
    where entity.isTarget && !entity.isSanctioned {
      sink.listed.add(listed(entity, id: id, program: nil, reason: nil, stated: nil, ended: nil), row: entity.row)
    }
  }

  /// Where the entities stand: at the top, in an array there, or in one just below, such as `results`. The lists inside of
  /// a single entity are none of these.
  private static func place(_ head: ArraySlice<UInt8>?) -> JSONPlace {
    let place = head.map { JSONPlace($0) } ?? JSONPlace(keys: [])
    return place.keys.count > 2 || place.keys.contains("properties") ? JSONPlace(keys: []) : place
  }

  private static let noEntity = ListRowProblem(
    reason: "entity", column: "id",
    detail: "The line is no entity: a JSON object with 'id', 'schema' and 'properties'. Fetch the file again.")

  private mutating func take(_ object: [String: Any], _ row: Int, shown: [UInt8], isInner: Bool) throws {
    guard let id = object["id"] as? String, let schema = object["schema"] as? String,
      let raw = object["properties"] as? [String: Any]
    else { throw FollowTheMoneyReader.noEntity }
    var properties: [String: [String]] = [:]
    for (name, value) in raw.sorted(by: { $0.key < $1.key }) {
      for element in value as? [Any] ?? [value] {
        if let text = element as? String {
          properties[name, default: []].append(text)
        } else if let inner = element as? [String: Any], let innerID = inner["id"] as? String {
          properties[name, default: []].append(innerID)
          do {
            try take(inner, row, shown: shown, isInner: true)
          } catch let problem as ListRowProblem {
            sink.note("an entity inside of another was left out: \(problem.detail)")
          }
        }
      }
    }
    if ["Ownership", "Directorship", "Sanction"].contains(schema) {
      guard known.insert(id).inserted || !isInner else { return }
      links.append(
        Link(
          row: row, schema: schema, properties: properties, id: id, original: String(decoding: shown.prefix(2000), as: UTF8.self),
          isInner: isInner))
      return
    }
    guard let kind = FollowTheMoney.kinds[schema] else {
      if !isInner { sink.exclude(FollowTheMoney.otherEntities) }
      return
    }
    if isInner, entities[id] != nil { return }
    let caption = object["caption"] as? String
    let names = DelimitedList.unique([caption].compactMap { $0 } + (properties["name"] ?? []).sorted())
    guard !names.isEmpty else {
      throw ListRowProblem(
        reason: "empty-cell", column: "name", detail: "The entity has no name, and can't do without it.")
    }
    let topics = properties["topics"] ?? []
    let countries = (properties["jurisdiction"] ?? []) + (properties["country"] ?? []) + (properties["flag"] ?? [])
    entities[id] = Entity(
      row: row, kind: kind, names: names + (properties["alias"] ?? []).sorted(),
      weak: (properties["weakAlias"] ?? []).sorted(), former: (properties["previousName"] ?? []).sorted(),
      country: countries.lazy.compactMap { CountryWords.code($0, .iso2) }.first,
      // Numbers of natural persons are not needed to find companies in trade.
      numbers: kind == "person" ? [] : FollowTheMoneyReader.numbers(properties),
      addresses: kind == "person" ? [] : (properties["address"] ?? []).sorted(),
      isTarget: object["target"] as? Bool ?? topics.contains { $0 == "sanction" })
    if !isInner { sink.accept() }
  }

  private static func numbers(_ properties: [String: [String]]) -> [ListedRow.Number] {
    let kinds = [
      ("innCode", "tax"), ("ogrnCode", "registration"), ("uscCode", "registration"), ("leiCode", "LEI"),
      ("imoNumber", "IMO"), ("taxNumber", "tax"), ("registrationNumber", "registration"),
    ]
    return DelimitedList.unique(
      kinds.flatMap { name, kind in
        (properties[name] ?? []).sorted().compactMap { ListNumber.classified($0, otherwise: kind) }
      })
  }

  private mutating func resolve(_ link: Link) throws {
    let ends = ["Ownership": ("owner", "asset"), "Directorship": ("director", "organization")]
    guard let (first, second) = ends[link.schema] else { return try sanction(link) }
    let owner = try end(link, first)
    let owned = try end(link, second)
    let words = (link.properties["role"] ?? []) + (link.properties["ownershipType"] ?? [])
    let shares = (link.properties["sharesCount"] ?? []).map { "\($0) shares" }
    let note = ([link.schema == "Directorship" ? "director" : nil].compactMap { $0 } + words + shares).joined(
      separator: "; ")
    sink.own(
      row: link.row, owner: owner, owned: owned,
      share: link.schema == "Directorship" ? nil : try share(link.properties["percentage"]),
      from: try day(link, "startDate", earliest: true), to: try day(link, "endDate", earliest: false),
      note: note.nonEmpty)
  }

  private func end(_ link: Link, _ name: String) throws -> EntitySink.End {
    guard let id = link.properties[name]?.first, let entity = entities[id], let first = entity.names.first else {
      throw ListRowProblem(
        reason: "entity", column: name,
        detail:
          "The \(link.schema) names '\(link.properties[name]?.first ?? "nobody")', who is no company, person or ship "
          + "of the file; add the entity to it.")
    }
    return EntitySink.End(name: first, country: entity.country, number: entity.numbers.first)
  }

  /// `51`, `51%`, `51.5 %`; several values are not one share.
  private func share(_ texts: [String]?) throws -> Double? {
    guard let texts, let text = texts.first, texts.count == 1 else { return nil }
    let plain = text.replacing("%", with: "").replacing(",", with: ".").trimmingCharacters(in: .whitespaces)
    guard let share = Double(plain), (0...100).contains(share) else {
      throw ListRowProblem(
        reason: "share", column: "percentage", detail: "'\(text)' is no percentage from 0 to 100; correct it.")
    }
    return share
  }

  private func day(_ link: Link, _ name: String, earliest: Bool) throws -> Period? {
    let texts = link.properties[name] ?? []
    let periods = try texts.map { text in
      guard let period = ListDate.period(text) else {
        throw ListRowProblem(
          reason: "period", column: name, detail: "'\(text)' is no date; write yyyy-mm-dd, yyyy-mm or yyyy.")
      }
      return period
    }
    return earliest ? periods.min { $0.from < $1.from } : periods.max { $0.to < $1.to }
  }

  private mutating func sanction(_ link: Link) throws {
    guard let id = link.properties["entity"]?.first, var entity = entities[id] else {
      throw ListRowProblem(
        reason: "entity", column: "entity",
        detail:
          "The sanction names '\(link.properties["entity"]?.first ?? "nobody")', who is not in the file; add the entity."
      )
    }
    entity.isSanctioned = true
    entities[id] = entity
    // With several days of listing only the stretch between them is sure.
    let starts = try (link.properties["startDate"] ?? link.properties["listingDate"]).map { texts in
      try texts.map { text -> Period in
        guard let period = ListDate.period(text) else {
          throw ListRowProblem(
            reason: "period", column: "startDate", detail: "'\(text)' is no date; write yyyy-mm-dd, yyyy-mm or yyyy.")
        }
        return period
      }
    }
    var stated: Period?
    if let starts, let first = starts.map(\.from).min(), let last = starts.map(\.to).max() {
      stated = Period(from: first, to: last)
    }
    let ended = try day(link, "endDate", earliest: false)?.to
    let program = ((link.properties["authority"] ?? []).sorted() + (link.properties["program"] ?? []).sorted())
      .joined(separator: "; ")
    sink.listed.add(
      listed(
        entity, id: link.id, program: program.nonEmpty, reason: link.properties["reason"]?.first, stated: stated,
        // A day that lies ahead ends nothing yet.
        ended: ended.flatMap { end in asOf.map { end < $0 } ?? true ? end : nil }), row: link.row)
  }

  private func listed(_ entity: Entity, id: String, program: String?, reason: String?, stated: Period?, ended: Day?)
    -> ListedRow
  {
    let name = entity.names[0]
    var listed = ListedRow(family: list, list: list, id: id)
    listed.entry = ListedRow.Entry(
      kind: entity.kind, name: name, country: entity.country, program: program, reason: reason, stated: stated,
      ended: ended)
    listed.names = DelimitedList.names(
      name, aliases: Array(entity.names.dropFirst()), former: entity.former, weak: entity.weak)
    listed.numbers = entity.numbers
    listed.addresses = entity.addresses.map { ListedRow.Address(address: $0, country: AddressCountry.code($0)) }
    return listed
  }
}
