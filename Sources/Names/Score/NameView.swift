// SPDX-License-Identifier: Apache-2.0

/// A compiled name with all that its words need, by pointers that live as long as the comparison.
struct NameView {
  /// Where its record is.
  var place: UnsafePointer<NameRecord>
  var tokens: UnsafePointer<UInt32>
  var words: UnsafePointer<WordRecord>
  var sounds: UnsafePointer<UInt8>
  /// The weight of each word of the pool, 0 … 1, as the words have it, too.
  var weights: UnsafePointer<Float>

  @inline(__always) var record: NameRecord { place.pointee }
  @inline(__always) var count: Int { Int(place.pointee.count) }
  @inline(__always) func place(_ index: Int) -> Int { Token.word(tokens[index]) }
  @inline(__always) func weight(_ index: Int) -> Float { weights[place(index)] }
}

/// The names of an index by pointers, without a reference to count in inner loops; whoever reads them keeps the index.
struct NameViews {
  let names: UnsafePointer<NameRecord>
  let tokens: UnsafePointer<UInt32>
  let words: UnsafePointer<WordRecord>
  let sounds: UnsafePointer<UInt8>
  let weights: UnsafePointer<Float>

  @inline(__always) subscript(_ index: Int) -> NameView {
    NameView(
      place: names + index, tokens: tokens + Int(names[index].start), words: words, sounds: sounds, weights: weights)
  }
}

/// Names that are compiled for one comparison, outside an index: their records lie here.
final class LooseNames {
  private let records = Grow<NameRecord>(repeating: NameRecord(), count: 2)

  /// The words are those of a pool; `weights` those of its words.
  func view(_ side: Int, _ record: NameRecord, _ tokens: Grow<UInt32>, _ pool: WordPool, _ weights: Grow<Float>) -> NameView {
    records[side] = record
    return NameView(
      place: UnsafePointer(records.base + side), tokens: UnsafePointer(tokens.base), words: UnsafePointer(pool.records.base),
      sounds: UnsafePointer(pool.sounds.base), weights: UnsafePointer(weights.base))
  }
}
