// SPDX-License-Identifier: Apache-2.0

import Trade

/// The settings of one run of a detector, checked against its declaration.
package struct ParameterValues: Sendable, Hashable {
  /// Every declared parameter, as written or by default.
  package let values: [String: String]
  private let detector: String

  /// - Throws: ``DetectorError/Code/unknownParameter``, ``DetectorError/Code/badParameter``.
  package init(_ options: [String: String] = [:], for declaration: DetectorDeclaration) throws {
    let names = declaration.parameters.map(\.name)
    for name in options.keys.sorted() where !names.contains(name) {
      throw DetectorError.unknownParameter(name, of: declaration)
    }
    var values: [String: String] = [:]
    for parameter in declaration.parameters {
      let text = options[parameter.name] ?? parameter.default
      guard parameter.allows(text) else { throw DetectorError.badParameter(parameter, text, of: declaration) }
      values[parameter.name] = text
    }
    self.values = values
    detector = declaration.id
  }

  func whole(_ name: String) throws -> Int { try read(name, Int.init) }

  func number(_ name: String) throws -> Double { try read(name, Double.init) }

  func day(_ name: String) throws -> Day { try read(name) { Day($0) } }

  func country(_ name: String) throws -> String { try read(name) { $0 } }

  func choice(_ name: String) throws -> String { try read(name) { $0 } }

  func countries(_ name: String) throws -> [String] { try read(name) { ParameterDeclaration.codes($0) } }

  private func read<Value>(_ name: String, _ parse: (String) -> Value?) throws -> Value {
    guard let value = values[name].flatMap(parse) else {
      throw DetectorError(.unknownParameter, "The detector '\(detector)' reads a parameter '\(name)' that it does not declare so.")
    }
    return value
  }
}
