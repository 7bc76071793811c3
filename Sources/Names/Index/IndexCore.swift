// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The parts of an index in flat memory, made once and then only read, so that a file of them can be mapped as it is.
final class IndexCore: Sendable {
  let kind: NameKind
  /// Distinct words of the list, and the letters of their sounds.
  let words: Grow<WordRecord>
  let sounds: Grow<UInt8>
  /// Names, their words, and the text as given.
  let names: Grow<NameRecord>
  let tokens: Grow<UInt32>
  /// The letters of each name run together.
  let runs: Grow<UInt8>
  let text: Grow<UInt8>
  let textEnds: Grow<UInt64>
  /// Countries as the list writes them, lower case; a name's country is its place here plus one.
  let countries: [String]

  // What follows is derived from the parts above.
  /// Units: words that count as one (same sound or concept). Their number by word; how many names hold each.
  let unitOfWord: Grow<UInt32>
  let unitKeys: Grow<UInt64>
  let weights: Grow<Float>
  let postings: Postings
  let near: NearWords
  /// Names by hashes of all their letters, their words in any order, their initials.
  let keys: HashedPlaces
  /// What the words of each name weigh together.
  let totals: Grow<Float>
  /// The countries, for a file.
  let countryText: Grow<UInt8>
  let units: SharedTable

  init(
    kind: NameKind, words: Grow<WordRecord>, sounds: Grow<UInt8>, names: Grow<NameRecord>, tokens: Grow<UInt32>,
    runs: Grow<UInt8>, text: Grow<UInt8>, textEnds: Grow<UInt64>, countries: [String], width: Int
  ) {
    self.kind = kind
    self.words = words
    self.sounds = sounds
    self.names = names
    self.tokens = tokens
    self.runs = runs
    self.text = text
    self.textEnds = textEnds
    self.countries = countries

    let units = SharedTable(expecting: words.count)
    let unitOfWord = Grow<UInt32>(capacity: words.count)
    let unitKeys = Grow<UInt64>(capacity: words.count)
    for index in 0..<words.count {
      let key = words[index].unit
      var unit = units.find(key)
      if unit < 0 {
        unit = Int32(unitKeys.count)
        units.insert(key, unit)
        unitKeys.append(key)
      }
      unitOfWord.append(UInt32(unit))
    }
    self.unitOfWord = unitOfWord
    self.unitKeys = unitKeys
    self.units = units
    postings = Postings(names: names, tokens: tokens, unitOfWord: unitOfWord, units: unitKeys.count)
    let rarity = Rarity(names: names.count)
    let weights = Grow<Float>(capacity: words.count)
    for index in 0..<words.count {
      let unit = Int(unitOfWord[index])
      weights.append(
        rarity.weight(count: postings.count(unit), unit: unitKeys[unit], kind: words[index].wordKind))
      words.base[index].weight = weights.base[index]
    }
    self.weights = weights
    near = NearWords(words: words, sounds: sounds, width: width)
    keys = HashedPlaces(names: names)
    totals = Self.totals(names, tokens, weights)
    countryText = Grow(Array(countries.joined(separator: "\n").utf8))
  }

  private static func totals(_ names: Grow<NameRecord>, _ tokens: Grow<UInt32>, _ weights: Grow<Float>) -> Grow<Float> {
    let totals = Grow<Float>(capacity: names.count)
    for index in 0..<names.count {
      let name = names.base[index]
      var total: Float = 0
      for place in 0..<Int(name.count) { total += weights.base[Token.word(tokens.base[Int(name.start) + place])] }
      totals.append(total)
    }
    return totals
  }

  init(
    kind: NameKind, words: Grow<WordRecord>, sounds: Grow<UInt8>, names: Grow<NameRecord>, tokens: Grow<UInt32>,
    runs: Grow<UInt8>, text: Grow<UInt8>, textEnds: Grow<UInt64>, countries: [String], unitOfWord: Grow<UInt32>, unitKeys: Grow<UInt64>,
    weights: Grow<Float>, postings: Postings, near: NearWords, keys: HashedPlaces
  ) {
    self.kind = kind
    self.words = words
    self.sounds = sounds
    self.names = names
    self.tokens = tokens
    self.runs = runs
    self.text = text
    self.textEnds = textEnds
    self.countries = countries
    self.unitOfWord = unitOfWord
    self.unitKeys = unitKeys
    self.weights = weights
    self.postings = postings
    self.near = near
    self.keys = keys
    totals = Self.totals(names, tokens, weights)
    countryText = Grow(Array(countries.joined(separator: "\n").utf8))
    units = SharedTable(expecting: unitKeys.count)
    for unit in 0..<unitKeys.count { units.insert(unitKeys[unit], Int32(unit)) }
  }

  var count: Int { names.count }

  var views: NameViews {
    NameViews(
      names: UnsafePointer(names.base), tokens: UnsafePointer(tokens.base), words: UnsafePointer(words.base),
      sounds: UnsafePointer(sounds.base), runs: UnsafePointer(runs.base), weights: UnsafePointer(weights.base))
  }

  @inline(__always) func view(_ index: Int) -> NameView { views[index] }

  func name(_ index: Int) -> IndexedName {
    let start = index == 0 ? 0 : Int(textEnds[index - 1])
    let bytes = UnsafeBufferPointer(start: text.base + start, count: Int(textEnds[index]) - start)
    let country = Int(names[index].country)
    return IndexedName(
      String(decoding: bytes, as: UTF8.self), country: country == 0 ? nil : countries[country - 1])
  }

  /// Bytes of the parts, which is what the index needs in memory and on disk.
  var bytes: Int {
    let perWord = words.count * (MemoryLayout<WordRecord>.stride + 4 + 4) + unitKeys.count * 8 + sounds.count
    let perName = names.count * (MemoryLayout<NameRecord>.stride + 4 + 8) + tokens.count * 4 + text.count + runs.count
    return perWord + perName + postings.bytes + near.bytes + keys.bytes
  }
}

/// A ``KeyTable`` that is read by many once it is full.
final class SharedTable: @unchecked Sendable {
  private var table: KeyTable
  init(expecting: Int) { table = KeyTable(expecting: expecting) }
  @inline(__always) func find(_ key: UInt64) -> Int32 { table.find(key) }
  func insert(_ key: UInt64, _ value: Int32) { table.insert(key, value) }
}

/// How much a word says: rare words of the list much, common ones little; the names of public lists count along, so
/// that short lists and single comparisons know what is common.
struct Rarity {
  private let names: Double
  private let log: Double

  init(names: Int) {
    self.names = Double(names + Lexicon.standard.countedNames)
    log = Foundation.log(max(2, self.names))
  }

  /// 0.02 … 1
  func weight(count: Int, unit: UInt64, kind: WordKind) -> Float {
    if kind == .link { return 0.02 }
    let known = Double(count) + Double(Lexicon.standard.counts[unit] ?? 0)
    let rarity = max(0.15, Foundation.log(names / (known + 1)) / log)
    switch kind {
    case .plain, .link: return Float(rarity)
    case .generic: return Float(min(rarity, 0.45) * 0.6)
    case .place: return Float(min(rarity, 0.5) * 0.6)
    case .number: return Float(min(rarity, 0.6))
    }
  }
}
