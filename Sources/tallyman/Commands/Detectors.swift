// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detectors
import Foundation

struct Detectors: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the detectors.", discussion: "Learn about one with: tallyman explain young-importer")

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let declarations = DetectorRegistry.all.map { $0.declaration }
    guard json else {
      let width = declarations.map(\.id.count).max() ?? 0
      for declaration in declarations {
        print("\(declaration.id.padding(toLength: width, withPad: " ", startingAt: 0))  \(declaration.title)")
      }
      return
    }
    struct Shape: Encodable {
      struct Parameter: Encodable {
        let name, standard, range, about: String
        let unit: String?
      }
      struct Line: Encodable {
        let id, title, finds, doesNotMean, method, source, cost: String
        let needs, caveats: [String]
        let parameters: [Parameter]
      }
      let detectors: [Line]
    }
    let shape = Shape(
      detectors: declarations.map { declaration in
        Shape.Line(
          id: declaration.id, title: declaration.title, finds: declaration.finds, doesNotMean: declaration.doesNotMean,
          method: declaration.method, source: declaration.source, cost: declaration.cost,
          needs: declaration.inputs.map(\.about), caveats: declaration.caveats,
          parameters: declaration.parameters.map {
            Shape.Parameter(name: $0.name, standard: "\($0.default)", range: "\($0.range)", about: $0.about, unit: $0.unit)
          })
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(shape), as: UTF8.self))
  }
}

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explain a detector: what it finds, how, and what it does not mean.",
    discussion: "Example: tallyman explain young-importer")

  @Argument(help: ArgumentHelp("The detector's id.", valueName: "detector"))
  var id: String

  func run() throws {
    let declarations = DetectorRegistry.all.map { $0.declaration }
    guard let declaration = declarations.first(where: { $0.id == id }) else {
      let known = declarations.map(\.id)
      throw ValidationError("'\(id)' is no detector. Known: \(known.joined(separator: ", ")).")
    }
    print(DetectorDocs.section(declaration))
  }
}
