// SPDX-License-Identifier: Apache-2.0

import Detectors
import Intake
import Trade

/// What an editor should know before relying on a case as a whole.
enum CaseCaveats {
  static func of(ledger: [LedgerEntry], rejections: [String: [String]], runs: [DetectorRun], notes: [String]) -> [String] {
    var caveats = [
      "A finding is a lead, not a verdict: it says what records show, not why, and not that anybody broke a rule.",
      "A filing shows what a buyer declared that it meant to bring in; it does not show that goods were shipped.",
    ]
    for entry in ledger where entry.rejected > 0 {
      let rows = entry.rejected == 1 ? "1 row" : "\(entry.rejected) rows"
      caveats.append("\(rows) of \(entry.id) could not be read and are in no figure; the ledger gives the reasons.")
      caveats += rejections[entry.id] ?? []
    }
    for entry in ledger {
      for note in entry.notes where note.text.hasPrefix(LedgerWords.repeated) {
        let rows = note.count == 1 ? "1 row" : "\(note.count) rows"
        caveats.append(
          "\(rows) of \(entry.id) repeat another row of the same file, word for word, and count again in every total: lines of one declaration may be alike, but a row copied by mistake would be, too (the option `repeats` of a source leaves them out)."
        )
      }
    }
    for run in runs {
      if case .didNotRun(let reason) = run.outcome {
        caveats.append("The detector \(run.declaration.id) did not run: \(reason)")
      }
    }
    return caveats + notes
  }
}
