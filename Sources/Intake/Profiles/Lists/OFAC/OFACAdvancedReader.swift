// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// One pass over the elements: reference values, places and documents first, then parties, then the entries that list them.
struct OFACAdvancedReader {
  let list: String
  let sink: EntitySink

  private var references = OFACReferences()
  private var parties: [OFACParty] = []
  /// The number of a party by that of its profile.
  private var places: [String: Int] = [:]

  // What is open: names of elements, their attributes, and text.
  private var path: [String] = []
  private var attributes: [[String: String]] = []
  private var text: [UInt8] = []

  private var place = OFACReferences.Place()
  private var document = OFACReferences.Document()
  private var party: OFACParty?
  private var entry = OFACParty.Entry()
  private var date = OFACReferences.DateParts()

  init(list: String, sink: EntitySink) {
    self.list = list
    self.sink = sink
  }

  mutating func read(_ scanner: XMLScanner) throws {
    while true {
      switch try scanner.next() {
      case .start: try start(scanner)
      case .text:
        if scanner.isLiteral { text.append(contentsOf: scanner.text) } else { XMLScanner.append(scanner.text, to: &text) }
      case .end: end()
      case .eof: return
      }
    }
  }

  /// Parties become entries once all that speaks of them has been read.
  /// - Parameter isWhole: false for a file that breaks off, whose parties may lack their entries.
  mutating func finish(isWhole: Bool) {
    for party in parties {
      guard !party.entries.isEmpty else {
        if isWhole {
          sink.exclude(OFACAdvanced.notListed)
        } else {
          sink.reject(
            party.row,
            ListRowProblem(
              reason: "entity", column: "SanctionsEntry",
              detail: "The file breaks off before it says on which list the party stands. Fetch the file again."),
            original: party.shown)
        }
        continue
      }
      do {
        sink.listed.add(try party.listed(list, references), row: party.row)
        sink.accept()
      } catch let problem as ListRowProblem {
        sink.reject(party.row, problem, original: party.shown)
      } catch {
        sink.reject(
          party.row, ListRowProblem(reason: "entity", column: "DistinctParty", detail: "\(error)"), original: party.shown)
      }
    }
  }

  // MARK: elements

  private mutating func start(_ scanner: XMLScanner) throws {
    text.removeAll(keepingCapacity: true)
    var own: [String: String] = [:]
    scanner.forEachAttribute { name, value in
      var plain: [UInt8] = []
      XMLScanner.append(value, to: &plain)
      own[String(decoding: name, as: UTF8.self)] = String(decoding: plain, as: UTF8.self)
    }
    let name = String(decoding: scanner.name, as: UTF8.self)
    path.append(name)
    attributes.append(own)
    switch name {
    case "Location" where isInside("Locations"): place = OFACReferences.Place()
    case "LocationCountry": place.country = place.country ?? own["CountryID"]
    case "LocationAreaCode": place.area = place.area ?? own["AreaCodeID"]
    case "IDRegDocument": document = OFACReferences.Document(type: own["IDRegDocTypeID"], identity: own["IdentityID"])
    case "DistinctParty": party = OFACParty(row: try sink.next(), id: own["FixedRef"])
    case "Profile": party?.begin(profile: own["ID"], subtype: own["PartySubTypeID"])
    case "Identity": party?.begin(identity: own["ID"], isFalse: own["False"] == "true")
    case "Alias":
      party?.begin(alias: own["AliasTypeID"], isPrimary: own["Primary"] == "true", isWeak: own["LowQuality"] == "true")
    case "DocumentedName": party?.beginName()
    case "NamePartGroup": party?.partTypes[own["ID"] ?? ""] = own["NamePartTypeID"]
    case "Feature": party?.begin(feature: own["FeatureTypeID"])
    case "VersionLocation": party?.add(location: own["LocationID"])
    case "SanctionsEntry":
      entry = OFACParty.Entry(profile: own["ProfileID"], list: own["ListID"])
    case "EntryEvent": date = OFACReferences.DateParts()
    case "SanctionsMeasure": entry.measures.append((own["SanctionsTypeID"], nil))
    default: break
    }
  }

  private mutating func end() {
    guard let name = path.popLast(), let own = attributes.popLast() else { return }
    let value = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    text.removeAll(keepingCapacity: true)
    let parent = path.last
    switch name {
    case _ where parent?.hasSuffix("Values") == true && path.dropLast().last == "ReferenceValueSets":
      if let id = own["ID"] { references.add(name, id, value, own) }
    case "Value" where parent == "LocationPartValue" && isInside("Locations"):
      if let part = attributes.dropLast().last?["LocPartTypeID"] { place.parts.append((part, value)) }
    case "Location" where parent == "Locations": if let id = own["ID"] { references.places[id] = place }
    case "IDRegistrationNo": document.number = value.nonEmpty
    case "IDRegDocument": references.add(document)
    case "NamePartValue": party?.add(namePart: value, group: own["NamePartGroupID"])
    case "VersionDetail": party?.add(detail: value)
    case "Comment" where parent == "DistinctParty": party?.comment = value.nonEmpty
    case "DistinctParty": keep()
    case "Year": date.year = Int(value)
    case "Month": date.month = Int(value)
    case "Day": date.day = Int(value)
    case "EntryEvent": entry.events.append((own["EntryEventTypeID"], date))
    case "Comment" where parent == "SanctionsMeasure":
      if !entry.measures.isEmpty { entry.measures[entry.measures.count - 1].words = value.nonEmpty }
    case "SanctionsEntry": if let profile = entry.profile, let index = places[profile] { parties[index].entries.append(entry) }
    default: break
    }
  }

  private mutating func keep() {
    guard let party else { return }
    for profile in party.profiles { places[profile] = parties.count }
    parties.append(party)
    self.party = nil
  }

  private func isInside(_ name: String) -> Bool { path.contains(name) }
}
