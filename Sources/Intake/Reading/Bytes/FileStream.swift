// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of a file as they are on disk. Each stretch also goes to a ``FileDigest``, so that the hash is of the very
/// bytes that were read.
final class FileStream: ByteStream {
  static let stretch = 256 << 10

  let size: Int
  private(set) var bytesRead = 0
  var damage: String? { nil }

  private let descriptor: Int32
  private let digest: FileDigest?
  private var pending: [UInt8] = []
  private var position = 0

  init(_ file: URL, shownAs path: String, digest: FileDigest? = nil) throws {
    // A pipe would be waited for without end.
    descriptor = open(file.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw IntakeError.unreadable(path, String(cString: strerror(errno))) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw IntakeError.unreadable(path, ForeignFormat.irregular(isFolder: status.st_mode & S_IFMT == S_IFDIR))
    }
    size = Int(status.st_size)
    self.digest = digest
    self.path = path
  }

  private let path: String

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if position == pending.count, try !fill() { return 0 }
    let count = min(buffer.count, pending.count - position)
    pending.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
    }
    position += count
    return count
  }

  /// Reads what is left, for the hash: a damaged compressed file is not read to its end.
  func drain() throws {
    while try fill() {}
    position = pending.count
  }

  private func fill() throws -> Bool {
    var failure: Int32 = 0
    pending = [UInt8](unsafeUninitializedCapacity: FileStream.stretch) { buffer, count in
      var got = -1
      repeat { got = readBytes(descriptor, buffer.baseAddress, buffer.count) } while got < 0 && errno == EINTR
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    position = 0
    guard failure == 0 else { throw IntakeError.unreadable(path, String(cString: strerror(failure))) }
    bytesRead += pending.count
    if pending.isEmpty { return false }
    digest?.add(pending)
    return true
  }
}

// The method `read` hides the C function of that name.
private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
