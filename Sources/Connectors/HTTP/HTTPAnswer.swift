// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Trade

/// Status and headers of an answer.
package struct HTTPAnswer: Sendable, Hashable {
  package var status: Int
  /// Names in small letters.
  package var headers: [String: String]

  package init(status: Int, headers: [String: String] = [:]) {
    self.status = status
    self.headers = headers
  }

  /// Bytes of the body of this answer; nil when the server does not say.
  var length: Int? { headers["content-length"].flatMap { Int($0) } }

  /// What ties the parts of a file that came in several answers to one version of it. Weak tags can't.
  var validator: String? {
    if let tag = headers["etag"], !tag.hasPrefix("W/") { return tag }
    return headers["last-modified"]
  }

  /// `Content-Range: bytes 100-199/200` as (100, 200), `bytes */200` as (nil, 200).
  var range: (start: Int?, whole: Int?)? {
    guard let text = headers["content-range"], text.hasPrefix("bytes ") else { return nil }
    let parts = text.dropFirst(6).split(separator: "/", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return (parts[0].split(separator: "-").first.flatMap { Int($0) }, Int(parts[1]))
  }

  /// How long the server asks to wait: seconds, or a date.
  func retryAfter(now: Date) -> Duration? {
    guard let text = headers["retry-after"] else { return nil }
    if let seconds = Int(text) { return .seconds(max(0, seconds)) }
    return Self.date(text).map { .seconds(max(0, Int($0.timeIntervalSince(now).rounded(.up)))) }
  }

  /// The day in `Last-Modified`, in Greenwich.
  package var lastModified: Day? {
    headers["last-modified"].flatMap(Self.date).map { Day(number: Int(($0.timeIntervalSince1970 / 86_400).rounded(.down))) }
  }

  /// RFC 9110's preferred format of a date.
  private static func date(_ text: String) -> Date? {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return format.date(from: text)
  }
}
