// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a file of an index.
package struct NameIndexError: Error, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case unreadable, notAnIndex, version, damaged, unwritable
  }

  package var code: Code
  package var file: String
  package var description: String

  static func unreadable(_ file: String, _ why: String) -> Self {
    Self(code: .unreadable, file: file, description: "\(file) can't be read: \(why).")
  }
  static func unwritable(_ file: String, _ why: String) -> Self {
    Self(code: .unwritable, file: file, description: "\(file) can't be written: \(why).")
  }
  static func notAnIndex(_ file: String) -> Self {
    Self(code: .notAnIndex, file: file, description: "\(file) is not an index of names. Build it anew from the list.")
  }
  static func version(_ file: String, _ found: UInt32, _ own: UInt32) -> Self {
    Self(
      code: .version, file: file,
      description: "\(file) was written in format \(found), and this program reads \(own). Build it anew from the list.")
  }
  static func damaged(_ file: String) -> Self {
    Self(
      code: .damaged, file: file,
      description: "\(file) is damaged: its contents do not fit its digest. Build it anew from the list.")
  }
}
