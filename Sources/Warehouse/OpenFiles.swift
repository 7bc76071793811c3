// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// The database files that this process has open. The lock that an engine puts on its file keeps other processes out,
/// not a second opening by the same one, which would damage it.
enum OpenFiles {
  private static let paths = Mutex<Set<String>>([])

  /// The name under which a file is claimed: the same for all ways to write its path.
  static func name(_ path: String) -> String {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    // The file itself may not be there yet; its folder is.
    return url.deletingLastPathComponent().resolvingSymlinksInPath().appendingPathComponent(url.lastPathComponent).path
  }

  /// Claims a file, and waits up to a second for it: an engine that was let go closes its file a little later.
  static func claim(_ name: String) throws {
    for attempt in 0..<100 {
      if attempt > 0 { Thread.sleep(forTimeInterval: 0.01) }
      if paths.withLock({ $0.insert(name).inserted }) { return }
    }
    throw WarehouseError.inUse("'\(name)' is already open in this process.")
  }

  static func release(_ name: String) { paths.withLock { _ = $0.remove(name) } }
}
