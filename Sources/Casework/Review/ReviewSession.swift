// SPDX-License-Identifier: Apache-2.0

import Documents
package import Parties
package import Trade

/// Walks through a queue with a person: shows a pair, takes an answer, writes a judgement at once.
package struct ReviewSession {
  private let items: [ReviewItem]
  private let by: String
  private let on: Day?
  private let file: JudgementFile
  private let path: String
  private let check: JudgementCheck
  private var judgements: [Judgement]
  private var place = 0
  private var done: [Decision] = []

  private struct Decision {
    var place: Int
    var judgement: Judgement
    var receipt: JudgementFile.Receipt
  }

  /// - Parameters:
  ///   - by: who decides.
  ///   - on: the day of the decisions.
  ///   - judgements: those that stand already.
  package init(
    _ queue: ReviewQueue, by: String, on: Day?, file: JudgementFile, shownAs path: String, check: JudgementCheck,
    judgements: [Judgement]
  ) {
    items = queue.items
    self.by = by
    self.on = on
    self.file = file
    self.path = path
    self.check = check
    self.judgements = judgements
  }

  package static let help = """
    s same    d different    u unsure: looked at, stays open    k skip    z undo the last decision    q quit    ? help
    A reason may follow: "s one address, one phone". Without one the likeness of the names is given as the reason.
    """

  /// - Parameters:
  ///   - read: the next line that the person wrote; nil at the end.
  ///   - write: shows a text.
  package mutating func run(read: () -> String?, write: (String) -> Void) throws {
    if items.isEmpty {
      write("No unsure pairs: nothing to decide.")
      return
    }
    write("\(items.count) unsure pair\(items.count == 1 ? "" : "s"), those that would change findings most first.")
    write(Self.help)
    walk: while place < items.count {
      write("\n\(place + 1) of \(items.count)\n\(ReviewText.card(items[place]))")
      answer: while true {
        write("same, different, unsure, skip, undo or quit?")
        guard let line = read() else { break walk }
        let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true).map(String.init)
        let why = words.count > 1 ? words[1].trimmingPrefix { $0.isWhitespace } : ""
        switch words.first?.lowercased().trimmingSuffix(":") ?? "" {
        case "s", "same", "y", "yes": if try decide(.same, String(why), write) { break answer }
        case "d", "different", "n", "no": if try decide(.different, String(why), write) { break answer }
        case "u", "unsure": if try decide(.unsure, String(why), write) { break answer }
        case "k", "skip":
          place += 1
          break answer
        case "z", "undo": if try undo(write) { break answer }
        case "q", "quit": break walk
        case "?", "h", "help": write(Self.help)
        default: write("'\(line)' is no answer. " + Self.help)
        }
      }
    }
    write("\n" + summary)
  }

  /// - Returns: false when the judgement can't stand; it was not written then.
  private mutating func decide(_ verdict: Judgement.Verdict, _ why: String, _ write: (String) -> Void) throws -> Bool {
    let item = items[place]
    let judgement = Judgement(
      left: item.left.reference, right: item.right.reference, verdict: verdict, by: by, when: on,
      why: why.isEmpty ? "Reviewed; names: \(item.because)" : why, file: path, line: judgements.count + 2)
    do {
      try check.check(judgements + [judgement])
    } catch let error as DocumentError {
      write("Not written: \(error.message)")
      return false
    }
    let receipt = try file.append(judgement)
    judgements.append(judgement)
    done.append(Decision(place: place, judgement: judgement, receipt: receipt))
    place += 1
    return true
  }

  private mutating func undo(_ write: (String) -> Void) throws -> Bool {
    guard let last = done.last else {
      write("Nothing to undo in this session.")
      return false
    }
    guard try file.takeBack(last.receipt) else {
      write("\(path) was changed by somebody else since; take the row out by hand.")
      return false
    }
    done.removeLast()
    judgements.removeLast()
    place = last.place
    write("Taken back: \(last.judgement.verdict.rawValue).")
    return true
  }

  private var summary: String {
    if done.isEmpty { return "Nothing decided; \(path) is as it was." }
    let counts = Judgement.Verdict.allCases.compactMap { verdict -> String? in
      let count = done.filter { $0.judgement.verdict == verdict }.count
      return count == 0 ? nil : "\(count) \(verdict.rawValue)"
    }
    return "\(done.count) decided (\(counts.joined(separator: ", "))), written to \(path). "
      + "The next investigation applies them."
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
