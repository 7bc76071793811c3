// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Why a file could not be written or read, in words for a person, and what to do.
package enum FileProblem {
  package static func words(_ error: any Error) -> String {
    guard let number = number(of: error as NSError) else { return "the system gives no reason that is known; try again" }
    switch POSIXErrorCode(rawValue: number) {
    case .ENOSPC, .EDQUOT: return "there is no room left on the disk; make room and run again"
    case .EFBIG: return "the file would be larger than is allowed here; raise the limit (ulimit -f) and run again"
    case .EACCES, .EPERM: return "you are not allowed to write there; change who may, or name another folder"
    case .EROFS: return "the disk can only be read; name another folder"
    case .ENOENT: return "the folder is not there any more; make it and run again"
    case .ENOTDIR: return "a part of its path is a file, no folder; name another folder"
    case .EISDIR: return "a folder of that name is in its place; remove it, or name another folder"
    case .EEXIST: return "a file of that name is in its place; remove it, or name another folder"
    case .EIO: return "the disk reports a fault; try another"
    default: return String(cString: strerror(number))
    }
  }

  /// The system's number of an error, which Foundation hides below its own.
  private static func number(of error: NSError) -> Int32? {
    if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
    if let inner = error.userInfo[NSUnderlyingErrorKey] as? any Error { return number(of: inner as NSError) }
    guard error.domain == NSCocoaErrorDomain else { return nil }
    switch CocoaError.Code(rawValue: error.code) {
    case .fileWriteOutOfSpace: return POSIXErrorCode.ENOSPC.rawValue
    case .fileWriteNoPermission, .fileReadNoPermission: return POSIXErrorCode.EACCES.rawValue
    case .fileWriteVolumeReadOnly: return POSIXErrorCode.EROFS.rawValue
    case .fileNoSuchFile, .fileReadNoSuchFile: return POSIXErrorCode.ENOENT.rawValue
    case .fileWriteFileExists: return POSIXErrorCode.EEXIST.rawValue
    default: return nil
    }
  }
}
