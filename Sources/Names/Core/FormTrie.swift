// SPDX-License-Identifier: Apache-2.0

/// Legal forms by the numbers of their words, for finding them in a name without making text.
final class FormTrie: Sendable {
  /// A number for each word that occurs in a form.
  let words: [String: Int32]
  /// What each form says, packed: class in the high three bits, the language it is bound to in the low five; 255 for a
  /// form that says "company" only. Two names fit by these as ``LegalForm/fit(_:_:)`` says.
  let distinctions: [UInt8]
  private let steps: [UInt64: Int32]
  private let ends: [Int32]

  static let nothing: UInt8 = 255
  /// The class of natural persons in business, as in the high bits.
  static let trader = UInt8(LegalForm.Class.allCases.firstIndex(of: .trader) ?? 8) - 1

  init() {
    var words: [String: Int32] = [:]
    var distinctions: [UInt8] = []
    var steps: [UInt64: Int32] = [:]
    var ends: [Int32] = [-1]
    for (spelling, form) in LegalForms.standard.spellings {
      var node: Int32 = 0
      for word in spelling {
        let number = words[word] ?? Int32(words.count)
        words[word] = number
        let step = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: number))
        if let next = steps[step] {
          node = next
        } else {
          node = Int32(ends.count)
          ends.append(-1)
          steps[step] = node
        }
      }
      ends[Int(node)] = Int32(distinctions.count)
      distinctions.append(Self.packed(form))
    }
    self.words = words
    self.distinctions = distinctions
    self.steps = steps
    self.ends = ends
  }

  /// The longest form that begins at a word: how many words, and which form; nil if there is none.
  func longest(from start: Int, count: Int, number: (Int) -> Int32) -> (length: Int, form: Int32)? {
    var node: Int32 = 0
    var found: (Int, Int32)?
    var index = start
    while index < count {
      let word = number(index)
      guard word >= 0,
        let next = steps[UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))]
      else { break }
      node = next
      index += 1
      if ends[Int(node)] >= 0 { found = (index - start, ends[Int(node)]) }
    }
    return found
  }

  /// The words of a name that belong to no legal form: what a name's compiler would leave of them.
  func left(of name: [String]) -> [String] {
    func number(_ index: Int) -> Int32 { words[name[index]] ?? -1 }
    func isEnd(_ start: Int) -> Bool {
      var index = start
      while index < name.count {
        guard let (length, _) = longest(from: index, count: name.count, number: number) else { return false }
        index += length
      }
      return true
    }
    var left: [String] = []
    var index = 0
    while index < name.count {
      guard let (length, _) = longest(from: index, count: name.count, number: number),
        length > 1 || left.isEmpty || name[index].utf8.count >= 4 || isEnd(index + length)
      else {
        left.append(name[index])
        index += 1
        continue
      }
      index += length
    }
    return left
  }

  static func packed(_ form: LegalForm) -> UInt8 {
    guard let distinction = form.distinction else { return nothing }
    let parts = distinction.split(separator: "/")
    guard let kind = LegalForm.Class.allCases.firstIndex(where: { $0.rawValue == parts[0] }) else { return nothing }
    // Seven classes say something; `company`, the first, has none.
    let language = parts.count > 1 ? (LegalForm.boundLanguages.firstIndex(of: String(parts[1])) ?? 0) + 1 : 0
    return UInt8(kind - 1) << 5 | UInt8(language)
  }

  /// Four distinctions at most, one a byte, 255 where there is none.
  static func adding(_ form: UInt8, to set: UInt32) -> UInt32 {
    guard form != nothing else { return set }
    for place in 0..<4 as Range<UInt32> {
      let held = UInt8(truncatingIfNeeded: set >> (8 * place))
      if held == form { return set }
      if held == nothing { return set & ~(255 << (8 * place)) | UInt32(form) << (8 * place) }
    }
    return set
  }

  static let none: UInt32 = .max

  @inline(__always) static func fit(_ a: UInt32, _ b: UInt32) -> Bool {
    if a == b || a == none || b == none { return true }
    for i in 0..<4 as Range<UInt32> {
      let x = UInt8(truncatingIfNeeded: a >> (8 * i))
      if x == nothing { continue }
      for j in 0..<4 as Range<UInt32> {
        let y = UInt8(truncatingIfNeeded: b >> (8 * j))
        if y == nothing { continue }
        if x >> 5 == y >> 5, x == y || x & 31 == 0 || y & 31 == 0 { return true }
      }
    }
    return false
  }
}
