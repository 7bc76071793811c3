// SPDX-License-Identifier: Apache-2.0

package import Foundation

extension NameIndex {
  /// Writes the index to a file that ``init(reading:)`` takes.
  package func write(to file: URL) throws {
    let lines = names.map { [$0.name, $0.country ?? ""] }
    try JSONEncoder().encode([[kind.rawValue]] + lines).write(to: file, options: .atomic)
  }

  package init(reading file: URL) throws {
    let rows = try JSONDecoder().decode([[String]].self, from: Data(contentsOf: file))
    let kind = rows.first?.first.flatMap(NameKind.init) ?? .organisation
    self.init(rows.dropFirst().map { IndexedName($0[0], country: $0[1].isEmpty ? nil : $0[1]) }, kind: kind)
  }
}
