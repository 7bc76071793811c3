// SPDX-License-Identifier: Apache-2.0

/// Two names that are compiled for one comparison, outside an index: what is known of them lies here.
final class LooseNames {
  private let records = Grow<NameRecord>(repeating: NameRecord(), count: 2)
  private let tokens = [Grow<UInt32>(), Grow<UInt32>()]
  private let runs = [Grow<UInt8>(), Grow<UInt8>()]

  /// Takes over what a compiler made last.
  func keep(_ side: Int, _ record: NameRecord, of compiler: NameCompiler) {
    records[side] = record
    tokens[side].truncate(to: 0)
    tokens[side].append(contentsOf: compiler.tokens)
    runs[side].truncate(to: 0)
    runs[side].append(contentsOf: compiler.letters)
  }

  /// Good until a word is added to the pool.
  func view(_ side: Int, _ pool: WordPool, _ weights: Grow<Float>) -> NameView {
    NameView(
      place: UnsafePointer(records.base + side), tokens: UnsafePointer(tokens[side].base),
      words: UnsafePointer(pool.records.base), sounds: UnsafePointer(pool.sounds.base), run: UnsafePointer(runs[side].base),
      weights: UnsafePointer(weights.base))
  }
}
