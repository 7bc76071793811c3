// SPDX-License-Identifier: Apache-2.0

package import Documents
import Trade

/// Reads a measure from a case file or from the flags of a command, by the same rules.
///
/// ```yaml
/// measure: {of: value, how: multiple, from: EU27, to: KGZ, flow: export, period: 2022-01..2022-10, against: 2021-01..2021-10}
/// ```
package enum MeasureReader {
  /// Keys that say which records.
  package static let selectionKeys = [
    "goods", "from", "to", "reporter", "flow", "source", "grade", "party", "role", "indicator", "code-length",
    "codes-as-written", "listed-then", "currency",
  ]
  /// All keys of a measure.
  package static let keys = ["of", "how"] + selectionKeys + ["period", "against", "within"]

  /// - Throws: `DocumentError`, also for a question that makes no sense whatever the data.
  package static func measure(_ node: DocumentNode) throws -> Measure {
    let fields = try node.mapping(of: "a measure", keys: keys)
    var measure = Measure(of: try fields.required("of").choice(Measure.What.self))
    if let how = fields["how"] { measure.how = try how.choice(Measure.How.self) }
    measure.which = try selection(fields, over: Selection())
    measure.period = try fields["period"]?.period()
    measure.against = try fields["against"]?.period()
    if let within = fields["within"] {
      measure.within = try selection(within.mapping(of: "within", keys: selectionKeys), over: measure.which)
    }
    if let problem = measure.problem { throw node.error(.badValue, problem) }
    return measure
  }

  /// - Parameter flags: by name without dashes, as `from` or `code-length`; keys of the whole of a share as
  ///   `within.from`.
  package static func measure(flags: [String: [String]]) throws -> Measure {
    func lines(_ flags: [(key: String, value: [String])], indent: String) -> String {
      flags.sorted { $0.key < $1.key }.map { key, values in
        let list = values.map(quoted).joined(separator: ", ")
        return "\(indent)\(quoted(key)): \(values.count == 1 ? list : "[\(list)]")\n"
      }.joined()
    }
    let whole = flags.filter { $0.key.hasPrefix("within.") }.map { (key: String($0.key.dropFirst(7)), value: $0.value) }
    var text = lines(flags.filter { !$0.key.hasPrefix("within.") }.map { ($0.key, $0.value) }, indent: "")
    if !whole.isEmpty { text += "within:\n" + lines(whole, indent: "  ") }
    return try measure(Document(text: text.isEmpty ? "{}" : text, shownAs: "the command line").root)
  }

  /// - Parameter base: what keys that are not given keep; a key that is given as an empty list, or as `any`, is opened.
  private static func selection(_ fields: DocumentFields, over base: Selection) throws -> Selection {
    func words(_ key: String, _ path: WritableKeyPath<Selection, [String]>, _ selection: inout Selection) throws {
      guard let node = fields[key] else { return }
      let words = try node.oneOrMany().map { try $0.text() }
      selection[keyPath: path] = words == ["any"] ? [] : words
    }
    var selection = base
    try words("goods", \.goods, &selection)
    try words("from", \.from, &selection)
    try words("to", \.to, &selection)
    try words("reporter", \.reporter, &selection)
    try words("source", \.sources, &selection)
    try words("party", \.parties, &selection)
    if let flow = fields["flow"] { selection.flow = try flow.word(among: Selection.flows) }
    if let grade = fields["grade"] { selection.grade = try grade.choice(EvidenceGrade.self) }
    if let roles = fields["role"] { selection.roles = try roles.oneOrMany().map { try $0.choice(PartyRole.self) } }
    if let indicator = fields["indicator"] { selection.indicator = try indicator.text() }
    if let length = fields["code-length"] { selection.codeLength = try length.integer() }
    if let asWritten = fields["codes-as-written"] { selection.codesAsWritten = try asWritten.boolean() }
    if let listed = fields["listed-then"] { selection.listedThen = try listed.boolean() }
    if let currency = fields["currency"] { selection.currency = try currency.word(among: ["USD"]) }
    return selection
  }

  /// As a double-quoted YAML scalar, which is text whatever it looks like.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
