// SPDX-License-Identifier: Apache-2.0

/// UTF-8 made from bytes of another encoding. A byte or unit that is no character becomes the byte 0xFF, which is
/// never UTF-8: the row that holds it is then rejected with its column named.
final class TranscodedStream: ByteStream {
  var damage: String? { base.damage ?? (isCut ? "the last character is cut off" : nil) }

  private static let invalid: UInt8 = 0xFF
  private let base: any ByteStream
  private let upperHalf: [UInt16]?
  private let converter: TextConverter?
  private let input: UnsafeMutableRawBufferPointer
  private var kept = 0
  private var isCut = false
  private var isBigEndian: Bool?
  private var output: [UInt8] = []
  private var position = 0

  init(_ base: any ByteStream, from encoding: TextEncoding) {
    self.base = base
    upperHalf = encoding.upperHalf
    converter = encoding.converterName.flatMap { TextConverter(from: $0, to: "UTF-8") }
    if encoding == .utf16BigEndian { isBigEndian = true }
    input = .allocate(byteCount: 64 << 10, alignment: 16)
    output.reserveCapacity(192 << 10)
  }

  deinit { input.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while position == output.count {
      let count = try base.read(into: UnsafeMutableRawBufferPointer(rebasing: input[kept...]))
      if count == 0 {
        isCut = kept > 0
        return 0
      }
      output.removeAll(keepingCapacity: true)
      position = 0
      if let upperHalf {
        transcode(count, upperHalf)
      } else if let converter {
        convert(kept + count, converter)
      } else {
        transcodeUnits(kept + count)
      }
    }
    let count = min(buffer.count, output.count - position)
    output.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
    }
    position += count
    return count
  }

  private func transcode(_ count: Int, _ upperHalf: [UInt16]) {
    for byte in input[..<count] {
      if byte < 0x80 {
        output.append(byte)
      } else {
        let scalar = upperHalf[Int(byte) - 0x80]
        scalar == 0 ? output.append(TranscodedStream.invalid) : append(UInt32(scalar))
      }
    }
  }

  private func convert(_ count: Int, _ converter: TextConverter) {
    let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(input)[..<count])
    let used = converter.convert(bytes, into: &output, invalid: TranscodedStream.invalid)
    kept = count - used
    for offset in 0..<kept { input[offset] = input[used + offset] }
  }

  private func transcodeUnits(_ count: Int) {
    var index = 0
    if isBigEndian == nil, count >= 2 {
      isBigEndian = input[0] == 0xFE && input[1] == 0xFF
      if isBigEndian == true || (input[0] == 0xFF && input[1] == 0xFE) { index = 2 }
    }
    while index + 1 < count {
      let unit = unit(at: index)
      if unit & 0xFC00 == 0xD800 {
        guard index + 3 < count else { break }
        let next = self.unit(at: index + 2)
        if next & 0xFC00 == 0xDC00 {
          append(0x10000 + (UInt32(unit & 0x3FF) << 10) + UInt32(next & 0x3FF))
          index += 4
          continue
        }
        output.append(TranscodedStream.invalid)
      } else if unit & 0xFC00 == 0xDC00 {
        output.append(TranscodedStream.invalid)
      } else {
        append(UInt32(unit))
      }
      index += 2
    }
    kept = count - index
    for offset in 0..<kept { input[offset] = input[index + offset] }
  }

  private func unit(at index: Int) -> UInt16 {
    let (first, second) = (UInt16(input[index]), UInt16(input[index + 1]))
    return isBigEndian == true ? first << 8 | second : second << 8 | first
  }

  private func append(_ scalar: UInt32) {
    switch scalar {
    case ..<0x80: output.append(UInt8(scalar))
    case ..<0x800: output.append(contentsOf: [0xC0 | UInt8(scalar >> 6), 0x80 | UInt8(scalar & 0x3F)])
    case ..<0x10000:
      output.append(0xE0 | UInt8(scalar >> 12))
      output.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      output.append(0x80 | UInt8(scalar & 0x3F))
    default:
      output.append(0xF0 | UInt8(scalar >> 18))
      output.append(0x80 | UInt8(scalar >> 12 & 0x3F))
      output.append(0x80 | UInt8(scalar >> 6 & 0x3F))
      output.append(0x80 | UInt8(scalar & 0x3F))
    }
  }
}
