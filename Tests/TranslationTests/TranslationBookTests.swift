// SPDX-License-Identifier: Apache-2.0

import Documents
import Foundation
import Testing

@testable import Translation

@Suite struct TranslationBookTests {
  @Test("A person's word stands before a service's, and both before the glossary's")
  func order() throws {
    let book = try TranslationBook(
      text: """
        text,english,origin,by
        Шлем,A helmet by machine,service,localhost:5000
        Каска,Hard hat by machine,service,localhost:5000
        Шлем,Combat helmet,person,editor
        """)
    let translator = Translator(book)
    #expect(translator.rendering(of: "Шлем") == Rendering(english: "Combat helmet", origin: .person, known: 1))
    #expect(translator.rendering(of: " Каска ")?.origin == .service)
    #expect(translator.rendering(of: "Жилет")?.origin == .glossary)
  }

  @Test(
    "What is wrong is told with its line",
    arguments: [
      ("text,english,origin\nШлем,,person", 2), ("text,english,origin\nШлем,helmet,glossary", 2),
      ("text,english,origin\nШлем,helmet,person\nШлем,casque,person", 3),
    ])
  func faults(text: String, line: Int) {
    let error = #expect(throws: DocumentError.self) { try TranslationBook(text: text) }
    #expect(error?.line == line)
    #expect(error?.file == "translations.csv")
  }

  @Test("Rows are added behind those that stand there, which stay to the byte, and come back as they were")
  func append() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    defer { try? FileManager.default.removeItem(at: file) }
    let before = "text,english,origin,by\nШлем,\"Helmet, combat\",person,editor"
    try Data(before.utf8).write(to: file)
    let text = "Жилет \"А\",\nпятно"
    try TranslationBook.append([(text, "Vest \"A\", spot", "localhost")], origin: .service, to: file)
    let after = try String(contentsOf: file, encoding: .utf8)
    #expect(after.hasPrefix(before + "\n"))
    let book = try TranslationBook(file: file)
    #expect(book.rendering(of: text)?.english == "Vest \"A\", spot")
    #expect(book.rendering(of: "Шлем")?.english == "Helmet, combat")
  }
}
