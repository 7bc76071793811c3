// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What chapters and headings of the Harmonised System are called, in short words.
///
/// ```swift
/// HSHeadings.label("8542")  // "integrated circuits"
/// HSHeadings.label("85")    // "electrical machinery and electronics"
/// ```
/// A pointer for readers, not the legal text. Headings that an edition dropped say so: "typewriters (to HS 2012)".
public enum HSHeadings {
  /// - Parameter code: two or four digits.
  public static func label(_ code: String) -> String? { table[code] }

  private static let table: [String: String] = {
    // The file is a part of the program; without it codes stand without words.
    guard let file = Bundle.module.url(forResource: "hs-headings", withExtension: "tsv"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return [:] }
    var table: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", maxSplits: 1)
      if cells.count == 2 { table[String(cells[0])] = String(cells[1]) }
    }
    return table
  }()
}

extension HSCode {
  /// What the heading is called, or for a chapter that.
  public var label: String? { HSHeadings.label(heading ?? chapter) }
}
