// SPDX-License-Identifier: Apache-2.0

import Documents
package import Foundation

extension Case {
  /// The warehouse's file, its folder made and warehouses of other table layouts removed: they hold nothing that
  /// can't be built again from the sources.
  /// - Parameter version: a short key of the table layout.
  package func prepareWarehouse(version: String) throws -> URL {
    let manager = FileManager.default
    do {
      try manager.createDirectory(at: workFolder, withIntermediateDirectories: true)
      let name = "warehouse-\(version).duckdb"
      for other in try manager.contentsOfDirectory(atPath: workFolder.path)
      where other.hasPrefix("warehouse-") && !other.hasPrefix(name) {
        try manager.removeItem(at: workFolder.appending(path: other))
      }
      return workFolder.appending(path: name)
    } catch {
      throw CaseError(
        .cannotWrite,
        "'\(workFolder.relativePath)' can't be written: \(FileProblem.words(error)). Tallyman keeps a case's warehouse there; make the folder writable, or copy the case to one that is.")
    }
  }
}
