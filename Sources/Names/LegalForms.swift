// SPDX-License-Identifier: Apache-2.0

/// The table of legal forms, and how they are found in the words of a name.
package struct LegalForms: Sendable {
  package static let standard = LegalForms()

  /// Forms by their words, folded and joined with spaces.
  private let forms: [String: LegalForm]
  /// Forms of scripts without spaces, longest first: they are endings of a word.
  let suffixes: [(text: String, form: LegalForm)]
  private let longest: Int
  /// The words of each spelling, in the order of the table.
  let spellings: [(words: [String], form: LegalForm)]
  /// Every word that occurs in a form: what is left of a form after a slip of the pen.
  let words: Set<String>

  private init() {
    var forms: [String: LegalForm] = [:]
    var suffixes: [(String, LegalForm)] = []
    var longest = 1
    var words: Set<String> = []
    var spellings: [([String], LegalForm)] = []
    for row in NameData.rows(of: "legal-forms", columns: 5) {
      guard let kind = LegalForm.Class(rawValue: row[0]), let place = LegalForm.Place(rawValue: row[2]) else {
        preconditionFailure("legal-forms.tsv: '\(row[0])' is not a class, or '\(row[2])' not a place.")
      }
      let form = LegalForm(kind: kind, code: row[1], place: place, language: row[3])
      for spelling in NameData.spellings(row[4]) {
        let folded = NameFolding.words(spelling)
        let key = folded.joined(separator: " ")
        // The first row wins: the table goes from the common to the rare.
        if forms[key] == nil {
          forms[key] = form
          spellings.append((folded, form))
        }
        longest = max(longest, folded.count)
        words.formUnion(folded)
        if folded.count == 1, key.unicodeScalars.count > 1, Script.dominant(in: key)?.runsWordsTogether == true {
          suffixes.append((key, form))
        }
      }
    }
    self.forms = forms
    self.suffixes = suffixes.sorted { ($0.0.count, $0.0) > ($1.0.count, $1.0) }
    self.longest = longest
    self.words = words
    self.spellings = spellings
  }

  package var count: Int { forms.count }

  /// The form that these words are as a whole.
  package func form(of words: some Collection<String>) -> LegalForm? {
    words.count > longest || words.isEmpty ? nil : forms[words.joined(separator: " ")]
  }

  /// Takes legal forms off both ends, again and again, and never all of the name.
  package func peeled(_ words: [String]) -> (words: [String], forms: [LegalForm]) {
    var rest = words[...]
    var found: [LegalForm] = []
    while true {
      if let (form, length) = match(at: .start, of: rest), length < rest.count {
        found.append(form)
        rest = rest.dropFirst(length)
      } else if let (form, length) = match(at: .end, of: rest), length < rest.count {
        found.append(form)
        rest = rest.dropLast(length)
      } else if let last = rest.last, let (stem, form) = suffix(of: last) {
        found.append(form)
        rest = rest.dropLast() + [stem]
      } else {
        return (Array(rest), found)
      }
    }
  }

  private func match(at place: LegalForm.Place, of words: ArraySlice<String>) -> (LegalForm, Int)? {
    for length in stride(from: min(longest, words.count), through: 1, by: -1) {
      let part = place == .start ? words.prefix(length) : words.suffix(length)
      if let form = forms[part.joined(separator: " ")], form.place == .any || form.place == place {
        return (form, length)
      }
    }
    return nil
  }

  /// The stem and form of a word that ends in a form, as in 创新科技有限公司.
  func suffix(of word: String) -> (stem: String, form: LegalForm)? {
    guard let last = word.unicodeScalars.last, Script.of(last)?.runsWordsTogether == true else { return nil }
    for (text, form) in suffixes where word.hasSuffix(text) && word.count > text.count {
      return (String(word.dropLast(text.count)), form)
    }
    return nil
  }

  /// The class that a name's forms agree on; nil when they say nothing or contradict each other.
  package static func kind(of forms: [LegalForm]) -> LegalForm.Class? {
    let kinds = Set(forms.map(\.kind))
    if kinds.contains(.trader) { return .trader }
    let telling = kinds.subtracting([.company])
    if telling.count == 1 { return telling.first }
    return telling.isEmpty && kinds.contains(.company) ? .company : nil
  }
}

extension LegalForms {
  /// Latin words of forms that a word of this length can be a slip of: they are at most two letters longer or shorter.
  func lettersOfWords(ofLength length: Int) -> [[UInt8]] { Self.letters[length] ?? [] }

  private static let letters: [Int: [[UInt8]]] = {
    let latin = standard.words.filter { $0.utf8.count >= 4 && $0.utf8.allSatisfy { $0 < 0x80 } }.sorted().map {
      Array($0.utf8)
    }
    var table: [Int: [[UInt8]]] = [:]
    for length in 2...20 { table[length] = latin.filter { abs($0.count - length) <= 2 } }
    return table
  }()
}
