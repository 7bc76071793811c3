// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Foundation
import Parties
import Trade
import Warehouse

struct Review: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Decide which unsure pairs of parties are one.",
    discussion: """
      Shows the pairs of names that are alike but not alike enough to join without a person, one after another: those \
      first that would change who is listed, then those that most findings name, then those whose records are worth most, then \
      those with most records. Answers are written to judgements.csv at once, as a row at its end; nothing else in the file is touched. A decision that \
      contradicts registry numbers or another decision is refused with the reason.

      Answers can be piped: printf 's one address\\nd\\nq\\n' | tallyman review my-case --by editor

      Example: tallyman review Examples/surging-trade --list
      """)

  @OptionGroup var inquiry: CaseArgument

  @Option(help: "Who decides (default: the name of the user).") var by: String?
  @Option(name: .customLong("on"), help: "The day of the decisions (default: today).") var day: String?
  @Flag(help: "Print the pairs and decide nothing.") var list = false
  @Option(help: "So many pairs at most.") var limit: Int?
  @Flag(help: "Do not run the detectors; findings have no say in the order then.") var fast = false

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a whole number from 1.") }
    if let day, Day(day) == nil { throw ValidationError("--on '\(day)' is not a date; write YYYY-MM-DD.") }
  }

  func run() async throws {
    let inquiry = try inquiry.read()
    let printer = ProgressPrinter(isQuiet: self.inquiry.quiet)
    let engine = try await Engines.open(for: inquiry)
    let investigation = Investigation(inquiry, engine: engine, progress: printer.show)
    var queue = try await investigation.review(weighsFindings: !fast)
    let check = try await investigation.judgementCheck()
    try await engine.close()
    let all = queue.items.count
    if let limit { queue.items = Array(queue.items.prefix(limit)) }
    if queue.unnamed > 0 {
      print("\(queue.unnamed) more pairs can't be decided by name: a party without number shares its names with others.")
    }
    if list {
      print(queue.items.isEmpty ? "No unsure pairs: nothing to decide." : ReviewText.list(queue.items))
      if queue.items.count < all { print("and \(all - queue.items.count) more") }
      return
    }
    let path = "judgements.csv"
    var session = ReviewSession(
      queue, by: by ?? ProcessInfo.processInfo.userName, on: day.flatMap(Day.init) ?? Self.today,
      file: JudgementFile(inquiry.folder.appending(path: path), shownAs: path), shownAs: path, check: check,
      judgements: inquiry.judgements)
    try session.run(read: { readLine() }, write: { print($0) })
  }

  private static var today: Day? {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
    return Day("\(year)-\(two(month))-\(two(day))")
  }
}
