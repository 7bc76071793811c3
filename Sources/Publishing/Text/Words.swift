// SPDX-License-Identifier: Apache-2.0

import Claims
import Foundation
import Trade

extension EvidenceGrade {
  /// For a badge.
  var badge: String {
    switch self {
    case .customs: "Customs record"
    case .statistic: "Official statistic"
    case .filing: "Filing: declared intent"
    case .sighting: "Sighting"
    case .statement: "Statement"
    }
  }

  /// For the end of a sentence: "(…; from …)".
  var source: String {
    switch self {
    case .customs: "from customs records"
    case .statistic: "from official statistics"
    case .filing: "from filings: declared intent, not deliveries"
    case .sighting: "from sightings"
    case .statement: "from what was said"
    }
  }

  /// What it is, and what may be concluded from it.
  var meaning: String {
    switch self {
    case .customs: "A cleared shipment. Only a customs record shows that goods were imported."
    case .statistic: "An official aggregate. It shows how much was recorded in all, never who shipped it."
    case .filing:
      "A declaration or certificate of conformity, made by the buyer. It registers the intent to bring goods to market; it does not show that they arrived, nor that the maker sold them."
    case .sighting: "An item found or filmed. It shows that the item was there, not how it came there."
    case .statement: "What somebody says. It shows that it was said."
    }
  }
}

extension ClaimResult.Verdict {
  var words: String {
    switch self {
    case .holds: "holds"
    case .fails: "fails"
    case .cannotBeChecked: "cannot be checked"
    }
  }

  var sign: String {
    switch self {
    case .holds: "✓"
    case .fails: "✗"
    case .cannotBeChecked: "?"
    }
  }
}

extension Enquiry.Outcome {
  var words: String {
    switch self {
    case .replied: "replied"
    case .noReply: "no reply"
    case .noReplyYet: "no reply yet"
    case .referred: "referred to an earlier answer"
    }
  }
}

/// Small matters of wording.
package enum Wording {
  /// "1 claim", "25 claims"
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(NumberText.grouped(number)) \(number == 1 ? one : many)"
  }

  /// "a, b and c"
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// After these and after initials a full stop ends no sentence.
  private static let abbreviations: Set<String> = [
    "co", "corp", "dr", "inc", "jr", "llc", "ltd", "mr", "mrs", "ms", "no", "nos", "prof", "sr", "st", "vs",
  ]

  /// The text's first sentence; the whole of it where no end is certain ("Co. Ltd.").
  package static func firstSentence(of text: String) -> String {
    var word = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if "。！？".contains(character) { return String(text[..<rest.startIndex]) }
      if ".!?".contains(character), rest.first == " ", let next = rest.dropFirst().first, next.isUppercase || next == "“",
        character != "." || !(word.count == 1 && word.allSatisfy(\.isLetter) || abbreviations.contains(word.lowercased())) {
        return String(text[..<rest.startIndex])
      }
      word = character.isLetter || character.isNumber ? word + String(character) : ""
    }
    return text
  }

  /// The language a name is most likely in, for choosing the right form of letters; nil for Latin.
  static func language(of text: String) -> String? {
    if text.unicodeScalars.contains(where: { (0x3400...0x9FFF).contains($0.value) }) { return "zh" }
    if text.unicodeScalars.contains(where: { (0x400...0x52F).contains($0.value) }) { return "ru" }
    return nil
  }
}
