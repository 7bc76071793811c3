// SPDX-License-Identifier: Apache-2.0

/// The words of a name laid out for one comparison, so that its loops look nothing up.
struct WordRow {
  let words: UnsafeMutablePointer<UnsafePointer<WordRecord>>
  var record: UnsafePointer<NameRecord>
  var count = 0
  var sounds: UnsafePointer<UInt8>
  /// The letters of all words run together.
  var run: UnsafePointer<UInt8>

  init() {
    words = .allocate(capacity: NameRecord.mostWords)
    // Nothing to read yet; ``fill(_:)`` says where.
    record = UnsafePointer(UnsafeRawPointer(words).assumingMemoryBound(to: NameRecord.self))
    sounds = UnsafePointer(UnsafeRawPointer(words).assumingMemoryBound(to: UInt8.self))
    run = sounds
  }

  func deallocate() {
    words.deallocate()
  }

  @inline(__always) mutating func fill(_ name: NameView) {
    record = name.place
    count = Int(record.pointee.count)
    sounds = name.sounds
    run = name.run
    for index in 0..<count { words[index] = name.words + Token.word(name.tokens[index]) }
  }

  // As the record has them.
  @inline(__always) var plain: UInt32 { record.pointee.plain }
  @inline(__always) var likeForm: UInt32 { record.pointee.likeForm }
  @inline(__always) var places: UInt32 { record.pointee.places }
  @inline(__always) var numbers: UInt32 { record.pointee.numbers }
  @inline(__always) var lands: UInt32 { record.pointee.lands }
  @inline(__always) var long: UInt32 { record.pointee.long }
  @inline(__always) var marks: UInt64 { record.pointee.marks }
  @inline(__always) var runLength: Int { Int(record.pointee.letters.joined) }

  /// Bits of all words.
  @inline(__always) var all: UInt32 { count >= 32 ? .max : (1 &<< UInt32(count)) &- 1 }

  @inline(__always) func weight(at index: Int) -> Float { words[index].pointee.weight }

  @inline(__always) func weight(_ bits: UInt32) -> Float {
    var total: Float = 0
    var rest = bits
    while rest != 0 {
      total += weight(at: rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
    return total
  }

  func hasNumber(_ bits: UInt32) -> Bool {
    var rest = bits
    while rest != 0 {
      if words[rest.trailingZeroBitCount].pointee.number != 0 { return true }
      rest &= rest &- 1
    }
    return false
  }

  /// The sounds of all words but some, run together: doubles where they touch are one, and beyond 64 there are none.
  /// - Parameter buffer: memory for ``runCapacity`` letters.
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

  /// Sounds of a word that others may run together to.
  static let shortestCut: UInt8 = 5

  /// Letters of a run, and what a word may reach beyond them.
  static let runCapacity = NameLetters.most + SoundLetters.limit

  @inline(__always) private func append(
    _ word: UnsafePointer<WordRecord>, to buffer: UnsafeMutablePointer<UInt8>, _ length: Int, most: Int
  ) -> Int {
    let sound = sounds + Int(word.pointee.start)
    let count = Int(word.pointee.length)
    guard count > 0 else { return length }
    // Within a word there are no doubles.
    let skipped = length > 0 && sound[0] < 26 && buffer[length &- 1] == sound[0] ? 1 : 0
    Self.copy(sound + skipped, count &- skipped, to: buffer + length)
    return min(most, length &+ count &- skipped)
  }

  /// A word is short: a call would take longer than copying.
  @inline(__always) private static func copy(_ from: UnsafePointer<UInt8>, _ count: Int, to: UnsafeMutablePointer<UInt8>) {
    let (source, target) = (UnsafeRawPointer(from), UnsafeMutableRawPointer(to))
    if count >= 8 {
      var place = 0
      while place &+ 8 < count {
        target.storeBytes(of: source.loadUnaligned(fromByteOffset: place, as: UInt64.self), toByteOffset: place, as: UInt64.self)
        place &+= 8
      }
      let last = count &- 8
      target.storeBytes(of: source.loadUnaligned(fromByteOffset: last, as: UInt64.self), toByteOffset: last, as: UInt64.self)
    } else if count >= 4 {
      let last = count &- 4
      let (x, y) = (source.loadUnaligned(as: UInt32.self), source.loadUnaligned(fromByteOffset: last, as: UInt32.self))
      target.storeBytes(of: x, as: UInt32.self)
      target.storeBytes(of: y, toByteOffset: last, as: UInt32.self)
    } else {
      for index in 0..<count { to[index] = from[index] }
    }
  }
}
