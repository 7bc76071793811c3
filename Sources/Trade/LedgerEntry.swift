// SPDX-License-Identifier: Apache-2.0

/// What became of the rows of one source file: `read == accepted + rejected + excluded`.
public struct LedgerEntry: Sendable, Hashable, Codable {
  public struct Rejection: Sendable, Hashable, Codable {
    public var reason: String
    public var count: Int
    public init(reason: String, count: Int) {
      self.reason = reason
      self.count = count
    }
  }

  public struct Exclusion: Sendable, Hashable, Codable {
    public var rule: String
    public var count: Int
    public init(rule: String, count: Int) {
      self.rule = rule
      self.count = count
    }
  }

  /// Something to tell about rows that were taken all the same.
  public struct Note: Sendable, Hashable, Codable {
    public var text: String
    public var count: Int
    public init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }

  public var id: String
  /// As written in the case.
  public var path: String
  public var sha256: String
  public var bytes: Int
  public var profile: String
  public var publisher: String?
  public var licence: String?
  public var url: String?
  public var retrieved: Day?
  public var grade: EvidenceGrade?
  public var read: Int
  public var accepted: Int
  public var rejected: Int
  public var excluded: Int
  public var rejections: [Rejection]
  public var exclusions: [Exclusion]
  public var notes: [Note]

  public init(
    id: String, path: String, sha256: String, bytes: Int, profile: String, publisher: String?, licence: String?,
    url: String?, retrieved: Day?, grade: EvidenceGrade?, read: Int, accepted: Int, rejected: Int, excluded: Int,
    rejections: [Rejection], exclusions: [Exclusion], notes: [Note] = []
  ) {
    self.id = id
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
    self.profile = profile
    self.publisher = publisher
    self.licence = licence
    self.url = url
    self.retrieved = retrieved
    self.grade = grade
    self.read = read
    self.accepted = accepted
    self.rejected = rejected
    self.excluded = excluded
    self.rejections = rejections
    self.exclusions = exclusions
    self.notes = notes
  }
}
