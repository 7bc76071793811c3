// SPDX-License-Identifier: Apache-2.0

/// All words of all terms in one trie: a text is read once, whatever the number of terms.
struct Lexicon: Sendable {
  /// The number of a distinct word of the terms, endings and alternatives included.
  typealias Atom = Int32

  /// A word of the terms that a word of the text is.
  struct Hit {
    var atom: Atom
    var grammar: Inflection.Grammar
  }

  private var atoms: [TermPattern.Word: Atom] = [:]
  /// `Alphabet.size` children a node; 0 = none, for node 0 is the root.
  private var children: [Int32]
  /// Atoms that begin every word passing here.
  private var prefixEnds: [[Hit]] = [[]]
  /// Atoms that are the word ending here.
  private var exactEnds: [[Hit]] = [[]]
  private var hasPrefixEnd: [Bool] = [false]
  private var hanEnds: [UInt32: [Hit]] = [:]

  init() { children = [Int32](repeating: 0, count: Alphabet.size) }

  var count: Int { atoms.count }

  mutating func atom(for word: TermPattern.Word) -> Atom {
    if let known = atoms[word] { return known }
    let atom = Atom(atoms.count)
    atoms[word] = atom
    for form in word.forms { insert(form, atom) }
    return atom
  }

  private mutating func insert(_ form: TermPattern.Word.Form, _ atom: Atom) {
    let hit = Hit(atom: atom, grammar: form.grammar)
    if let han = form.symbols.first, han >= Alphabet.size {
      hanEnds[han, default: []].append(hit)
      return
    }
    var node = 0
    for symbol in form.symbols {
      let slot = node * Alphabet.size + Int(symbol)
      if children[slot] == 0 {
        children[slot] = Int32(prefixEnds.count)
        children.append(contentsOf: repeatElement(0, count: Alphabet.size))
        prefixEnds.append([])
        exactEnds.append([])
        hasPrefixEnd.append(false)
      }
      node = Int(children[slot])
    }
    if form.anyEnding {
      prefixEnds[node].append(hit)
      hasPrefixEnd[node] = true
    } else {
      exactEnds[node].append(hit)
    }
  }

  /// Adds the atoms that a word is.
  func look(up word: borrowing WordReader, into found: inout [Hit]) {
    if word.han != 0 {
      if let hits = hanEnds[word.han] { found.append(contentsOf: hits) }
      return
    }
    var node = 0
    for symbol in word.symbols {
      node = Int(children[node * Alphabet.size + Int(symbol)])
      if node == 0 { return }
      if hasPrefixEnd[node] { found.append(contentsOf: prefixEnds[node]) }
    }
    if !exactEnds[node].isEmpty { found.append(contentsOf: exactEnds[node]) }
  }
}
