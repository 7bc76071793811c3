// SPDX-License-Identifier: Apache-2.0

import Casework
import Claims
import Trade

extension CSV {
  /// `figures/figures.csv`: every figure of findings and claims, one a row.
  static func figures(_ result: CaseResult) -> CSV {
    var csv = CSV(header: ["id", "label", "value", "low", "high", "unit", "evidence_count", "of", "words"])
    func add(_ figures: [Figure], of kind: String, _ id: String, _ grade: EvidenceGrade?) {
      for figure in figures {
        let numbers = [figure.value, figure.low, figure.high].map { $0.flatMap(NumberText.exact) }
        let words = FigureText(rows: FigureText.rows(of: grade)).words(figure)
        csv.add([id, figure.label] + numbers + [figure.unit, String(figure.evidence.count), kind, words])
      }
    }
    for finding in result.findings { add(finding.figures, of: "finding", finding.id, finding.grade) }
    for claim in result.claims { add(claim.figures, of: "claim", claim.id, claim.grade) }
    return csv
  }

  /// `figures/<chart>.csv`: a row a category, a column a series.
  static func chart(_ chart: Chart) -> CSV {
    var csv = CSV(header: ["category", "unit"] + chart.series.map(\.name))
    for (place, category) in chart.categories.enumerated() {
      csv.add([category, chart.unit] + chart.series.map { $0.value(at: place).flatMap(NumberText.exact) })
    }
    return csv
  }

  /// `evidence/….csv`: the rows under a finding or claim, the address first, and last which of its figures rest on
  /// each (`1;3`, as they are numbered in the report), empty when only the finding as a whole does.
  static func evidence(_ table: EvidenceTable, _ exhibit: Exhibit) -> CSV {
    var uses: [RecordAddress: [String]] = [:]
    for (place, figure) in exhibit.figures.enumerated() {
      for address in figure.evidence.addresses { uses[address, default: []].append(String(place + 1)) }
    }
    var csv = CSV(header: ["address"] + table.columns + ["figures"])
    for row in table.rows {
      csv.add([row.address.description] + row.cells + [(uses[row.address] ?? []).joined(separator: ";")])
    }
    return csv
  }
}

extension Chart.Series {
  /// Nil where there is no figure.
  func value(at place: Int) -> Double? { values.indices.contains(place) ? values[place] : nil }
}
