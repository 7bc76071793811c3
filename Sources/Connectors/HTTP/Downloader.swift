// SPDX-License-Identifier: Apache-2.0

package import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Fetches one file into a folder: passing failures are tried again, and what was broken off goes on where it stopped,
/// if the server still has the same version (`Range` with `If-Range`, RFC 9110 §13–14).
package struct Downloader: Sendable {
  /// Tries in a row that bring nothing new before it gives up.
  static let tries = 5
  /// The longest that a server's `Retry-After` is obeyed.
  static let longestWait: Duration = .seconds(600)

  package let folder: URL
  let pace: Pace
  let pause: @Sendable (Duration) async throws -> Void
  let progress: @Sendable (_ bytes: Int, _ of: Int?) -> Void

  package init(
    to folder: URL, pace: Pace, pause: @escaping @Sendable (Duration) async throws -> Void,
    progress: @escaping @Sendable (_ bytes: Int, _ of: Int?) -> Void = { _, _ in }
  ) {
    self.folder = folder
    self.pace = pace
    self.pause = pause
    self.progress = progress
  }

  /// Brings the whole body into `part`; the caller checks it and gives it its name.
  /// - Parameter mayResume: false for answers that are made anew each time.
  /// - Throws: ``FetchError``. What came is kept, and the next call goes on with it.
  func fetch(_ address: URL, headers: [String: String] = [:], into part: PartialFile, mayResume: Bool = true) async throws
    -> HTTPAnswer
  {
    if !mayResume { part.discard() }
    var failures = 0
    var last = ""
    while failures < Self.tries {
      try Task.checkCancellation()
      try await pace.turn()
      let before = part.resumable(FileDigests.sha256(of: address.absoluteString))
      var request = URLRequest(url: address, timeoutInterval: 60)
      // A packed body could not be resumed, and its length would not be the file's.
      request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
      request.setValue("tallyman", forHTTPHeaderField: "User-Agent")
      for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
      if let before {
        request.setValue("bytes=\(before.size)-", forHTTPHeaderField: "Range")
        request.setValue(before.validator, forHTTPHeaderField: "If-Range")
      }
      var wait: Duration = .seconds(1 << failures)
      do {
        let answer = try await send(request, continuing: before, part)
        switch answer.status {
        case 200, 206:
          let whole = answer.status == 206 ? answer.range?.whole : answer.length
          if let whole, part.size != whole {
            last = "the answer broke off after \(part.size) of \(whole) bytes"
            break
          }
          return answer
        case 416:
          // All bytes were here already, or the file has become shorter.
          if let before, answer.range?.whole == before.size { return HTTPAnswer(status: 206, headers: answer.headers) }
          part.discard()
          last = "status 416"
        case 408, 425, 429, 500...599:
          last = "status \(answer.status)"
          if let asked = answer.retryAfter(now: Date()) { wait = min(max(asked, wait), Self.longestWait) }
        default:
          throw FetchError(.refused, Self.refusal(address, answer.status))
        }
      } catch let error as URLError {
        last = error.localizedDescription
      }
      let came = part.size > (before?.size ?? 0) && part.resumable(FileDigests.sha256(of: address.absoluteString)) != nil
      failures = came ? 1 : failures + 1
      if failures < Self.tries { try await pause(wait) }
    }
    throw FetchError(
      .unreachable,
      "\(Self.shown(address)) could not be fetched (\(last); \(Self.tries) tries in a row brought nothing). What came so far is kept; run the same command again to go on."
    )
  }

  private func send(_ request: URLRequest, continuing before: (size: Int, validator: String)?, _ part: PartialFile) async throws
    -> HTTPAnswer
  {
    let address = FileDigests.sha256(of: request.url?.absoluteString ?? "")
    let counter = ByteCount()
    defer { try? part.close() }
    return try await Transfer.run(request) { answer in
      switch answer.status {
      case 200:
        try part.open(continuing: false, note: .init(address: address, validator: answer.validator))
        counter.begin(0, answer.length)
      case 206:
        guard let before, answer.range?.start == before.size else {
          part.discard()
          throw URLError(.badServerResponse)
        }
        try part.open(continuing: true, note: .init(address: address, validator: before.validator))
        counter.begin(before.size, answer.range?.whole)
      default: counter.ignore()
      }
    } received: { data in
      guard let (bytes, whole) = counter.add(data.count) else { return }
      try part.append(data)
      progress(bytes, whole)
    }
  }

  private static func refusal(_ address: URL, _ status: Int) -> String {
    let what =
      switch status {
      case 401, 403: "It wants a key or a token that was not given or is not valid; see 'tallyman fetch --help'."
      case 404, 410: "There is nothing at that address; the publisher may have moved it. Name the new one with --server, or fetch the file by hand."
      default: "Look at the address in a browser; name another with --server."
      }
    return "\(shown(address)) refused with status \(status). \(what)"
  }

  /// Without the query: it may hold a token.
  static func shown(_ address: URL) -> String {
    var parts = URLComponents(url: address, resolvingAgainstBaseURL: false)
    parts?.query = nil
    return parts?.string ?? address.host ?? ""
  }
}
