// SPDX-License-Identifier: Apache-2.0

/// Collects the elements of one entry at a time.
struct UNReader {
  private let sink: EntitySink
  private var entry: UNEntry?
  private var group: [String: String] = [:]
  private var path: [String] = []
  private var text: [UInt8] = []

  /// An entry had begun and did not end.
  var isOpen: Bool { entry != nil }

  init(_ sink: EntitySink) { self.sink = sink }

  mutating func read(_ scanner: XMLScanner) throws {
    while true {
      switch try scanner.next() {
      case .start: try start(String(decoding: scanner.name, as: UTF8.self))
      case .text:
        guard entry != nil else { continue }
        if scanner.isLiteral { text.append(contentsOf: scanner.text) } else { XMLScanner.append(scanner.text, to: &text) }
      case .end: try end(String(decoding: scanner.name, as: UTF8.self))
      case .eof: return
      }
    }
  }

  private mutating func start(_ name: String) throws {
    text.removeAll(keepingCapacity: true)
    if name == "INDIVIDUAL" || name == "ENTITY" {
      entry = UNEntry(isPerson: name == "INDIVIDUAL", row: try sink.next())
      path = []
      return
    }
    guard entry != nil else { return }
    path.append(name)
    if path.count == 1 { group = [:] }
  }

  private mutating func end(_ name: String) throws {
    guard let entry else { return }
    if path.isEmpty {
      try finish(entry)
      self.entry = nil
      return
    }
    let value = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    text.removeAll(keepingCapacity: true)
    if path.count == 1 {
      self.entry?.add(path[0], value, group)
    } else if !value.isEmpty, let last = path.last {
      // The name of an element that ended at once is that of its beginning.
      group[last] = [group[last], value].compactMap { $0 }.joined(separator: "; ")
    }
    path.removeLast()
  }

  private func finish(_ entry: UNEntry) throws {
    do {
      sink.listed.add(try entry.listed(), row: entry.row)
      sink.accept()
    } catch let problem as ListRowProblem {
      sink.reject(
        entry.row, problem, original: entry.fields.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ", "))
    }
  }
}
