// SPDX-License-Identifier: Apache-2.0

import Documents
import Parties
import Testing
import Trade

struct JudgementTests {
  static let header = "left,right,verdict,by,when,why\n"

  @Test func `Judgements are read with their lines`() throws {
    let judgements = try Judgement.read(
      text: Self.header
        + "DJI,SZ DJI Technology,same,editor,2023-10-31,\"One firm, two names\"\n\nA,INN:7707083893,unsure,editor,,open\n",
      shownAs: "judgements.csv")
    #expect(judgements.map(\.verdict) == [.same, .unsure])
    #expect(judgements.map(\.line) == [2, 4])
    #expect(judgements[0].why == "One firm, two names")
    #expect(judgements[0].when == Day("2023-10-31"))
    #expect(judgements[1].when == nil)
  }

  @Test(arguments: [
    (
      "left,right,verdict,by,when,why\nA,B,sames,me,,x\n",
      "judgements.csv:2: 'sames' is not a verdict. Did you mean 'same'?"
    ),
    ("left,right,verdict,by,when,why\nA,B,same,me,2023-13-01,x\n", "judgements.csv:2: '2023-13-01' is not a date"),
    ("left,right,verdict,by,when,why\nA,,same,me,,x\n", "judgements.csv:2: The cell 'right' is empty"),
    ("left,right,verdict,by,when\nA,B,same,me,\n", "judgements.csv:1: The column 'why' is missing."),
    ("left,right,verdit,by,when,why\n", "judgements.csv:1: 'verdit' is not a column here. Did you mean 'verdict'?"),
    ("left,right,verdict,by,when,why\nA,B,same,me,,x,y\n", "judgements.csv:2: The row has 7 cells and the header 6"),
    (
      "left,right,verdict,by,when,why\nA,\"B,same,me,,x\n", "judgements.csv:2: A quote that opens here is never closed."
    ),
    ("", "judgements.csv:1: The file has no header"),
  ])
  func `What is wrong is said with file and line`(text: String, message: String) {
    let error = #expect(throws: DocumentError.self) { try Judgement.read(text: text, shownAs: "judgements.csv") }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }
}
