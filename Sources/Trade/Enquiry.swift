// SPDX-License-Identifier: Apache-2.0

/// A request for comment and what came of it.
public struct Enquiry: Sendable, Hashable {
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    case replied
    case noReply = "no-reply"
    /// Asked, and the answer is still awaited.
    case noReplyYet = "no-reply-yet"
    /// Pointed to something said before.
    case referred
  }

  public var id: String
  public var to: String
  /// Names of parties, ids of claims or ids of detectors that it is about.
  public var about: [String]
  public var asked: Day?
  public var outcome: Outcome
  public var replied: Day?
  /// In the case's own words.
  public var reply: String?
  public var address: RecordAddress

  public init(
    id: String, to: String, about: [String], asked: Day?, outcome: Outcome, replied: Day?, reply: String?,
    address: RecordAddress
  ) {
    self.id = id
    self.to = to
    self.about = about
    self.asked = asked
    self.outcome = outcome
    self.replied = replied
    self.reply = reply
    self.address = address
  }
}
