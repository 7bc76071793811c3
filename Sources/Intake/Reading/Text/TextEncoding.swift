// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How the bytes of a source stand for characters, as `encoding:` in `case.yaml` says.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// By its byte-order mark; little-endian when it has none.
  case utf16 = "utf-16"
  case utf16BigEndian = "utf-16be"
  case windows1251 = "windows-1251"
  case windows1252 = "windows-1252"
  case windows1254 = "windows-1254"
  case koi8r = "koi8-r"
  case cp866 = "cp866"
  /// Holds GB2312 and GBK.
  case gb18030 = "gb18030"
  /// Traditional characters, with those of Hong Kong.
  case big5 = "big5"
  case latin1 = "latin-1"
  /// A row that is not UTF-8 is read as Latin-1, and counted in a note.
  case utf8OrLatin1 = "utf-8-or-latin-1"

  /// The Unicode scalars of the bytes 0x80…0xFF; 0 where the byte is no character. Nil unless one byte is one character.
  var upperHalf: [UInt16]? {
    switch self {
    case .latin1: (0x80...0xFF).map { UInt16($0) }
    case .windows1251, .windows1252, .windows1254, .koi8r, .cp866: TextEncoding.tables[self]
    default: nil
    }
  }

  /// The C library's name, where characters have one byte or more by turns.
  var converterName: String? {
    switch self {
    case .gb18030: "GB18030"
    case .big5: "BIG5-HKSCS"
    default: nil
    }
  }

  /// Unassigned bytes are refused, not passed on as controls.
  private static let tables: [TextEncoding: [UInt16]] = {
    let names: [TextEncoding: String] = [
      .windows1251: "WINDOWS-1251", .windows1252: "WINDOWS-1252", .windows1254: "WINDOWS-1254", .koi8r: "KOI8-R",
      .cp866: "CP866",
    ]
    return names.mapValues { name in
      guard let converter = TextConverter(from: name, to: "UTF-16LE") else { return [UInt16](repeating: 0, count: 128) }
      return (0x80...0xFF).map { byte in
        var output: [UInt8] = []
        let isWhole = [UInt8(byte)].withUnsafeBytes { converter.convert($0, into: &output, invalid: nil) } == 1
        guard isWhole, output.count == 2 else { return 0 }
        let scalar = UInt16(output[0]) | UInt16(output[1]) << 8
        return (0x80...0x9F).contains(scalar) ? 0 : scalar
      }
    }
  }()
}
