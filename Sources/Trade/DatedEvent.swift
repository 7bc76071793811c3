// SPDX-License-Identifier: Apache-2.0

/// Something that happened, on a day or over a window.
public struct DatedEvent: Sendable, Hashable {
  public var id: String
  public var title: String
  public var period: Period
  public var publisher: String?
  public var address: RecordAddress

  public init(id: String, title: String, period: Period, publisher: String?, address: RecordAddress) {
    self.id = id
    self.title = title
    self.period = period
    self.publisher = publisher
    self.address = address
  }
}
