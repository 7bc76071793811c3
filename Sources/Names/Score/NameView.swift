// SPDX-License-Identifier: Apache-2.0

/// A compiled name with all that its words need, by pointers that live as long as the comparison.
struct NameView {
  /// Where its record is.
  var place: UnsafePointer<NameRecord>
  var tokens: UnsafePointer<UInt32>
  var words: UnsafePointer<WordRecord>
  var sounds: UnsafePointer<UInt8>
  /// Its letters run together, as many as `letters.joined` of the record.
  var run: UnsafePointer<UInt8>
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
  let runs: UnsafePointer<UInt8>
  let weights: UnsafePointer<Float>

  @inline(__always) subscript(_ index: Int) -> NameView {
    NameView(
      place: names + index, tokens: tokens + Int(names[index].start), words: words, sounds: sounds,
      run: runs + Int(names[index].run), weights: weights)
  }
}
