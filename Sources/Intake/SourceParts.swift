// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation

/// The files of a source of many: a folder, a pattern such as `sources/2023-*.csv`, or an archive of several files.
///
/// Each is taken in as a file of its own, named `source/file.csv` in addresses. Files of one folder are parts of the same
/// data: nothing in one supersedes anything in another, unless their names say of which release they are.
enum SourceParts {
  struct Part {
    /// What stands in addresses: the file's path below the folder or in the archive.
    var name: String
    /// For messages.
    var shown: String
    var file: URL
    var member: String?
  }

  static func url(_ path: String, in caseFolder: URL) -> URL {
    // Appending treats the folder as one whether or not its URL ends in a slash.
    (path.hasPrefix("/") ? URL(fileURLWithPath: path) : caseFolder.appendingPathComponent(path)).standardizedFileURL
  }

  /// A part's name has the point of its file's; the name of a release has none.
  static func isPart(_ source: String) -> Bool { source.contains("/") && source.contains(".") }

  /// - Returns: nil for a path of a single file.
  static func of(_ node: DocumentNode, caseFolder: URL) throws -> [Part]? {
    let path = try node.text()
    let file = url(path, in: caseFolder)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder)
    var parts: [Part]
    if exists, isFolder.boolValue {
      parts = files(below: file).map { Part(name: $0, shown: "\(trimmed(path))/\($0)", file: file.appendingPathComponent($0)) }
      if parts.isEmpty { throw node.error(.badValue, "The folder '\(path)' has no file in it.") }
    } else if exists {
      guard let archive = archive(file, path) else { return nil }
      let members = archive.files
      guard members.count > 1 else { return nil }
      parts = members.map { Part(name: $0.path, shown: "\(path)/\($0.path)", file: file, member: $0.path) }
    } else if path.contains(where: { "*?".contains($0) }) {
      let (folder, pattern) = split(path)
      let base = url(folder.isEmpty ? "." : folder, in: caseFolder)
      parts = files(below: base).filter { matches($0[...], pattern[...]) }.map {
        Part(name: $0, shown: folder.isEmpty ? $0 : "\(trimmed(folder))/\($0)", file: base.appendingPathComponent($0))
      }
      if parts.isEmpty { throw node.error(.badValue, "No file is named like '\(path)'; the path is read from the case folder.") }
    } else {
      return nil
    }
    var names: [String: Int] = [:]
    for index in parts.indices {
      let plain = plain(parts[index].name)
      names[plain, default: 0] += 1
      parts[index].name = names[plain, default: 1] > 1 ? "\(plain)-\(names[plain, default: 1])" : plain
    }
    return parts
  }

  private static func archive(_ file: URL, _ path: String) -> ZipArchive? {
    guard let magic = try? SourceFile.magic(file), magic.starts(with: [0x50, 0x4B, 3, 4]) else { return nil }
    // A damaged archive is told when the source is taken in.
    guard let archive = try? ZipArchive(file, shownAs: path), archive.member("[Content_Types].xml") == nil else { return nil }
    return archive
  }

  /// Paths below the folder, sorted; what programs leave behind is none of them.
  private static func files(below folder: URL) -> [String] {
    let keys: [URLResourceKey] = [.isRegularFileKey]
    guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: keys, options: [.skipsHiddenFiles])
    else { return [] }
    let root = folder.standardizedFileURL.path + "/"
    var found: [String] = []
    for case let url as URL in walk {
      guard (try? url.resourceValues(forKeys: Set(keys)).isRegularFile) == true else { continue }
      let path = url.standardizedFileURL.path
      let name = url.lastPathComponent
      if path.hasPrefix(root), !name.hasPrefix("~$"), name != "Thumbs.db", name != "desktop.ini" {
        found.append(String(path.dropFirst(root.count)))
      }
    }
    return found.sorted()
  }

  private static func trimmed(_ path: String) -> String { path.hasSuffix("/") ? String(path.dropLast()) : path }

  /// The folder before the first part with a mark of a pattern, and the rest.
  private static func split(_ path: String) -> (folder: String, pattern: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let first = parts.firstIndex { $0.contains("*") || $0.contains("?") } ?? parts.count
    let folder = parts[..<first].joined(separator: "/")
    return (path.hasPrefix("/") && folder.isEmpty ? "/" : folder, parts[first...].joined(separator: "/"))
  }

  /// `*` stands for any letters but a slash, `**` for those too, `?` for one letter.
  static func matches(_ name: Substring, _ pattern: Substring) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    if pattern.hasPrefix("**") {
      let rest = pattern.dropFirst(2)
      let below = rest.hasPrefix("/") ? rest.dropFirst() : rest
      return matches(name, below) || name.indices.contains { matches(name[name.index(after: $0)...], rest) || matches(name[name.index(after: $0)...], below) && name[$0] == "/" }
    }
    if first == "*" {
      if matches(name, pattern.dropFirst()) { return true }
      guard let letter = name.first, letter != "/" else { return false }
      return matches(name.dropFirst(), pattern)
    }
    guard let letter = name.first, first == "?" ? letter != "/" : first == letter else { return false }
    return matches(name.dropFirst(), pattern.dropFirst())
  }

  /// Letters, digits, points, hyphens and slashes: an address must be told from what stands around it.
  private static func plain(_ name: String) -> String {
    let plain = String(name.map { $0.isLetter || $0.isNumber || "._-/".contains($0) ? $0 : "-" })
    return plain.contains(".") ? plain : plain + ".file"
  }
}
