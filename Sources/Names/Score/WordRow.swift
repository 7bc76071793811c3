// SPDX-License-Identifier: Apache-2.0

/// The words of a name laid out for one comparison, so that its loops look nothing up.
struct WordRow {
  let words: UnsafeMutablePointer<UnsafePointer<WordRecord>>
  let weights: UnsafeMutablePointer<Float>
  var count = 0
  var sounds: UnsafePointer<UInt8>
  /// As the record has them.
  var plain: UInt32 = 0
  var likeForm: UInt32 = 0

  init() {
    words = .allocate(capacity: NameRecord.mostWords)
    weights = .allocate(capacity: NameRecord.mostWords)
    sounds = UnsafePointer(UnsafeRawPointer(words).assumingMemoryBound(to: UInt8.self))
  }

  func deallocate() {
    words.deallocate()
    weights.deallocate()
  }

  @inline(__always) mutating func fill(_ name: NameView) {
    count = name.count
    sounds = name.sounds
    plain = name.record.plain
    likeForm = name.record.likeForm
    for index in 0..<count {
      let place = Token.word(name.tokens[index])
      words[index] = name.words + place
      weights[index] = name.weights[place]
    }
  }

  /// Bits of all words.
  @inline(__always) var all: UInt32 { count >= 32 ? .max : (1 &<< UInt32(count)) &- 1 }

  @inline(__always) func weight(_ bits: UInt32) -> Float {
    var total: Float = 0
    var rest = bits
    while rest != 0 {
      total += weights[rest.trailingZeroBitCount]
      rest &= rest &- 1
    }
    return total
  }

  /// The sounds of all words but some, run together: doubles where they touch are one, and beyond 64 there are none.
  @inline(__always) func run(without left: UInt32, into buffer: UnsafeMutablePointer<UInt8>) -> Int {
    var rest = all & ~left
    var length = 0
    while rest != 0 {
      let word = words[rest.trailingZeroBitCount]
      rest &= rest &- 1
      length = append(word, to: buffer, length, most: NameLetters.most)
    }
    return length
  }

  /// The sounds of neighbouring words run together; their number, 60 at most.
  @inline(__always) func run(_ start: Int, _ count: Int, into buffer: UnsafeMutablePointer<UInt8>) -> Int {
    var length = 0
    for index in start..<start &+ count { length = append(words[index], to: buffer, length, most: 60) }
    return length
  }

  @inline(__always) private func append(
    _ word: UnsafePointer<WordRecord>, to buffer: UnsafeMutablePointer<UInt8>, _ length: Int, most: Int
  ) -> Int {
    let sound = sounds + Int(word.pointee.start)
    let count = Int(word.pointee.length)
    guard count > 0 else { return length }
    // Within a word there are no doubles.
    let skipped = length > 0 && sound[0] < 26 && buffer[length &- 1] == sound[0] ? 1 : 0
    let taken = min(count &- skipped, most &- length)
    guard taken > 0 else { return length }
    (buffer + length).update(from: sound + skipped, count: taken)
    return length &+ taken
  }
}
