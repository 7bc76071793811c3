// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The beginning and the end of a file, which tell what it is and whether it is whole.
struct FileEnds {
  let head: String
  let tail: String

  init(_ file: URL, _ count: Int = 4096) throws {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    head = String(decoding: try handle.read(upToCount: count) ?? Data(), as: UTF8.self)
      .replacing("\u{FEFF}", with: "", maxReplacements: 1)
    let size = try handle.seekToEnd()
    try handle.seek(toOffset: size - min(size, UInt64(count)))
    tail = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
  }

  /// An error page of a server or of a proxy, with status 200.
  var isPage: Bool {
    let start = head.drop(while: \.isWhitespace).prefix(15).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  static func refuse(_ what: String, _ found: FileEnds) -> FetchError {
    let got = found.isPage ? "a web page" : found.head.isEmpty ? "nothing" : "something that begins with '\(beginning(found.head))'"
    return FetchError(
      .badAnswer, "\(what) was asked for, but \(got) came; nothing was kept. Look at the address in a browser, or name another with --server.")
  }

  private static func beginning(_ text: String) -> String {
    String(text.prefix(40).map { $0.isNewline ? " " : $0 })
  }
}
