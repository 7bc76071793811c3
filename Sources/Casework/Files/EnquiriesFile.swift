// SPDX-License-Identifier: Apache-2.0

import Documents
import Trade

/// `enquiries.yaml`: requests for comment: to whom, when, about what, and the reply or none.
enum EnquiriesFile {
  static let name = "enquiries.yaml"

  static func read(_ file: HashedDocument) throws -> [Enquiry] {
    let root = try file.document.root.mapping(of: "the enquiries file", keys: ["enquiries"])
    var ids = UniqueIDs()
    return try (root["enquiries"]?.list() ?? []).enumerated().map { index, node in
      let fields = try node.mapping(
        of: "an enquiry", keys: ["id", "to", "about", "asked", "outcome", "replied", "reply"])
      let outcome = try fields.required("outcome").choice(Enquiry.Outcome.self)
      let reply = try fields.text("reply")
      if outcome == .replied && reply == nil {
        throw node.error(.missingKey, "The outcome is 'replied', so 'reply' must say what the reply was.")
      }
      return Enquiry(
        id: try ids.take(fields.required("id")), to: try fields.required("to").text(), about: try fields.texts("about"),
        asked: try fields["asked"]?.startOfPeriod(), outcome: outcome, replied: try fields["replied"]?.startOfPeriod(),
        reply: reply, address: file.address("enquiries", entry: index + 1))
    }
  }
}
