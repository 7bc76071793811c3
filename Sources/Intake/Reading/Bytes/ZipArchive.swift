// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A ZIP archive (PKWARE APPNOTE 6.3, with ZIP64): its directory, and the members as streams.
final class ZipArchive {
  struct Member: Sendable, Hashable {
    var path: String
    var method: Int
    var isEncrypted: Bool
    var packed: Int
    var size: Int
    var checkSum: UInt32
    fileprivate var offset: Int

    var isFolder: Bool { path.hasSuffix("/") }
    /// What macOS and archivers add beside the files.
    var isResidue: Bool {
      let name = path.split(separator: "/").last ?? ""
      return path.hasPrefix("__MACOSX/") || name.hasPrefix(".") || name == "Thumbs.db" || name == "desktop.ini"
    }
  }

  let members: [Member]
  private let file: RandomFile

  /// More is no archive of data.
  private static let mostMembers = 100_000

  init(_ url: URL, shownAs path: String) throws {
    file = try RandomFile(url, shownAs: path)
    members = try ZipArchive.directory(file, path)
  }

  /// Files in it, in the order of their paths.
  var files: [Member] { members.filter { !$0.isFolder && !$0.isResidue }.sorted { $0.path < $1.path } }

  func member(_ path: String) -> Member? { members.first { $0.path == path } }

  func stream(_ member: Member) throws -> any ByteStream {
    guard !member.isEncrypted else {
      throw IntakeError(.unreadable, "The archive is locked with a password; unpack it first.", file: file.path)
    }
    guard member.method == 0 || member.method == 8 else {
      throw IntakeError(
        .unreadable, "'\(member.path)' is packed by a method (\(member.method)) that is not known here; unpack it first.",
        file: file.path)
    }
    let head = try file.read(at: member.offset, count: 30)
    guard head.count == 30, head.starts(with: [0x50, 0x4B, 3, 4]) else { throw broken("'\(member.path)' is not where its directory says") }
    let start = member.offset + 30 + head.number16(26) + head.number16(28)
    return try ZipMemberStream(file, member, from: start)
  }

  private func broken(_ why: String) -> IntakeError {
    IntakeError(.unreadable, "The archive is damaged: \(why). Fetch the file again.", file: file.path)
  }

  private static func directory(_ file: RandomFile, _ path: String) throws -> [Member] {
    func broken(_ why: String) -> IntakeError {
      IntakeError(.unreadable, "The archive is damaged: \(why). Fetch the file again.", file: path)
    }
    // The directory's end is the last thing in the file, before a comment of at most 64 KiB.
    let tailStart = max(0, file.size - 22 - 0xFFFF)
    let tail = try file.read(at: tailStart, count: file.size - tailStart)
    guard
      let end = tail.indices.dropLast(21).last(where: {
        tail[$0] == 0x50 && tail[$0 + 1] == 0x4B && tail[$0 + 2] == 5 && tail[$0 + 3] == 6
      })
    else { throw broken("it has no directory, so that its end is missing") }
    var (count, size, offset) = (tail.number16(end + 10), tail.number32(end + 12), tail.number32(end + 16))
    if end >= 20, tail[(end - 20)...].starts(with: [0x50, 0x4B, 6, 7]) {
      let end64 = try file.read(at: tail.number64(end - 12), count: 56)
      guard end64.count == 56, end64.starts(with: [0x50, 0x4B, 6, 6]) else { throw broken("its directory is not found") }
      (count, size, offset) = (end64.number64(32), end64.number64(40), end64.number64(48))
    }
    guard count >= 0, count <= mostMembers, size >= 0, offset >= 0, size <= file.size, offset <= file.size - size else {
      throw broken("its directory points outside of it")
    }
    let bytes = try file.read(at: offset, count: size)
    var members: [Member] = []
    var place = 0
    while members.count < count {
      guard place + 46 <= bytes.count, bytes[place...].starts(with: [0x50, 0x4B, 1, 2]) else {
        throw broken("its directory breaks off")
      }
      let (nameLength, extra, comment) = (
        bytes.number16(place + 28), bytes.number16(place + 30), bytes.number16(place + 32)
      )
      guard place + 46 + nameLength + extra + comment <= bytes.count else { throw broken("its directory breaks off") }
      let flags = bytes.number16(place + 8)
      let name = Array(bytes[place + 46..<place + 46 + nameLength])
      var member = Member(
        path: ZipArchive.name(name, isUTF8: flags & 0x800 != 0), method: bytes.number16(place + 10),
        isEncrypted: flags & 1 != 0, packed: bytes.number32(place + 20), size: bytes.number32(place + 24),
        checkSum: UInt32(truncatingIfNeeded: bytes.number32(place + 16)), offset: bytes.number32(place + 42))
      widen(&member, bytes[(place + 46 + nameLength)..<(place + 46 + nameLength + extra)])
      guard member.offset >= 0, member.packed >= 0, member.size >= 0 else { throw broken("its directory is corrupt") }
      members.append(member)
      place += 46 + nameLength + extra + comment
    }
    return members
  }

  /// Sizes and places beyond 4 GiB stand in an extra field.
  private static func widen(_ member: inout Member, _ extra: ArraySlice<UInt8>) {
    let extra = Array(extra)
    var place = 0
    while place + 4 <= extra.count {
      let (id, length) = (extra.number16(place), extra.number16(place + 2))
      guard place + 4 + length <= extra.count else { return }
      if id == 1 {
        var at = place + 4
        func next() -> Int? {
          guard at + 8 <= place + 4 + length else { return nil }
          defer { at += 8 }
          return extra.number64(at)
        }
        if member.size == 0xFFFF_FFFF, let value = next() { member.size = value }
        if member.packed == 0xFFFF_FFFF, let value = next() { member.packed = value }
        if member.offset == 0xFFFF_FFFF, let value = next() { member.offset = value }
      }
      place += 4 + length
    }
  }

  /// Names that are not marked as UTF-8 are in the DOS code page of whoever packed: cp866 for Cyrillic.
  private static func name(_ bytes: [UInt8], isUTF8: Bool) -> String {
    if isUTF8 || bytes.withUnsafeBufferPointer({ $0.baseAddress.map { TextCheck.check($0, count: bytes.count) } ?? .good }) == .good {
      return String(decoding: bytes, as: UTF8.self)
    }
    let upper = TextEncoding.cp866.upperHalf ?? []
    var name = ""
    for byte in bytes {
      let scalar = byte < 0x80 ? UInt16(byte) : upper.isEmpty ? 0xFFFD : upper[Int(byte) - 0x80]
      name.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
    }
    return name
  }
}

extension [UInt8] {
  func number16(_ place: Int) -> Int { Int(self[place]) | Int(self[place + 1]) << 8 }
  func number32(_ place: Int) -> Int { number16(place) | number16(place + 2) << 16 }
  func number64(_ place: Int) -> Int {
    Int(truncatingIfNeeded: UInt64(number32(place)) | UInt64(number32(place + 4)) << 32)
  }
}
