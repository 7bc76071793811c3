// SPDX-License-Identifier: Apache-2.0

/// The flat parts of an index in the order of a file.
extension IndexCore {
  static let partCount = 17

  var parts: [UnsafeRawBufferPointer] {
    func raw<Value>(_ part: Grow<Value>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(part.buffer) }
    return [
      raw(words), raw(sounds), raw(names), raw(tokens), raw(text), raw(textEnds), raw(countryText), raw(unitOfWord),
      raw(unitKeys), raw(weights), raw(postings.starts), raw(postings.names), raw(near.places.starts),
      raw(near.places.entries), raw(keys.starts), raw(keys.entries), raw(runs),
    ]
  }

  convenience init(kind: NameKind, parts: [UnsafeRawBufferPointer], owner: AnyObject) {
    func part<Value: BitwiseCopyable>(_ index: Int) -> Grow<Value> {
      let raw = parts[index]
      let count = raw.count / MemoryLayout<Value>.stride
      guard count > 0, let base = raw.baseAddress else { return Grow(capacity: 1) }
      return Grow(
        mapped: UnsafeMutableRawPointer(mutating: base).bindMemory(to: Value.self, capacity: count), count: count,
        owner: owner)
    }
    let countryText: Grow<UInt8> = part(6)
    let countries = String(decoding: countryText.buffer, as: UTF8.self).split(separator: "\n").map(String.init)
    self.init(
      kind: kind, words: part(0), sounds: part(1), names: part(2), tokens: part(3), runs: part(16), text: part(4), textEnds: part(5),
      countries: countries, unitOfWord: part(7), unitKeys: part(8), weights: part(9),
      postings: Postings(starts: part(10), names: part(11)),
      near: NearWords(places: HashedPlaces(starts: part(12), entries: part(13))),
      keys: HashedPlaces(starts: part(14), entries: part(15)))
  }
}
