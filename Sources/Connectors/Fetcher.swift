// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Trade

/// Fetches files, looks at each, and gives it a name with its date of release. What is there is never overwritten.
package struct Fetcher: Sendable {
  let downloader: Downloader

  package init(_ downloader: Downloader) { self.downloader = downloader }

  package var folder: URL { downloader.folder }

  /// - Throws: ``FetchError``.
  package func fetch(_ remote: RemoteFile) async throws -> FetchedFile {
    try makeFolder()
    if let released = remote.released, let here = present(remote, released) { return here }
    let part = PartialFile(in: downloader.folder, name: "\(remote.name).\(remote.ending)")
    let answer = try await downloader.fetch(
      remote.address, headers: remote.headers, into: part, mayResume: remote.mayResume)
    let look: RemoteFile.Look
    do {
      look = try remote.look(part.file)
    } catch {
      part.discard()
      throw error
    }
    let released = look.released ?? remote.released ?? (remote.isDatedByServer ? answer.lastModified : nil)
    let digest = try FileDigests.sha256(part.file)
    var fetched = FetchedFile(
      file: part.file, profile: remote.profile, settings: remote.settings, bytes: part.size, sha256: digest,
      released: released, isNew: true, note: look.note)
    // Republished on the same day with other content: both are kept.
    for number in 1... {
      let target = target(remote, released: released, digest: digest, number: number)
      fetched.file = target
      guard FileManager.default.fileExists(atPath: target.path) else {
        try part.move(to: target)
        return fetched
      }
      if try FileDigests.sha256(target) == digest {
        part.discard()
        fetched.isNew = false
        return fetched
      }
    }
    return fetched
  }

  /// The file of a release that is known beforehand, if it was fetched before.
  private func present(_ remote: RemoteFile, _ released: Day) -> FetchedFile? {
    let file = target(remote, released: released, digest: "", number: 1)
    guard let digest = try? FileDigests.sha256(file), let look = try? remote.look(file) else { return nil }
    let size = ((try? FileManager.default.attributesOfItem(atPath: file.path))?[.size] as? Int) ?? 0
    return FetchedFile(
      file: file, profile: remote.profile, settings: remote.settings, bytes: size, sha256: digest, released: released,
      isNew: false, note: look.note)
  }

  /// The last day in a name counts as the release, so a file of unknown release carries none, but its own digest.
  private func target(_ remote: RemoteFile, released: Day?, digest: String, number: Int) -> URL {
    let date = released.map(\.description) ?? "undated-\(digest.prefix(7))x"
    let again = number == 1 ? "" : ".\(number)"
    return downloader.folder.appending(path: "\(remote.name)_\(date)\(again).\(remote.ending)")
  }

  private func makeFolder() throws {
    do {
      try FileManager.default.createDirectory(at: downloader.folder, withIntermediateDirectories: true)
    } catch {
      throw FetchError(
        .notWritten, "\(downloader.folder.relativePath) can't be made: \(error.localizedDescription). Name another folder with --to.")
    }
  }
}
