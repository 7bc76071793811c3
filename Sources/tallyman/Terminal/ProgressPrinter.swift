// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Synchronization

/// Shows how far the work is: one moving line on a terminal, plain lines elsewhere.
final class ProgressPrinter: Sendable {
  private struct State {
    var began = ContinuousClock.now
    var item = ""
    var lastShown: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let isInteractive: Bool
  private let isQuiet: Bool

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isInteractive = Terminal.isInteractive
  }

  func show(_ step: CaseProgress) {
    guard !isQuiet else { return }
    state.withLock { state in
      let key = "\(step.stage) \(step.item)"
      if state.item != key {
        state.item = key
        state.began = .now
      }
      let elapsed = (ContinuousClock.now - state.began).seconds
      if step.isFinished {
        Terminal.raw(clear + line(step, elapsed: elapsed) + "\n")
        state.lastShown = nil
      } else if isInteractive, state.lastShown.map({ ContinuousClock.now - $0 > .milliseconds(100) }) ?? true {
        let text = line(step, elapsed: elapsed)
        Terminal.raw(clear + String(text.prefix(Terminal.width - 1)))
        state.lastShown = .now
      }
    }
  }

  private var clear: String { isInteractive ? "\r\u{1B}[2K" : "" }

  private func line(_ step: CaseProgress, elapsed: Double) -> String {
    var text = step.stage.rawValue.padding(toLength: 11, withPad: " ", startingAt: 0)
    if !step.item.isEmpty { text += " \(step.item)" }
    if let note = step.note { text += "  \(note)" }
    guard !step.isFinished else { return text.trimmingCharacters(in: CharacterSet.whitespaces) }
    if step.rows > 0 {
      text += "  \(step.rows.formatted(.number.locale(.init(identifier: "en")))) rows"
      if elapsed > 0.5 { text += ", \(Int(Double(step.rows) / elapsed).formatted(.number.locale(.init(identifier: "en")))) a second" }
    }
    if step.total > 0, step.done > 0, step.done <= step.total {
      let share = Double(step.done) / Double(step.total)
      text += "  \(Int(share * 100)) %"
      if elapsed > 1 { text += ", about \(Self.duration(elapsed / share - elapsed)) left" }
    }
    return text
  }

  private static func duration(_ seconds: Double) -> String {
    seconds < 90 ? "\(Int(seconds.rounded(.up))) s" : "\(Int((seconds / 60).rounded(.up))) min"
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
