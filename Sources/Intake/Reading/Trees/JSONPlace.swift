// SPDX-License-Identifier: Apache-2.0

/// Where in a JSON file the rows stand: in the values at the top, or in an array below them.
struct JSONPlace: Sendable, Hashable {
  /// Keys from the top down; empty when the values at the top are the rows, or the elements of an array there.
  var keys: [String]

  var path: String { keys.joined(separator: ".") }

  /// So much of the file is looked at.
  static let head = 4 << 20

  /// From the beginning of a text: the array of objects that most of it is spent on.
  init(_ head: ArraySlice<UInt8>) {
    let scanner = JSONScanner(BytesStream(head))
    var census = Census()
    do {
      while let first = try scanner.next() {
        if first == UInt8(ascii: ",") {
          scanner.skip()
          continue
        }
        census.values += 1
        if first == UInt8(ascii: "[") { census.isArray = true }
        if first == UInt8(ascii: "{") {
          try JSONPlace.look(scanner, [], &census)
        } else {
          try scanner.value(into: nil)
        }
      }
    } catch {
      // The beginning ends where it ends.
      census.close(scanner.offset)
    }
    let all = max(1, scanner.offset)
    guard !census.isArray, let best = census.found.max(by: { ($0.value.bytes, $1.key) < ($1.value.bytes, $0.key) }) else {
      keys = []
      return
    }
    // Several values at the top are rows themselves, unless they are little more than a frame around others.
    let isFrame = best.value.bytes * 10 > all * 7 && best.value.count > census.values
    keys = census.values == 1 || isFrame ? best.key.split(separator: "\u{1F}").map(String.init) : []
  }

  init(keys: [String]) { self.keys = keys }

  private struct Census {
    var values = 0
    var isArray = false
    var found: [String: (count: Int, bytes: Int)] = [:]
    var open: [(path: String, start: Int)] = []

    mutating func close(_ offset: Int) {
      for array in open { found[array.path, default: (0, 0)].bytes += offset - array.start }
      open = []
    }
  }

  private static func look(_ scanner: JSONScanner, _ path: [String], _ census: inout Census) throws {
    scanner.skip()
    try scanner.members { name in
      let inner = path + [String(decoding: name, as: UTF8.self)]
      try scanner.expect(UInt8(ascii: ":"))
      switch try scanner.next() {
      case UInt8(ascii: "{") where inner.count < 6: try look(scanner, inner, &census)
      case UInt8(ascii: "["):
        let key = inner.joined(separator: "\u{1F}")
        scanner.skip()
        census.open.append((key, scanner.offset))
        var isOfObjects = false
        var count = 0
        do {
          try scanner.elements {
            if count == 0 { isOfObjects = try scanner.next() == UInt8(ascii: "{") }
            count += 1
            if isOfObjects { census.found[key, default: (0, 0)].count += 1 }
            try scanner.value(into: nil)
          }
        } catch {
          if !isOfObjects { census.open.removeLast() }
          throw error
        }
        let start = census.open.removeLast().start
        if isOfObjects { census.found[key, default: (0, 0)].bytes += scanner.offset - start }
      default: try scanner.value(into: nil)
      }
    }
  }
}
