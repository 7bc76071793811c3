// SPDX-License-Identifier: Apache-2.0

/// What a file turned out to be, and how a case could take it in.
package struct Sniff: Sendable {
  package struct Header: Sendable, Hashable, Encodable {
    /// As the spreadsheet, or the text, counts them; empty where the file has none.
    package var rows: [Int] = []
    /// What stands above.
    package var titles: [String] = []
    package var sheet: String?
    package var sheets: [String] = []
    package var delimiter: String?
    /// Where the rows stand in a tree.
    package var place: String?
  }

  package struct Column: Sendable {
    package var name: String
    package var meaning: ColumnMeaning
    /// For a part of a party: whose.
    package var role: ColumnMeaning?
    package var census: ColumnCensus
    /// The field of the mapping that it went into.
    package var field: String?
  }

  package struct Doubt: Sendable, Hashable, Encodable {
    /// A column or a field of the mapping.
    package var of: String
    package var why: String
  }

  package struct ProfileChoice: Sendable, Hashable, Encodable {
    package var id: String
    package var why: String
  }

  package var file: String
  package var format: String
  package var packing: [String] = []
  package var encoding: String
  package var encodingBecause: String?
  package var header = Header()
  package var columns: [Column] = []
  /// Rows that were looked at, and whether there are more.
  package var rows = 0
  package var hasMore = false
  package var faults: [String: Int] = [:]
  package var profile: ProfileChoice?
  package var mapping: [SniffNode.Entry] = []
  package var options: [SniffNode.Entry] = []
  package var unsure: [Doubt] = []

  mutating func doubt(_ of: String, _ why: String) {
    let doubt = Doubt(of: of, why: why)
    if !unsure.contains(doubt) { unsure.append(doubt) }
  }
}

extension Sniff: Encodable {
  private enum Keys: String, CodingKey {
    case format, encoding, header, columns, profile, mapping, unsure
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(format, forKey: .format)
    try container.encode(encoding, forKey: .encoding)
    try container.encode(header, forKey: .header)
    try container.encode(columns, forKey: .columns)
    try container.encode(profile, forKey: .profile)
    try container.encode(SniffNode.map(mapping), forKey: .mapping)
    try container.encode(unsure, forKey: .unsure)
  }
}

extension Sniff.Column: Encodable {
  private enum Keys: String, CodingKey {
    case name, type, meaning, of, field, filled, undisclosed, distinct, low, high, examples
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(name, forKey: .name)
    try container.encode(census.kind.rawValue, forKey: .type)
    try container.encode(meaning.rawValue, forKey: .meaning)
    try container.encodeIfPresent(role?.rawValue, forKey: .of)
    try container.encodeIfPresent(field, forKey: .field)
    try container.encode(census.filled, forKey: .filled)
    try container.encode(census.undisclosed, forKey: .undisclosed)
    try container.encode(census.distinct, forKey: .distinct)
    try container.encodeIfPresent(census.range?.low, forKey: .low)
    try container.encodeIfPresent(census.range?.high, forKey: .high)
    try container.encode(census.examples, forKey: .examples)
  }
}
