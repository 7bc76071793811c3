// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is read at any place.
final class RandomFile {
  let size: Int
  let path: String
  private let descriptor: Int32

  init(_ url: URL, shownAs path: String) throws {
    descriptor = open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw IntakeError.unreadable(path, String(cString: strerror(errno))) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw IntakeError.unreadable(path, ForeignFormat.irregular(isFolder: status.st_mode & S_IFMT == S_IFDIR))
    }
    size = Int(status.st_size)
    self.path = path
  }

  deinit { close(descriptor) }

  func read(at place: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard buffer.count > 0, place >= 0 else { return 0 }
    var got = -1
    repeat { got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(place)) } while got < 0 && errno == EINTR
    guard got >= 0 else { throw IntakeError.unreadable(path, String(cString: strerror(errno))) }
    return got
  }

  /// Fewer bytes at the end of the file.
  func read(at place: Int, count: Int) throws -> [UInt8] {
    guard count > 0, place >= 0 else { return [] }
    let wanted = min(count, max(0, size - place))
    var bytes = [UInt8](repeating: 0, count: wanted)
    var filled = 0
    while filled < wanted {
      let got = try bytes.withUnsafeMutableBytes {
        try read(at: place + filled, into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes.prefix(filled))
  }
}
