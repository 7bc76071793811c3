// SPDX-License-Identifier: Apache-2.0

/// The names that hold a unit, each once, in order of the list.
final class Postings: Sendable {
  let starts: Grow<UInt32>
  let names: Grow<UInt32>

  init(starts: Grow<UInt32>, names: Grow<UInt32>) {
    self.starts = starts
    self.names = names
  }

  /// - Parameter order: which names, in which order, by their places in which they are listed; nil: all, in order of the list.
  init(
    names list: Grow<NameRecord>, tokens: Grow<UInt32>, unitOfWord: Grow<UInt32>, units: Int, order: Grow<UInt32>? = nil
  ) {
    let starts = Grow<UInt32>(repeating: 0, count: units + 1)
    func each(_ body: (_ name: Int, _ unit: Int) -> Void) {
      for position in 0..<(order?.count ?? list.count) {
        let name = order.map { Int($0.base[position]) } ?? position
        let record = list.base[name]
        let from = Int(record.start)
        for place in 0..<Int(record.count) {
          let unit = unitOfWord.base[Token.word(tokens.base[from + place])]
          // A unit that the name holds twice is counted once.
          var isFirst = true
          for before in 0..<place where unitOfWord.base[Token.word(tokens.base[from + before])] == unit {
            isFirst = false
            break
          }
          if isFirst { body(position, Int(unit)) }
        }
      }
    }
    each { _, unit in starts.base[unit + 1] += 1 }
    for unit in 0..<units { starts.base[unit + 1] += starts.base[unit] }
    let places = starts.copy()
    let names = Grow<UInt32>(repeating: 0, count: Int(starts[units]))
    each { name, unit in
      names.base[Int(places.base[unit])] = UInt32(name)
      places.base[unit] += 1
    }
    self.starts = starts
    self.names = names
  }

  @inline(__always) func count(_ unit: Int) -> Int { Int(starts.base[unit + 1] - starts.base[unit]) }
  @inline(__always) func list(_ unit: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: names.base + Int(starts.base[unit]), count: count(unit))
  }

  var bytes: Int { (starts.count + names.count) * 4 }
}

/// Places by 32-bit hashes: buckets of the high bits, then a scan of few.
final class HashedPlaces: Sendable {
  let starts: Grow<UInt32>
  /// The hash in the high half, the place in the low.
  let entries: Grow<UInt64>
  private let shift: UInt32

  init(starts: Grow<UInt32>, entries: Grow<UInt64>) {
    self.starts = starts
    self.entries = entries
    shift = UInt32(32 - (starts.count - 1).trailingZeroBitCount)
  }

  /// - Parameter parts: pieces of the entries; their order within a bucket stays.
  init(_ parts: [Grow<UInt64>]) {
    let count = parts.reduce(0) { $0 + $1.count }
    var bits: UInt32 = 4
    while bits < 26, 1 << bits < count { bits += 1 }
    shift = 32 - bits
    let starts = Grow<UInt32>(repeating: 0, count: 1 << Int(bits) + 1)
    for part in parts {
      for entry in part.buffer { starts.base[Int(entry >> UInt64(32 + shift)) + 1] += 1 }
    }
    for bucket in 0..<(1 << Int(bits)) { starts.base[bucket + 1] += starts.base[bucket] }
    let places = starts.copy()
    let entries = Grow<UInt64>(repeating: 0, count: count)
    for part in parts {
      for entry in part.buffer {
        let bucket = Int(entry >> UInt64(32 + shift))
        entries.base[Int(places.base[bucket])] = entry
        places.base[bucket] += 1
      }
    }
    self.starts = starts
    self.entries = entries
  }

  convenience init(names: Grow<NameRecord>) {
    let entries = Grow<UInt64>(capacity: names.count * 4)
    for index in 0..<names.count {
      let name = names.base[index]
      guard name.count > 0 else { continue }
      @inline(__always) func put(_ hash: UInt32, _ salt: UInt32) {
        if hash != 0 { entries.append(UInt64(hash ^ salt) << 32 | UInt64(index)) }
      }
      put(name.joined, Salt.joined)
      if name.joinedWhole != name.joined { put(name.joinedWhole, Salt.joined) }
      if name.count > 1 { put(name.unordered, Salt.unordered) }
      put(name.initials, Salt.initials)
      put(name.acronym, Salt.acronym)
    }
    self.init([entries])
  }

  enum Salt {
    static let joined: UInt32 = 0x1357_9BDF
    static let unordered: UInt32 = 0x2468_ACE0
    static let initials: UInt32 = 0x7531_0FED
    static let acronym: UInt32 = 0x0DD0_A11E
  }

  @inline(__always) func each(_ hash: UInt32, _ body: (Int) -> Void) {
    let bucket = Int(hash >> shift)
    var place = Int(starts.base[bucket])
    let end = Int(starts.base[bucket + 1])
    while place < end {
      let entry = entries.base[place]
      if UInt32(truncatingIfNeeded: entry >> 32) == hash { body(Int(UInt32(truncatingIfNeeded: entry))) }
      place += 1
    }
  }

  /// Memory for ``each(_:_:_:)``: as many of these as hashes.
  struct Slot: BitwiseCopyable {
    fileprivate var first: UInt64
    fileprivate var hash: UInt32
    fileprivate var start: UInt32
    fileprivate var end: UInt32
  }

  /// The same for many hashes, in their order: all buckets are looked up before the first is read, so that the processor waits for
  /// memory once and not for each.
  /// - Parameter slots: memory for as many.
  @inline(__always) func each(
    _ hashes: UnsafePointer<UInt32>, _ count: Int, _ slots: UnsafeMutablePointer<Slot>, _ body: (Int) -> Void
  ) {
    let (starts, entries) = (starts.base, entries.base)
    var used = 0
    for index in 0..<count {
      let bucket = Int(hashes[index] >> shift)
      let (start, end) = (starts[bucket], starts[bucket &+ 1])
      slots[used] = Slot(first: 0, hash: hashes[index], start: start, end: end)
      used &+= start < end ? 1 : 0
    }
    for index in 0..<used { slots[index].first = entries[Int(slots[index].start)] }
    for index in 0..<used {
      let slot = slots[index]
      var entry = slot.first
      var place = Int(slot.start)
      while true {
        if UInt32(truncatingIfNeeded: entry >> 32) == slot.hash { body(Int(UInt32(truncatingIfNeeded: entry))) }
        place &+= 1
        guard place < Int(slot.end) else { break }
        entry = entries[place]
      }
    }
  }

  var bytes: Int { starts.count * 4 + entries.count * 8 }
}
