// SPDX-License-Identifier: Apache-2.0

/// The page about detectors, made from their declarations.
package enum DetectorDocs {
  package static func markdown(_ declarations: [DetectorDeclaration] = DetectorRegistry.all.map { $0.declaration }) -> String {
    var text = """
      # Detectors

      <!-- Made from the declarations in Sources/Detectors; edit those, then run the tests with TALLYMAN_REGENERATE=1. -->

      A detector looks for one kind of lead. A finding is a lead with its rows, never a verdict: its grade is that of its
      best evidence, and only a customs record "imports" goods, while a filing "registers" them. A score lies between 0 and
      1 and puts findings in order; it is no probability. A detector that lacks its data says that it did not run.

      Settings stand in `case.yaml` under `options`, `detectors`, by id:

      ```yaml
      options:
        detectors:
          young-importer: {months: 12}
      ```


      """
    for declaration in declarations { text += section(declaration) }
    return text
  }

  /// What one detector does, as Markdown.
  package static func section(_ declaration: DetectorDeclaration) -> String {
    let name = typeName(declaration.id)
    var text = "## \(name)\n\n"
    text += "`\(declaration.id)`: \(declaration.title).\n\n"
    text += "**What it finds.** \(declaration.finds)\n\n"
    text += "**What that does not mean.** \(declaration.doesNotMean)\n\n"
    text += "**Method.** \(declaration.method)\n\n"
    text += "**Source.** \(declaration.source)\n\n"
    text += "**Needs.**\n\n"
    for input in declaration.inputs {
      if let file = input.file {
        text += "- \(input.about): `\(file)`\n"
        continue
      }
      text += "- \(input.about): `\(input.table)` (\(input.columns.map { "`\($0)`" }.joined(separator: ", ")))\n"
    }
    text += "\n| Parameter | Default | Unit | Allowed | What it does |\n|---|---|---|---|---|\n"
    for parameter in declaration.parameters {
      text += "| `\(parameter.name)` | `\(parameter.default)` | \(parameter.unit ?? "") | \(parameter.range) | \(parameter.about) |\n"
    }
    text += "\n**Caveats.**\n\n"
    for caveat in declaration.caveats { text += "- \(caveat)\n" }
    text += "\n**Cost.** \(declaration.cost)\n\n"
    return text
  }

  /// `young-importer` → `YoungImporter`
  package static func typeName(_ id: String) -> String {
    id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
