// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Trade

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The consolidated list of the United Nations Security Council, in its XML. Days of listing are those printed.
package struct UNSanctions: Profile {
  package let id = "un-consolidated"
  package let title = "The consolidated list of the United Nations Security Council (XML)"
  package let version = 1
  package let grade: EvidenceGrade? = nil

  package init() {}

  /// A file of this list is a few MiB.
  private static let largest = 512 << 20

  package func recipe(_ settings: SourceSettings) throws -> Recipe {
    .entities(
      EntityRecipe(isSnapshot: true) { bytes, sink in
        var data = Data()
        var room = [UInt8](repeating: 0, count: 1 << 18)
        while true {
          let count = try room.withUnsafeMutableBytes { try bytes.read(into: $0) }
          if count == 0 { break }
          data.append(contentsOf: room[..<count])
          guard data.count <= UNSanctions.largest else {
            throw IntakeError(.badHeader, "The file is larger than any of the UN's lists; is this one?")
          }
        }
        let reader = UNReader(sink)
        let parser = XMLParser(data: data)
        parser.delegate = reader
        parser.shouldResolveExternalEntities = false
        let isWhole = parser.parse()
        if let failure = reader.failure { throw failure }
        guard isWhole || sink.read > 0 else {
          throw IntakeError(
            .badHeader, "The file is no XML (line \(parser.lineNumber)); fetch the UN's consolidated list again.")
        }
        guard sink.read > 0 else {
          throw IntakeError(
            .badHeader, "The file has no INDIVIDUAL or ENTITY; is this the UN's consolidated list in XML?")
        }
        if !isWhole || reader.isOpen { sink.cutOff("its XML breaks off at line \(parser.lineNumber)") }
      })
  }
}
