// SPDX-License-Identifier: Apache-2.0

package import Trade

/// Findings about one party, told together.
package struct Story: Sendable, Hashable {
  /// The party's id.
  package var subject: String
  /// Places in the list of findings, one after another; two or more.
  package var places: Range<Int>
  /// `Silva: 3 leads`
  package var title: String
  /// What each lead says, in one sentence.
  package var text: String

  /// The stories of a list in which findings about one party stand together.
  package static func of(_ findings: [Finding]) -> [Story] {
    var stories: [Story] = []
    var start = 0
    while start < findings.count {
      var end = start + 1
      while end < findings.count, findings[start].subject != nil, findings[end].subject == findings[start].subject { end += 1 }
      if end - start > 1, let subject = findings[start].subject { stories.append(story(findings[start..<end], subject)) }
      start = end
    }
    return stories
  }

  /// Findings about one party moved to where the first of them stands; all else keeps its order.
  static func together(_ findings: [Finding]) -> [Finding] {
    var bySubject: [String: [Finding]] = [:]
    for finding in findings { if let subject = finding.subject { bySubject[subject, default: []].append(finding) } }
    var told: Set<String> = []
    return findings.flatMap { finding in
      guard let subject = finding.subject else { return [finding] }
      return told.insert(subject).inserted ? bySubject[subject] ?? [finding] : []
    }
  }

  /// Titles of such findings read "name: what"; the name is said once.
  private static func story(_ findings: ArraySlice<Finding>, _ subject: String) -> Story {
    let titles = findings.map { finding -> (name: String, tail: String) in
      guard let colon = finding.title.firstRange(of: ": ") else { return ("", finding.title) }
      return (String(finding.title[..<colon.lowerBound]), String(finding.title[colon.upperBound...]))
    }
    let name = titles.map(\.name).first { !$0.isEmpty } ?? findings.first?.parties.first ?? subject
    let tails = titles.map { $0.name == name || $0.name.isEmpty ? $0.tail : "\($0.name): \($0.tail)" }
    return Story(
      subject: subject, places: findings.startIndex..<findings.endIndex, title: "\(name): \(findings.count) leads",
      text: "\(name): \(tails.joined(separator: "; ")).")
  }
}
