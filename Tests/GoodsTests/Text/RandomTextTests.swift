// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Goods

/// Whatever the bytes, the classifier answers, and answers the same again.
struct RandomTextTests {
  /// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers from the same seed, everywhere.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let matcher = Result { try GoodsCatalogue().textMatcher() }

  private static let pieces = [
    "экскаватор", "экскаваторов", "станка", "Шлем", "для", "с", "к", ",", ";", ":", "(", ")", "\n", "无人机", "用", "配件",
    "drone", "drones", "vest", "plate carrier", "DJI Mavic", "N3", "категории", "дизель-генератор", "литий-ионный",
    "аккумулятор", "части", "\u{306}", "ё", "Ａ", "₃", "\u{0}", "\u{10FFFF}", "  ", "—", "•", "и", "комплект", "станков",
  ]

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `Any bytes are answered`(seed: UInt64) throws {
    let matcher = try Self.matcher.get()
    var generator = Generator(state: seed)
    var workspace = TextMatcher.Workspace()
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0...80, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let text = GoodsText(
        description: String(decoding: bytes, as: UTF8.self), brand: String(decoding: bytes.reversed(), as: UTF8.self),
        context: String(decoding: bytes.shuffled(using: &generator), as: UTF8.self))
      #expect(matcher.matches(text, using: &workspace) == matcher.matches(text))
    }
  }

  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func `Any order of words is answered, the same in a used workspace as in a new one`(seed: UInt64) throws {
    let matcher = try Self.matcher.get()
    var generator = Generator(state: seed)
    var workspace = TextMatcher.Workspace()
    for _ in 0..<1_000 {
      let words = (0..<Int.random(in: 1...14, using: &generator)).map { _ in
        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)]
      }
      let text = GoodsText(description: words.joined(separator: Bool.random(using: &generator) ? " " : ""))
      let matches = matcher.matches(text, using: &workspace)
      #expect(matches == matcher.matches(text))
      #expect(matches == matcher.explanation(of: text).matches)
      for match in matches {
        #expect((0.0...1.0).contains(match.confidence))
        #expect(!match.because.isEmpty)
      }
      #expect(Set(matches.map(\.goods)).count == matches.count)
    }
  }
}
