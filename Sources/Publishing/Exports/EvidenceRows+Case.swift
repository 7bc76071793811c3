// SPDX-License-Identifier: Apache-2.0

import Casework
import Trade

extension EvidenceTable {
  /// Those of the addresses that are entries of the case's own documents: its statements, events, enquiries and stocks.
  static func documents(of result: CaseResult, at addresses: Set<RecordAddress>) -> EvidenceTable {
    var table = EvidenceTable(columns: ["source", "row", "grade", "from", "to", "number", "description", "note"], rows: [])
    func add(_ address: RecordAddress, _ grade: String?, _ period: Period?, _ id: String, _ text: String, _ note: String?) {
      guard addresses.contains(address) else { return }
      let (from, to) = (period?.from.description, period?.to.description)
      table.rows.append(Row(address, [address.source, String(address.row), grade, from, to, id, text, note]))
    }
    for one in result.statements {
      add(one.address, EvidenceGrade.statement.rawValue, one.when, one.id, "\(one.who): \(one.says)", one.publisher)
    }
    for one in result.events { add(one.address, nil, one.period, one.id, one.title, one.publisher) }
    for one in result.enquiries {
      let period = one.asked.flatMap { Period(from: $0, to: one.replied ?? $0) }
      add(one.address, nil, period, one.id, "\(one.to): \(one.outcome.rawValue)", one.reply)
    }
    for one in result.stocks {
      let who = [one.reserve, one.consumption, one.production, one.used?.share].compactMap { $0?.publisher ?? $0?.who }
      add(one.address, EvidenceGrade.statement.rawValue, one.asOf, one.id, "\(one.title), in \(one.unit)", who.first)
    }
    return table
  }
}
