// SPDX-License-Identifier: Apache-2.0

/// Makers and bodies that are known by names of several words (``KnownNames``).
extension NameCompiler {
  /// The maker or body whose name of several words begins here, and where the words after it begin; nil if there is none.
  func known(from start: Int, _ count: Int, _ isForm: UInt64) -> (maker: UInt16, end: Int)? {
    for phrase in lexicon.known.beginning(with: pool.records[Int(places[start])].key) where !phrase.isBody || tokens.count == 0 {
      guard let end = end(of: phrase.keys, from: start, count, isForm) else { continue }
      if phrase.isBody, next(after: end - 1, count, isForm) != nil { continue }
      return (phrase.concept, end)
    }
    return nil
  }

  /// Where the words after these begin; nil if they are not here. Legal forms and links in between do not count.
  private func end(of keys: [UInt64], from start: Int, _ count: Int, _ isForm: UInt64) -> Int? {
    var place = start
    for position in 1..<keys.count {
      guard let index = next(after: place, count, isForm), places[index] >= 0,
        pool.records[Int(places[index])].key == keys[position]
      else { return nil }
      place = index
    }
    return place + 1
  }

  /// The next word of the name that is neither a legal form nor a link.
  private func next(after place: Int, _ count: Int, _ isForm: UInt64) -> Int? {
    var index = place + 1
    while index < count {
      let isLink = places[index] >= 0 && pool.records[Int(places[index])].kind == WordKind.link.rawValue
      if isForm & 1 << UInt64(index) == 0, !isLink { return index }
      index += 1
    }
    return nil
  }
}
