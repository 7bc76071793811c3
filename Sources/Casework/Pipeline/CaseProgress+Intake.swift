// SPDX-License-Identifier: Apache-2.0

import Intake

extension CaseProgress {
  init(_ step: IntakeProgress) {
    self.init(.intake, step.source, rows: step.rows, done: step.bytes, total: step.totalBytes)
    switch step.state {
    case .reading: break
    case .converting: (done, total, note) = (0, 0, "becoming records")
    case .finished: (isFinished, note) = (true, "\(step.rows) rows")
    case .unchanged: (isFinished, note) = (true, "unchanged")
    }
  }
}
