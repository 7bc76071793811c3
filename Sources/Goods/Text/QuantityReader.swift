// SPDX-License-Identifier: Apache-2.0

/// Reads the number that stands after words such as "полная масса", with its unit.
enum QuantityReader {
  struct Quantity: Equatable {
    var dimension: QuantityRange.Dimension
    var low: Double
    var high: Double
  }

  /// Letters and signs between the words and the number, at most.
  private static let reach = 30

  /// What is stated after a place in the text: "полная масса: 18 000 кг", "полная масса, кг 18000", "gross weight 12-14 t".
  /// - Returns: the quantity and where it ends in the text; nil when no number with a unit follows in the same sentence, and for one that may be read in two ways
  ///   ("18.000 кг").
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> (quantity: Quantity, end: Int)? {
    // A character cut off at the end becomes U+FFFD, which is neither digit nor letter.
    let text = Array(String(decoding: bytes[min(start, bytes.count)..<min(start + 160, bytes.count)], as: Unicode.UTF8.self).unicodeScalars)
    var place = 0
    var unitBefore: (QuantityRange.Dimension, Double)?
    while place < text.count, !isDigit(text[place]) {
      if place >= reach || ";\n。；".unicodeScalars.contains(text[place]) { return nil }
      if text[place] == ".", place + 1 < text.count, text[place + 1] == " " { return nil }
      if isLetter(text[place]) {
        let word = letters(text, &place)
        unitBefore = QuantityRange.units[word] ?? unitBefore
      } else {
        place += 1
      }
    }
    guard let first = number(text, &place) else { return nil }
    var last = first
    var next = place
    while next < text.count, text[next] == " " { next += 1 }
    if next < text.count, "-–—".unicodeScalars.contains(text[next]) {
      next += 1
      while next < text.count, text[next] == " " { next += 1 }
      if next < text.count, isDigit(text[next]) {
        guard let other = number(text, &next) else { return nil }
        (last, place) = (other, next)
      }
    }
    while place < text.count, text[place] == " " || text[place] == "\u{A0}" { place += 1 }
    var unit = unitBefore
    if place < text.count, isLetter(text[place]) { unit = QuantityRange.units[letters(text, &place)] ?? unitBefore }
    guard let unit else { return nil }
    let length = text[..<place].reduce(0) { $0 + Unicode.UTF8.width($1) }
    return (
      Quantity(dimension: unit.0, low: min(first, last) * unit.1, high: max(first, last) * unit.1),
      min(start + length, bytes.count)
    )
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }

  /// Letters, with points between single ones ("л.с."), lower case. Chinese units are looked up as far as they go.
  private static func letters(_ text: [Unicode.Scalar], _ place: inout Int) -> String {
    var word = ""
    while place < text.count {
      if isLetter(text[place]) {
        word += text[place].properties.lowercaseMapping
      } else if text[place] == ".", word.unicodeScalars.count == 1, place + 1 < text.count, isLetter(text[place + 1]) {
        word += "."
      } else {
        break
      }
      place += 1
      // Chinese is written without spaces: a unit ends where its characters do.
      if let last = word.unicodeScalars.last, Alphabet.isHan(last.value), QuantityRange.units[word] != nil { break }
    }
    return word
  }

  /// Digits with spaces between thousands and a decimal comma or point; nil when "1.500" leaves open which it is.
  private static func number(_ text: [Unicode.Scalar], _ place: inout Int) -> Double? {
    var digits = ""
    func run(from start: Int) -> Int {
      var end = start
      while end < text.count, isDigit(text[end]) { end += 1 }
      return end
    }
    var end = run(from: place)
    digits += String(String.UnicodeScalarView(text[place..<end]))
    while digits.count <= 9, end + 3 < text.count, text[end] == " " || text[end] == "\u{A0}", run(from: end + 1) == end + 4 {
      digits += String(String.UnicodeScalarView(text[(end + 1)..<(end + 4)]))
      end += 4
    }
    if end + 1 < text.count, text[end] == "," || text[end] == ".", isDigit(text[end + 1]) {
      let fraction = run(from: end + 1)
      if fraction - end - 1 == 3 { return nil }
      digits += "." + String(String.UnicodeScalarView(text[(end + 1)..<fraction]))
      end = fraction
    }
    place = end
    return Double(digits)
  }
}
