// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trade

/// A dataset of OpenSanctions: its table of targets or its FollowTheMoney entities. Its index states the version, the
/// size and a check sum of every file.
package struct OpenSanctionsConnector: Connector {
  package static let id = "opensanctions"
  package static let publisher = "OpenSanctions"
  package static let licence = "CC BY-NC 4.0; commercial use needs a licence of OpenSanctions"
  package static let server = "https://data.opensanctions.org"
  package static let spacing: Duration = .seconds(1)

  package enum Format: String, Sendable, CaseIterable {
    case targets, entities

    var file: String { self == .targets ? "targets.simple.csv" : "entities.ftm.json" }
    var ending: String { self == .targets ? "csv" : "json" }
    var profile: String { self == .targets ? "opensanctions-targets" : "ftm" }
  }

  private let server: Server
  private let dataset: String
  private let format: Format

  /// - Throws: ``FetchError`` when a dataset can't be called so.
  package init(_ server: Server, dataset: String, format: Format) throws {
    guard !dataset.isEmpty, dataset.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
      throw FetchError(.badQuestion, "'\(dataset)' is no name of a dataset; write it as OpenSanctions does: sanctions, us_ofac_sdn, ua_war_sanctions.")
    }
    self.server = server
    self.dataset = dataset
    self.format = format
  }

  private struct Index: Decodable {
    struct Resource: Decodable {
      var name: String
      var url: String
      var size: Int?
      var checksum: String?
    }
    var last_export: String?
    var updated_at: String?
    var resources: [Resource]
  }

  package func fetch(with fetcher: Fetcher, each: (FetchedFile) throws -> Void) async throws {
    let index: Index = try await fetcher.read(
      try server.address("datasets/latest/\(dataset)/index.json"), what: "OpenSanctions' index of \(dataset)")
    guard let resource = index.resources.first(where: { $0.name == format.file }) else {
      let offered = index.resources.map(\.name).sorted().joined(separator: ", ")
      throw FetchError(.badQuestion, "OpenSanctions offers no \(format.file) of \(dataset); there are: \(offered).")
    }
    guard let address = URL(string: resource.url), server.serves(address) else {
      throw FetchError(
        .badAnswer, "The index of \(dataset) names a file on another server (\(resource.url)); it was not asked. Name the server with --server if you trust it.")
    }
    let released = (index.last_export ?? index.updated_at).flatMap { Day($0.prefix(10)) }
    var remote = RemoteFile(address, name: "opensanctions-\(dataset)", ending: format.ending, profile: format.profile) { file in
      let ends = try FileEnds(file)
      let isRight = format == .targets ? ends.head.replacing("\"", with: "").hasPrefix("id,schema,name") : ends.head.hasPrefix("{")
      guard isRight else { throw FileEnds.refuse("OpenSanctions' \(format.file)", ends) }
      if let checksum = resource.checksum, try FileDigests.sha1(file) != checksum.lowercased() {
        throw FetchError(
          .badAnswer, "\(format.file) of \(dataset) does not have the check sum that its index states; nothing was kept. Try again: a new version may have come out meanwhile.")
      }
      return RemoteFile.Look(note: resource.checksum == nil ? "no check sum stated" : "check sum as stated")
    }
    remote.released = released
    remote.settings = [("list", dataset)]
    try each(await fetcher.fetch(remote))
  }
}
