// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Testing

struct FileProblemTests {
  @Test(arguments: [
    (ENOSPC, "no room left"), (EFBIG, "larger than is allowed"), (EACCES, "not allowed to write"), (EROFS, "only be read"),
  ])
  func `A fault of the system is told in plain words, also below an error of Foundation`(_ number: Int32, _ words: String) {
    let plain = NSError(domain: NSPOSIXErrorDomain, code: Int(number))
    #expect(FileProblem.words(plain).contains(words))
    let wrapped = NSError(domain: NSCocoaErrorDomain, code: 512, userInfo: [NSUnderlyingErrorKey: plain])
    #expect(FileProblem.words(wrapped).contains(words))
  }

  @Test func `A file that can't be made says why, without the words of Foundation`() {
    let target = URL(fileURLWithPath: "/dev/null/inside/a.txt")
    do {
      try Data("x".utf8).write(to: target)
      Issue.record("it was written")
    } catch {
      let words = FileProblem.words(error)
      #expect(!words.contains("NSCocoa") && !words.contains("Code="))
      #expect(words.contains("folder"))
    }
  }
}
