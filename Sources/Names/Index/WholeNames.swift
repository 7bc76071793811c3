// SPDX-License-Identifier: Apache-2.0

/// What names are found by beside their single words, in a search as among the close pairs of a list.
enum WholeNames {
  /// Names with the same letters, the same words in another order, or the first letters of the other, and which share of its
  /// weight a name has in common with them for that. A name may come several times.
  /// - Parameter most: so many of one kind at most.
  @inline(__always) static func each(
    like record: NameRecord, in core: IndexCore, most: Int, _ body: (_ name: Int, _ share: Float) -> Void
  ) {
    @inline(__always) func look(_ hash: UInt32, _ salt: UInt32, _ share: Float, most: Int) {
      guard hash != 0 else { return }
      var left = most
      core.keys.each(hash ^ salt) { name in
        guard left > 0 else { return }
        left -= 1
        body(name, share)
      }
    }
    look(record.joined, HashedPlaces.Salt.joined, 1, most: most)
    if record.joinedWhole != record.joined { look(record.joinedWhole, HashedPlaces.Salt.joined, 1, most: most) }
    if record.count > 1 { look(record.unordered, HashedPlaces.Salt.unordered, 0.5, most: most) }
    guard core.kind == .organisation else { return }
    look(record.acronym, HashedPlaces.Salt.initials, 0.5, most: mostInitials)
    look(record.initials, HashedPlaces.Salt.acronym, 0.5, most: mostInitials)
  }

  private static let mostInitials = 100

  /// Two neighbouring words here may be one there: its unit, and what the two weigh.
  @inline(__always) static func eachJoined(
    _ view: NameView, in core: IndexCore, _ body: (_ unit: Int, _ weight: Float) -> Void
  ) {
    guard view.count > 1 else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * SoundLetters.limit) { buffer in
      guard let letters = buffer.baseAddress else { return }
      for index in 0..<view.count - 1 {
        var count = 0
        for place in index...index + 1 {
          let word = view.words + view.place(place)
          for offset in 0..<min(SoundLetters.limit, Int(word.pointee.length)) {
            let code = view.sounds[Int(word.pointee.start) + offset]
            if code < 26, count > 0, letters[count - 1] == code { continue }
            letters[count] = code
            count += 1
          }
        }
        guard count >= 5 else { continue }
        let unit = core.units.find(Hash64.of(letters, count, seed: 0x50))
        if unit >= 0 { body(Int(unit), view.weight(index) + view.weight(index + 1)) }
      }
    }
  }
}
