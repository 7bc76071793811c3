// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The base address of a publisher's files.
package struct Server: Sendable, Hashable {
  package let base: URL

  /// - Throws: ``FetchError`` when the address is none.
  package init(_ text: String) throws {
    guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme), url.host != nil else {
      throw FetchError(.badQuestion, "'\(text)' is no address of a server; write https://host or https://host/path.")
    }
    base = url
  }

  func address(_ path: String, _ query: [(String, String)] = []) throws -> URL {
    var parts = URLComponents(url: base.appending(path: path), resolvingAgainstBaseURL: false)
    if !query.isEmpty { parts?.queryItems = query.map { URLQueryItem(name: $0.0, value: $0.1) } }
    guard let url = parts?.url else { throw FetchError(.badQuestion, "\(base)/\(path) is no address.") }
    return url
  }

  func serves(_ address: URL) -> Bool { address.host == base.host && address.port == base.port }
}
