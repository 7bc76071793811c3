// SPDX-License-Identifier: Apache-2.0

/// All words of all terms in one trie: a text is read once, whatever the number of terms.
struct Lexicon: Sendable {
  /// The number of a distinct word of the terms, endings and alternatives included.
  typealias Atom = Int32

  private var atoms: [TermPattern.Word: Atom] = [:]
  /// `Alphabet.size` children a node; 0 = none, for node 0 is the root.
  private var children: [Int32]
  /// Atoms that begin every word passing here.
  private var prefixEnds: [[Atom]] = [[]]
  /// Atoms that are the word ending here.
  private var exactEnds: [[Atom]] = [[]]
  private var hasPrefixEnd: [Bool] = [false]
  private var hanEnds: [UInt32: [Atom]] = [:]

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
    if let han = form.symbols.first, han >= Alphabet.size {
      hanEnds[han, default: []].append(atom)
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
      prefixEnds[node].append(atom)
      hasPrefixEnd[node] = true
    } else {
      exactEnds[node].append(atom)
    }
  }

  /// Adds the atoms that a word is.
  func look(up word: borrowing WordReader, into found: inout [Atom]) {
    if word.han != 0 {
      if let atoms = hanEnds[word.han] { found.append(contentsOf: atoms) }
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
