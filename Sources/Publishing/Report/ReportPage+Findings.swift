// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Trade

extension ReportPage {
  /// So many findings come with their rows; the rest as a line each, or no browser could open the page.
  static let inFull = 150

  var findings: [Fields] {
    let stories = Dictionary(Story.of(result.findings).map { ($0.places.lowerBound, $0) }) { first, _ in first }
    return result.findings.indices.prefix(ReportPage.inFull).map { place in
      let (finding, exhibit) = (result.findings[place], exhibits.findings[place])
      let tables = shown.findings[place]
      let figures = zip(finding.figures, tables.figures).enumerated().map { number, pair in
        figure(pair.0, number: number + 1, of: exhibit, pair.1, grade: finding.grade)
      }
      var fields = line(place)
      fields["text"] = finding.text
      fields["story"] = stories[place].map { ["title": $0.title, "text": $0.text] as Fields } ?? false as Any
      fields["class"] = field(finding.goodsClass?.words)
      fields["hasParties"] = !finding.parties.isEmpty
      fields["parties"] = finding.parties.map(name)
      fields["goods"] = field(finding.goods.map(goodsTitle).joined(separator: ", "))
      fields["period"] = field(finding.period.map { DateText.words($0) })
      fields["coverage"] = finding.coverage < 1 ? ReportPage.percent(finding.coverage) : false as Any
      fields["hasFigures"] = !figures.isEmpty
      fields["figures"] = figures
      fields["caveats"] = finding.caveats
      fields["hasCaveats"] = !finding.caveats.isEmpty
      fields["parameters"] = finding.parameters.sorted { $0.key < $1.key }.map { ["name": $0.key, "value": $0.value] as Fields }
      fields["hasParameters"] = !finding.parameters.isEmpty
      fields["table"] = rowsTable(tables.all, of: exhibit.count, exported: exhibit.addresses.count, file: exhibit.file)
      return fields
    }
  }

  var otherFindings: [Fields] { result.findings.indices.dropFirst(ReportPage.inFull).map(line) }

  private func line(_ place: Int) -> Fields {
    let (finding, exhibit) = (result.findings[place], exhibits.findings[place])
    return [
      "anchor": anchors.findings[place],
      "title": finding.title,
      "detector": finding.detector.replacing("-", with: " "),
      "grade": finding.grade.badge, "gradeID": finding.grade.rawValue,
      "score": NumberText.grouped(finding.score, decimals: 2),
      "width": NumberText.exact((min(1, max(0, finding.score)) * 100).rounded()) ?? "0",
      "count": Wording.count(exhibit.count, "row", "rows"),
      "file": field(exhibit.file),
    ]
  }

  func goodsTitle(_ id: String) -> String { result.goods.first { $0.id == id }?.title ?? id }

  static func percent(_ share: Double) -> String { NumberText.grouped(share * 100, decimals: 0) + "\u{202F}%" }
}
