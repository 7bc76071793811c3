// SPDX-License-Identifier: Apache-2.0

import Measures
import Trade
import Warehouse

/// Who states monthly amounts: one source, grade and direction, and how its rows are to be read so that nothing counts
/// twice.
struct SeriesPublisher: Sendable, Hashable {
  var source: String
  var grade: EvidenceGrade
  /// `export` or `import`, as the reporter sees it; nil when the records do not say.
  var flow: String?
  /// Reporters whose rows are added up: those that publish throughout.
  var reporters: [String]
  /// Reporters left out since they do not publish in all of the months.
  var leftOut: [String]
  /// Digits of the codes that are added up; nil where the source has no codes, or its codes are of any length.
  var digits: Int?
  /// Only rows that are totals over modes of transport.
  var wantsTransportTotal: Bool
  /// What the amounts are in.
  var unit: Unit
  /// Months in which the reporters publish, first to last.
  var months: ClosedRange<Month>
  /// Months between these in which a reporter that always has records has none: not published, which is not nothing.
  var gaps: Set<Month> = []
  /// Months at either end that daily records cover in part, or that one of the reporters lacks, and that are left out of ``months``.
  var partial: [Month] = []
  /// Editions of the codes differ over the months, or are not known.
  var spansEditions: Bool

  enum Unit: Sendable, Hashable {
    case money(String)
    case weight
    case records

    /// The amount, when it is money of about a dollar's worth a unit: sums in roubles and in dollars can't be weighed together.
    func stake(_ amount: Double?) -> Double? {
      guard case .money(let currency) = self, ["USD", "EUR", "GBP", "CHF"].contains(currency) else { return nil }
      return amount
    }

    var words: String {
      switch self {
      case .money(let currency): currency
      case .weight: "kg"
      case .records: "records"
      }
    }

    var what: Measure.What {
      switch self {
      case .money: .value
      case .weight: .weight
      case .records: .records
      }
    }

    var expression: SQL {
      switch self {
      case .money: "value"
      case .weight: "weight_kg"
      case .records: "1"
      }
    }
  }

  var count: Int { months.upperBound.number - months.lowerBound.number + 1 }

  /// The reporters' side of a route: where goods come from for exports, where they go for imports.
  var partnerColumn: SQL { flow == "import" ? "origin" : "destination" }

  /// The selection that measures over the same rows take.
  func selection(partner: String?, product: String?) -> Selection {
    var which = Selection()
    which.sources = [source]
    which.grade = grade
    which.flow = flow
    if !leftOut.isEmpty { which.reporter = reporters }
    if let partner { if flow == "import" { which.from = [partner] } else { which.to = [partner] } }
    if let product, product != SeriesBook.total {
      which.goods = ["hs:" + product]
      if grade == .statistic { which.codeLength = digits }
    }
    return which
  }

  /// The rows that make up the publisher's series.
  func condition(asOf: Day) -> SQL {
    var parts: [SQL] = [
      "grade = \(grade.rawValue)", "(source = \(source) OR source LIKE \(source + "/%"))", "coalesce(indicator, 'trade') = 'trade'",
      "NOT coalesce(partner_total, FALSE)", "coalesce(origin, '') <> 'WLD'", "coalesce(destination, '') <> 'WLD'",
      SeriesBook.monthly, "coalesce(period_to, period_from) <= \(asOf)",
    ]
    parts.append(flow.map { "flow = \($0)" } ?? "flow IS NULL")
    if !leftOut.isEmpty { parts.append("coalesce(reporter, '') IN (\(list: reporters))") }
    if grade == .statistic {
      if let digits {
        parts.append("(goods_code = 'TOTAL' OR (length(goods_code) = \(digits) AND NOT coalesce(goods_total, FALSE)))")
      }
      parts.append("coalesce(transport_total, FALSE) = \(wantsTransportTotal)")
    }
    if case .money(let currency) = unit { parts.append("(value IS NULL OR currency = \(currency))") }
    return parts.joined(separator: " AND ")
  }
}
