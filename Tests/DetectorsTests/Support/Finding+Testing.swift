// SPDX-License-Identifier: Apache-2.0

import Measures
import Testing
import Trade
import Warehouse

@testable import Detectors

extension Finding {
  func figure(_ label: String) -> Figure? { figures.first { $0.label == label } }

  func value(_ label: String) -> Double? { figure(label)?.value }

  /// What holds for every finding of any detector.
  func expectSound() {
    #expect((0...1).contains(score))
    #expect((0...1).contains(coverage))
    #expect(!text.isEmpty && !caveats.isEmpty && !parameters.isEmpty && !figures.isEmpty)
    #expect(evidence.count > 0)
    #expect(evidence.addresses.count <= Evidence.limit)
    #expect(evidence.isCut || evidence.addresses.count == evidence.count)
    for figure in figures {
      #expect(!figure.sql.isEmpty)
      #expect(figure.sql.allSatisfy { !$0.contains("?") })
    }
    let words = (text + title).lowercased()
    for word in ["violat", "guilt", "illegal", "caused", "smuggl"] { #expect(!words.contains(word)) }
    // Of statistics the noun is in order: they record imports.
    if grade < .statistic { #expect(!words.contains(" imports ")) }
    #expect(!words.contains("nil") && !words.contains("optional("))
  }
}

extension Finding {
  /// A statement that is printed with a figure gives just the rows that the figure is over.
  func expectRows(at desk: any Desk) async throws {
    for figure in figures {
      for text in figure.sql {
        let query = text.split(separator: "\n").drop { $0.hasPrefix("--") }.joined(separator: "\n")
        guard query.hasPrefix("SELECT DISTINCT r.source") || query.hasPrefix("SELECT r.source") else { continue }
        let table = try await desk.table(SQL(text: query))
        #expect(table.count == figure.evidence.count, "\(id): \(figure.label): \(query)")
        #expect(
          try table.integers("row").compactMap(\.self).prefix(Evidence.limit).sorted() == figure.evidence.addresses.map(\.row).sorted(),
          "\(id): \(figure.label)")
      }
    }
  }
}

/// The findings of one detector over a planted case, by the registry, each checked for what holds for all.
func findings(
  _ detector: String, at desk: any Desk, _ options: [String: String] = [:]
) async throws -> [Finding] {
  let runs = try await DetectorRegistry.run(at: desk, options: [detector: options], only: [detector])
  let findings = runs.flatMap(\.findings)
  for finding in findings {
    finding.expectSound()
    try await finding.expectRows(at: desk)
    #expect(finding.detector == detector)
    #expect(finding.id.hasPrefix(detector + ":"))
  }
  #expect(Set(findings.map(\.id)).count == findings.count)
  return findings
}
