// SPDX-License-Identifier: Apache-2.0

/// The texts of a workbook, each kept once, by number.
final class SharedStrings {
  private var bytes: [UInt8] = []
  private var starts: [Int] = [0]
  let damage: String?

  /// A sheet has a million rows at most; more text than this is no table.
  private static let most = 1 << 30

  init(_ stream: (any ByteStream)?, path: String) throws {
    guard let stream else {
      damage = nil
      return
    }
    let scanner = XMLScanner(stream)
    var isText = false
    // Readings of Japanese characters stand beside the text and are no part of it.
    var reading = 0
    loop: while true {
      switch try scanner.next() {
      case .start:
        if scanner.isNamed("t") { isText = true } else if scanner.isNamed("rPh") { reading += 1 }
      case .end:
        if scanner.isNamed("t") {
          isText = false
        } else if scanner.isNamed("rPh") {
          reading -= 1
        } else if scanner.isNamed("si") {
          starts.append(bytes.count)
        }
      case .text:
        if isText, reading == 0 { CellText.append(scanner.text, isLiteral: scanner.isLiteral, to: &bytes) }
        guard bytes.count < SharedStrings.most else {
          throw IntakeError(
            .unreadable, "The workbook holds more than \(SharedStrings.most >> 30) GiB of text; save its sheets as CSV.", file: path)
        }
      case .eof: break loop
      }
    }
    damage = scanner.damage
  }

  func use<Result>(_ number: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result? {
    guard number >= 0, number + 1 < starts.count else { return nil }
    return try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[starts[number]..<starts[number + 1]])) }
  }
}

/// Text of cells as it is written in XML.
enum CellText {
  /// Besides XML's own references, characters that XML can't hold are written `_x000D_`.
  static func append(_ raw: UnsafeBufferPointer<UInt8>, isLiteral: Bool, to output: inout [UInt8]) {
    let start = output.count
    if isLiteral { output.append(contentsOf: raw) } else { XMLScanner.append(raw, to: &output) }
    guard output[start...].contains(UInt8(ascii: "_")) else { return }
    let text = Array(output[start...])
    output.removeLast(text.count)
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "_"), index + 6 < text.count, text[index + 1] == UInt8(ascii: "x"),
        text[index + 6] == UInt8(ascii: "_"),
        let code = UInt32(String(decoding: text[index + 2..<index + 6], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code), code != 0
      {
        output.append(contentsOf: String(Character(scalar)).utf8)
        index += 7
      } else {
        output.append(text[index])
        index += 1
      }
    }
  }
}
