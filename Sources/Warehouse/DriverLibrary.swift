// SPDX-License-Identifier: Apache-2.0

import CADBC
import Foundation

/// Where the library of an engine lies, and how to load it.
package struct DriverLibrary: Sendable, Hashable {
  /// A path, or a bare file name that the system's loader looks up.
  package var path: String
  /// The initialiser; nil for the standard ones.
  package var entryPoint: String?

  package init(path: String, entryPoint: String? = nil) {
    self.path = path
    self.entryPoint = entryPoint
  }

  #if canImport(Darwin)
    static let duckDBFile = "libduckdb.dylib"
  #else
    static let duckDBFile = "libduckdb.so"
  #endif

  /// DuckDB: `TALLYMAN_DUCKDB`, then `.deps/lib` of the project, then the system's library path.
  /// - Parameter project: the project's folder; without it, the folders above the executable and above the working
  ///   directory are searched.
  /// - Throws: ``WarehouseError/Code/driverMissing`` when `TALLYMAN_DUCKDB` names no file.
  package static func duckDB(
    project: String? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> DriverLibrary {
    let entry = "duckdb_adbc_init"
    if let named = environment["TALLYMAN_DUCKDB"], !named.isEmpty {
      guard FileManager.default.fileExists(atPath: named) else {
        throw WarehouseError(.driverMissing, "TALLYMAN_DUCKDB names '\(named)', and there is no such file.")
      }
      return DriverLibrary(path: named, entryPoint: entry)
    }
    let folders =
      project.map { [URL(fileURLWithPath: $0)] }
      ?? [Bundle.main.bundleURL, URL(fileURLWithPath: FileManager.default.currentDirectoryPath)].flatMap(ancestors)
    for folder in folders {
      let file = folder.appendingPathComponent(".deps/lib/\(duckDBFile)")
      if FileManager.default.fileExists(atPath: file.path) { return DriverLibrary(path: file.path, entryPoint: entry) }
    }
    return DriverLibrary(path: duckDBFile, entryPoint: entry)
  }

  /// The folder and those above it, nearest first.
  private static func ancestors(of folder: URL) -> [URL] {
    var result = [folder.standardizedFileURL.resolvingSymlinksInPath()]
    while let last = result.last, last.path != "/" { result.append(last.deletingLastPathComponent()) }
    return result
  }
}

/// A loaded driver: its table of functions.
// @unchecked: the table is written once, in init. The library is never unloaded, so it outlives every user.
final class Driver: @unchecked Sendable {
  private let table: UnsafeMutablePointer<AdbcDriver>

  /// - Throws: ``WarehouseError/Code/driverMissing``
  init(_ library: DriverLibrary) throws {
    table = .allocate(capacity: 1)
    table.initialize(to: AdbcDriver())
    var message = [CChar](repeating: 0, count: 2048)
    let status =
      if let entry = library.entryPoint {
        tallyman_adbc_load(library.path, entry, table, &message, message.count)
      } else {
        tallyman_adbc_load(library.path, nil, table, &message, message.count)
      }
    // From here on deinit runs, also when this throws.
    guard status == 0 else {
      let reason = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw WarehouseError.missing(library, isThere: status == 2, reason: reason)
    }
  }

  deinit {
    var error = tallyman_adbc_error()
    _ = table.pointee.release?(table, &error)
    if let release = error.release { release(&error) }
    table.deallocate()
  }

  var functions: AdbcDriver { table.pointee }
}
