// SPDX-License-Identifier: Apache-2.0

package import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A translation server that speaks LibreTranslate's protocol: `POST /translate` with a list of texts.
///
/// It is asked only when a user names it, and for nothing but the texts that are handed to it.
package struct TranslationService: Sendable {
  package let address: URL
  private let key: String?
  private let pause: @Sendable (Duration) async throws -> Void

  /// How much goes into one request: servers limit both.
  static let textsInRequest = 25
  static let charactersInRequest = 8_000
  static let tries = 4

  /// - Parameters:
  ///   - address: `https://host` or `https://host/path`, without `/translate`.
  ///   - key: the server's API key, if it wants one.
  ///   - pause: how to wait between tries.
  /// - Throws: ``TranslationError`` when the address is none.
  package init(
    _ address: String, key: String? = nil,
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) throws {
    guard let url = URL(string: address), let scheme = url.scheme, ["http", "https"].contains(scheme), url.host != nil
    else {
      throw TranslationError(
        .badAddress, "'\(address)' is no address of a server; write https://host or http://host:5000.")
    }
    self.address = url
    self.key = key
    self.pause = pause
  }

  /// Who a translation is by, in the book.
  package var name: String { address.host.map { host in address.port.map { "\(host):\($0)" } ?? host } ?? "" }

  /// English texts, one for each, in order. A request that fails for a passing reason is tried four times.
  /// - Parameter received: called after each request with how many texts are done, and those that came.
  /// - Throws: ``TranslationError``. What came before is not lost: `received` was called with it.
  package func translate(_ texts: [String], received: ([(text: String, english: String)]) throws -> Void) async throws {
    for batch in Self.batches(texts) {
      try Task.checkCancellation()
      let english = try await ask(batch)
      try received(Array(zip(batch, english)))
    }
  }

  static func batches(_ texts: [String]) -> [[String]] {
    var batches: [[String]] = []
    var current: [String] = []
    var characters = 0
    for text in texts {
      if !current.isEmpty, current.count == textsInRequest || characters + text.count > charactersInRequest {
        batches.append(current)
        (current, characters) = ([], 0)
      }
      current.append(text)
      characters += text.count
    }
    if !current.isEmpty { batches.append(current) }
    return batches
  }

  private struct Question: Encodable {
    var q: [String]
    var source = "auto"
    var target = "en"
    var format = "text"
    var api_key: String?
  }

  private struct Answer: Decodable { var translatedText: [String] }
  private struct Refusal: Decodable { var error: String }

  private func ask(_ texts: [String]) async throws -> [String] {
    var request = URLRequest(url: address.appending(path: "translate"), timeoutInterval: 60)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    request.httpBody = try JSONEncoder().encode(Question(q: texts, api_key: key))
    var last = ""
    for attempt in 0..<Self.tries {
      if attempt > 0 { try await pause(.seconds(1 << (attempt - 1))) }
      let data: Data
      let response: URLResponse
      do {
        (data, response) = try await URLSession.shared.data(for: request)
      } catch is CancellationError {
        throw CancellationError()
      } catch {
        last = error.localizedDescription
        continue
      }
      let status = (response as? HTTPURLResponse)?.statusCode ?? 0
      switch status {
      case 200:
        guard let answer = try? JSONDecoder().decode(Answer.self, from: data) else {
          throw TranslationError(
            .badAnswer, "\(address) answered with something else than translations; is it a LibreTranslate server?")
        }
        guard answer.translatedText.count == texts.count else {
          throw TranslationError(
            .badAnswer,
            "\(address) was asked for \(texts.count) texts and answered with \(answer.translatedText.count).")
        }
        return answer.translatedText
      case 429, 500...599:
        last = "status \(status)"
      default:
        let said = (try? JSONDecoder().decode(Refusal.self, from: data).error).map { ": \($0)" } ?? ""
        throw TranslationError(
          .refused, "\(address) refused with status \(status)\(said). Check the address, and the key if it wants one.")
      }
    }
    throw TranslationError(
      .unreachable,
      "\(address) did not answer in \(Self.tries) tries (\(last)). What was translated so far is kept; try again later."
    )
  }
}
