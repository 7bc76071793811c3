// SPDX-License-Identifier: Apache-2.0

/// A compiled name with all that its words need, by pointers that live as long as the comparison.
struct NameView {
  var record: NameRecord
  var tokens: UnsafePointer<UInt32>
  var words: UnsafePointer<WordRecord>
  var sounds: UnsafePointer<UInt8>
  /// The weight of each word of the pool, 0 … 1.
  var weights: UnsafePointer<Float>

  @inline(__always) var count: Int { Int(record.count) }
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
      record: names[index], tokens: tokens + Int(names[index].start), words: words, sounds: sounds, weights: weights)
  }
}
