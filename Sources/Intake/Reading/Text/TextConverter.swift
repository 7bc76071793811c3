// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The C library's converter between encodings. One thread at a time.
final class TextConverter {
  private let descriptor: iconv_t
  private var room = [CChar](repeating: 0, count: 1 << 16)

  init?(from source: String, to target: String) {
    guard let opened = iconv_open(target, source), opened != iconv_t(bitPattern: -1) else { return nil }
    descriptor = opened
  }

  deinit { iconv_close(descriptor) }

  /// Appends what the bytes mean.
  /// - Parameter invalid: stands for each byte that is no character; nil stops there.
  /// - Returns: how many bytes were used: fewer than all where the last character is cut off.
  func convert(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8], invalid: UInt8?) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    // The C function takes its input through a pointer that it does not write to.
    var input: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
      mutating: start.assumingMemoryBound(to: CChar.self))
    var left = bytes.count
    while left > 0 {
      let result = room.withUnsafeMutableBufferPointer { room -> (code: Int, error: Int32) in
        var target = room.baseAddress
        var space = room.count
        let code = iconv(descriptor, &input, &left, &target, &space)
        let error = errno
        output.append(contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(room).prefix(room.count - space)))
        return (Int(truncatingIfNeeded: code), error)
      }
      if result.code != -1 { continue }
      switch result.error {
      case E2BIG: continue
      case EINVAL: return bytes.count - left
      default:
        guard let invalid else { return bytes.count - left }
        output.append(invalid)
        input = input?.advanced(by: 1)
        left -= 1
        _ = iconv(descriptor, nil, nil, nil, nil)
      }
    }
    return bytes.count
  }
}
