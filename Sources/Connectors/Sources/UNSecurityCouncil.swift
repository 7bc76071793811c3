// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// The UN Security Council's consolidated list, in its XML, which states the day on which it was made.
package struct UNConnector: Connector {
  package static let id = "un"
  package static let publisher = "United Nations Security Council"
  package static let licence = "United Nations, terms of use of its websites"
  package static let server = "https://scsanctions.un.org/resources/xml/en"
  package static let spacing: Duration = .seconds(1)

  private let server: Server

  package init(_ server: Server) { self.server = server }

  package func fetch(with fetcher: Fetcher, each: (FetchedFile) throws -> Void) async throws {
    let remote = RemoteFile(
      try server.address("consolidated.xml"), name: "un-consolidated", ending: "xml", profile: "un-consolidated"
    ) { file in
      let ends = try FileEnds(file)
      guard ends.head.contains("<CONSOLIDATED_LIST") else { throw FileEnds.refuse("The UN's consolidated list", ends) }
      guard ends.tail.contains("</CONSOLIDATED_LIST>") else {
        throw FetchError(.badAnswer, "The UN's consolidated list came without its end; nothing was kept. Try again.")
      }
      let made = ends.head.firstRange(of: "dateGenerated=\"").flatMap { Day(ends.head[$0.upperBound...].prefix(10)) }
      return RemoteFile.Look(released: made)
    }
    try each(await fetcher.fetch(remote))
  }
}
