// SPDX-License-Identifier: Apache-2.0

import Foundation

/// OFAC's Specially Designated Nationals, or its consolidated list of others, in OFAC's CSV: entries, aliases, addresses.
///
/// The day of release is the server's `Last-Modified`; the files state none.
package struct OFACConnector: Connector {
  package static let id = "ofac"
  package static let publisher = "US Treasury, Office of Foreign Assets Control"
  package static let licence = "Public domain (US government)"
  package static let server = "https://sanctionslistservice.ofac.treas.gov/api/download"
  package static let spacing: Duration = .seconds(1)

  package enum List: String, Sendable, CaseIterable { case sdn, consolidated }

  private let server: Server
  private let list: List

  package init(_ server: Server, list: List) {
    self.server = server
    self.list = list
  }

  package func fetch(with fetcher: Fetcher, each: (FetchedFile) throws -> Void) async throws {
    let files: [(path: String, name: String, profile: String, columns: Int)] =
      switch list {
      case .sdn:
        [
          ("SDN.CSV", "ofac-sdn", "ofac-sdn", 12), ("ALT.CSV", "ofac-sdn-aliases", "ofac-aliases", 5),
          ("ADD.CSV", "ofac-sdn-addresses", "ofac-addresses", 6),
        ]
      case .consolidated:
        [
          ("CONS_PRIM.CSV", "ofac-consolidated", "ofac-sdn", 12),
          ("CONS_ALT.CSV", "ofac-consolidated-aliases", "ofac-aliases", 5),
          ("CONS_ADD.CSV", "ofac-consolidated-addresses", "ofac-addresses", 6),
        ]
      }
    for file in files {
      var remote = RemoteFile(try server.address(file.path), name: file.name, ending: "csv", profile: file.profile) {
        try Self.look($0, columns: file.columns, what: "OFAC's \(file.path)")
      }
      remote.isDatedByServer = true
      if list == .consolidated { remote.settings = [("list", "ofac-consolidated")] }
      try each(await fetcher.fetch(remote))
    }
  }

  /// Each row begins with the entry's number, and has so many columns.
  static func look(_ file: URL, columns: Int, what: String) throws -> RemoteFile.Look {
    let ends = try FileEnds(file, 1 << 16)
    let first = ends.head.split(whereSeparator: \.isNewline).first ?? ""
    var cells = 1
    var quoted = false
    for character in first {
      if character == "\"" { quoted.toggle() } else if character == ",", !quoted { cells += 1 }
    }
    guard let number = first.split(separator: ",").first, Int(number.trimmingCharacters(in: .whitespaces)) != nil,
      cells == columns
    else { throw FileEnds.refuse(what, ends) }
    return RemoteFile.Look()
  }
}
