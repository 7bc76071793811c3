// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Trade

extension ReportPage {
  var sources: [Fields] {
    result.ledger.map { entry in
      [
        "id": entry.id, "publisher": field(entry.publisher), "profile": entry.profile,
        "grade": field(entry.grade?.badge), "gradeID": field(entry.grade?.rawValue),
        "read": NumberText.grouped(entry.read), "accepted": NumberText.grouped(entry.accepted),
        "rejected": NumberText.grouped(entry.rejected), "excluded": NumberText.grouped(entry.excluded),
        "hasReasons": !entry.rejections.isEmpty || !entry.exclusions.isEmpty,
        "rejections": entry.rejections.map { ["reason": $0.reason, "count": NumberText.grouped($0.count)] as Fields },
        "exclusions": entry.exclusions.map { ["rule": $0.rule, "count": NumberText.grouped($0.count)] as Fields },
        "path": entry.path, "sha256": entry.sha256, "bytes": NumberText.grouped(entry.bytes),
        "licence": field(entry.licence), "retrieved": field(entry.retrieved.map { DateText.words($0) }),
        "link": ReportPage.isLink(entry.url) ? field(entry.url) : false, "url": field(entry.url),
      ]
    }
  }

  var totals: Fields {
    func sum(_ count: (LedgerEntry) -> Int) -> String { NumberText.grouped(result.ledger.reduce(0) { $0 + count($1) }) }
    return [
      "read": sum(\.read), "accepted": sum(\.accepted), "rejected": sum(\.rejected), "excluded": sum(\.excluded),
      "addsUp": result.ledger.allSatisfy { $0.read == $0.accepted + $0.rejected + $0.excluded },
    ]
  }

  /// What a case names as a URL may be anything, code included; only these are made links.
  static func isLink(_ url: String?) -> Bool {
    guard let url = url?.lowercased() else { return false }
    return url.hasPrefix("https://") || url.hasPrefix("http://")
  }

  var grades: [Fields] {
    EvidenceGrade.allCases.map { ["badge": $0.badge, "id": $0.rawValue, "meaning": $0.meaning] }
  }

  var hedgeFields: [Fields] { hedges.map { ["words": $0.words, "meaning": $0.meaning] } }

  /// Those that are described, and those that found something and are not.
  var detectorFields: [Fields] {
    let described = Set(detectors.map(\.id))
    let others = Set(result.findings.map(\.detector)).subtracting(described).sorted()
    func count(_ id: String) -> String {
      Wording.count(result.findings.filter { $0.detector == id }.count, "finding", "findings")
    }
    return detectors.map { note in
      [
        "title": note.title, "count": count(note.id), "finds": field(note.finds),
        "doesNotMean": field(note.doesNotMean),
      ]
    } + others.map {
      ["title": $0.replacing("-", with: " "), "count": count($0), "finds": false, "doesNotMean": false]
    }
  }
}
