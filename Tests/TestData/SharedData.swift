// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Public data that lie beside the package and are not part of it. Tests that need them are disabled where they are absent.
package enum SharedData {
  package static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/data").standardizedFileURL

  package static var isThere: Bool { FileManager.default.fileExists(atPath: root.path) }
  package static let absent = "needs the real files in ../shared/data, which are not there"

  package static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.appending(path: path).path) }

  /// The path of a file, whether it is there or not.
  package static func file(_ path: String) -> String { root.appending(path: path).path }

  /// The rows of a CSV file, plain or gzipped, by the names of its header.
  package static func rows(_ path: String) throws -> [[String: String]] { try rows(at: root.appending(path: path)) }

  package static func rows(at file: URL) throws -> [[String: String]] {
    let data: Data
    if file.pathExtension == "gz" {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["gzip", "-dc", file.path]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
    } else {
      data = try Data(contentsOf: file)
    }
    var records = csv(data)
    guard !records.isEmpty else { return [] }
    let header = records.removeFirst()
    return records.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  /// RFC 4180, with or without a byte-order mark.
  private static func csv(_ data: Data) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    data.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x22 where isQuoted && index < bytes.count && bytes[index] == 0x22:
          field.append(byte)
          index += 1
        case 0x22: isQuoted.toggle()
        case 0x2C where !isQuoted:
          record.append(String(decoding: field, as: UTF8.self))
          field.removeAll(keepingCapacity: true)
        case 0x0A where !isQuoted:
          record.append(String(decoding: field, as: UTF8.self))
          records.append(record)
          field.removeAll(keepingCapacity: true)
          record = []
        case 0x0D where !isQuoted: break
        default: field.append(byte)
        }
      }
    }
    if !field.isEmpty || !record.isEmpty { records.append(record + [String(decoding: field, as: UTF8.self)]) }
    return records
  }
}
