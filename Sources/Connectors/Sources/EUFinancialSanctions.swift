// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// The EU's consolidated list of financial sanctions, in the Commission's CSV, whose first column is the day on which it
/// was made.
package struct EUConnector: Connector {
  package static let id = "eu"
  package static let publisher = "European Commission, DG FISMA"
  package static let licence = "European Commission, reuse allowed with attribution (Decision 2011/833/EU)"
  package static let server = "https://webgate.ec.europa.eu/fsd/fsf/public/files"
  package static let spacing: Duration = .seconds(1)

  private let server: Server
  private let token: String

  /// - Parameter token: of the user's own account at the Commission's file service.
  package init(_ server: Server, token: String) {
    self.server = server
    self.token = token
  }

  package func fetch(with fetcher: Fetcher, each: (FetchedFile) throws -> Void) async throws {
    let address = try server.address("csvFullSanctionsList_1_1/content", [("token", token)])
    let remote = RemoteFile(address, name: "eu-consolidated", ending: "csv", profile: "eu-consolidated") { file in
      let ends = try FileEnds(file, 1 << 16)
      let lines = ends.head.split(maxSplits: 2, whereSeparator: \.isNewline)
      guard let header = lines.first, header.contains("Entity_LogicalId"), header.contains(";") else {
        throw FileEnds.refuse("The EU's consolidated list", ends)
      }
      return RemoteFile.Look(released: lines.count > 1 ? Self.day(lines[1].prefix { $0 != ";" }) : nil)
    }
    try each(await fetcher.fetch(remote))
  }

  /// `28/11/2026`, or the ISO form.
  static func day(_ text: Substring) -> Day? {
    let text = text.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
    if let day = Day(text.prefix(10)) { return day }
    let parts = text.split(separator: "/").compactMap { Int($0) }
    return parts.count == 3 ? Day(year: parts[2], month: parts[1], day: parts[0]) : nil
  }
}
