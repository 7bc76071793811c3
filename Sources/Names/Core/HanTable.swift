// SPDX-License-Identifier: Apache-2.0

/// Simplified form and reading of every Chinese character of the basic plane, from ICU's tables (han.tsv says how). Read the
/// first time that a name holds such a character.
final class HanTable: Sendable {
  static let standard = HanTable()

  static let range = 0x3400...0x9FFF
  private let simple: [UInt16]
  private let readings: [UInt16]
  /// Syllables by number; 0 is no reading.
  let syllables: [[UInt8]]
  private let pairs: [UInt32: [UInt16]]
  private let surnames: [[UInt16]: [UInt16]]

  private init() {
    var simple = Self.range.map(UInt16.init)
    var readings = [UInt16](repeating: 0, count: Self.range.count)
    var syllables: [[UInt8]] = [[]]
    var numbers: [String: UInt16] = [:]
    func number(_ syllable: String) -> UInt16 {
      if let known = numbers[syllable] { return known }
      let new = UInt16(syllables.count)
      numbers[syllable] = new
      syllables.append(Array(syllable.utf8))
      return new
    }
    for row in NameData.rows(of: "han", columns: 2) {
      let scalars = row[1].unicodeScalars.map { UInt16(truncatingIfNeeded: $0.value) }
      if row[0] == "*" {
        for index in stride(from: 0, to: scalars.count - 1, by: 2) { simple[Int(scalars[index]) - 0x3400] = scalars[index + 1] }
      } else {
        let syllable = number(row[0])
        for scalar in scalars { readings[Int(scalar) - 0x3400] = syllable }
      }
    }
    for (character, reading) in HanScript.companyReadings {
      if let scalar = character.unicodeScalars.first, let syllable = reading.first {
        readings[Int(scalar.value) - 0x3400] = number(syllable)
      }
    }
    var pairs: [UInt32: [UInt16]] = [:]
    for (phrase, reading) in HanScript.phrases {
      let scalars = phrase.unicodeScalars.map(\.value)
      if scalars.count == 2 { pairs[scalars[0] << 16 | scalars[1]] = reading.map(number) }
    }
    var surnames: [[UInt16]: [UInt16]] = [:]
    for (name, reading) in HanScript.surnames { surnames[HanLexicon.scalars(name)] = reading.map(number) }
    self.surnames = surnames
    self.simple = simple
    self.readings = readings
    self.syllables = syllables
    self.pairs = pairs
  }

  @inline(__always) func simplified(_ scalar: UInt16) -> UInt16 {
    Self.range.contains(Int(scalar)) ? simple[Int(scalar) - 0x3400] : scalar
  }

  /// The numbers of the syllables of simplified characters; 0 where a character has no reading.
  /// - Parameter isPerson: it is a person's name, which begins with the surname.
  func reading(_ text: ArraySlice<UInt16>, isPerson: Bool = false) -> [UInt16] {
    var result: [UInt16] = []
    var index = text.startIndex
    if isPerson, text.count > 1 {
      for length in [2, 1] where length < text.count {
        guard let reading = surnames[Array(text.prefix(length))] else { continue }
        result = reading
        index += length
        break
      }
    }
    while index < text.endIndex {
      if index + 1 < text.endIndex, let pair = pairs[UInt32(text[index]) << 16 | UInt32(text[index + 1])] {
        result += pair
        index += 2
        continue
      }
      result.append(Self.range.contains(Int(text[index])) ? readings[Int(text[index]) - 0x3400] : 0)
      index += 1
    }
    return result
  }

  func letters(_ reading: some Sequence<UInt16>) -> [UInt8] { reading.flatMap { syllables[Int($0)] } }
}
