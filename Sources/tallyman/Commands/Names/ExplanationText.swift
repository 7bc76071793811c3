// SPDX-License-Identifier: Apache-2.0

import Names

/// How a comparison is shown on a terminal.
enum ExplanationText {
  static func line(_ explanation: NameExplanation) -> String {
    "\(number(explanation.score))  \(explanation.because)"
  }

  static func full(_ explanation: NameExplanation) -> String {
    var lines = [line(explanation), "", "Words that met (weight, likeness):"]
    for word in explanation.words {
      let pair = word.left == word.right ? word.left : "\(word.left) = \(word.right)"
      lines.append("  \(pair)  \(word.how)  \(number(word.weight)) × \(number(word.likeness))")
    }
    if explanation.words.isEmpty { lines.append("  none") }
    for (title, words) in [("Only in the first", explanation.leftOnly), ("Only in the second", explanation.rightOnly)]
    where !words.isEmpty {
      lines.append("\(title): " + words.map { "\($0.text) \(number($0.weight))" }.joined(separator: ", "))
    }
    let forms = [explanation.leftForms, explanation.rightForms].map { $0.isEmpty ? "none" : $0.joined(separator: ", ") }
    lines.append("Legal forms, which took no part: \(forms[0]) | \(forms[1])")
    lines += ["", "Features (value × weight = contribution to the log-odds):"]
    for feature in explanation.features where feature.value != 0 && feature.weight != 0 {
      lines.append(
        "  \(number(feature.value)) × \(number(feature.weight)) = \(number(feature.contribution))  \(feature.name)")
    }
    if !explanation.qualifiers.isEmpty {
      lines += ["", "Qualifiers (the probability is multiplied):"]
      for qualifier in explanation.qualifiers { lines.append("  × \(number(qualifier.factor))  \(qualifier.reason)") }
    }
    return lines.joined(separator: "\n")
  }

  /// Three digits after the point.
  private static func number(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "−" : ""
    return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}
