// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Compares names of one list for being duplicates: one a thread.
final class DuplicateComparer {
  private let core: IndexCore
  private let crowds: Crowds
  private let comparer: NameComparer
  private let model: DuplicateModel?

  init(_ core: IndexCore, _ crowds: Crowds) {
    self.core = core
    self.crowds = crowds
    comparer = NameComparer(kind: core.kind)
    model = core.kind == .organisation ? .standard : nil
  }

  /// The log-odds before the list's own share of duplicates is taken into account (``ListPrior``).
  func logOdds(_ a: Int, _ b: Int) -> Float {
    let (x, y) = (core.view(a), core.view(b))
    let score = comparer.score(x, y)
    guard let model else { return Self.logOdds(score) }
    guard x.record.count > 0, y.record.count > 0 else { return -Self.most }
    let sum = model.logOdds(comparer.features, qualifiers: comparer.qualifiers, extra(a, b))
    return min(Self.most, max(-Self.most, sum))
  }

  /// For fitting: features, qualifiers (1 where one applies) and what depends on the list.
  func terms(_ a: Int, _ b: Int) -> [Float] {
    let logOdds = logOdds(a, b)
    let extra = extra(a, b)
    return (0..<NameFeature.count).map { comparer.features[$0] }
      + NameQualifier.allCases.map { comparer.qualifiers & 1 << UInt8($0.rawValue) == 0 ? 0 : 1 }
      + DuplicateModel.Extra.allCases.map { extra[$0.rawValue] } + [1 / (1 + exp(-logOdds))]
  }

  /// Of the pair that was compared last.
  private func extra(_ a: Int, _ b: Int) -> DuplicateModel.Extras {
    let (p, q) = (crowds.logs.base[a], crowds.logs.base[b])
    let (x, y) = (core.names.base + a, core.names.base + b)
    let apart = Self.formsApart(x.pointee, y.pointee)
    let sameWords: Float = x.pointee.unordered == y.pointee.unordered && x.pointee.formWords == y.pointee.formWords ? 1 : 0
    let sameLetters: Float = x.pointee.joinedWhole == y.pointee.joinedWhole ? 1 : 0
    let sharedLetters = comparer.features[NameFeature.shared.rawValue] * comparer.features[NameFeature.letters.rawValue]
    return [apart, min(p, q), apart * max(p, q), sameWords, sameLetters, sameWords * min(p, q), sharedLetters, 0]
  }

  private static func formsApart(_ a: NameRecord, _ b: NameRecord) -> Float {
    let all = (a.formWords | b.formWords).nonzeroBitCount
    if all == 0 { return 0 }
    if a.formWords == 0 || b.formWords == 0 { return 0.6 }
    let apart = 1 - Float((a.formWords & b.formWords).nonzeroBitCount) / Float(all)
    // One form in two languages.
    return a.forms == b.forms && a.forms != FormTrie.none ? min(apart, 0.5) : apart
  }

  static let most: Float = 14

  private static func logOdds(_ score: Float) -> Float {
    let p = min(max(score, 1e-6), 1 - 1e-6)
    return log(p / (1 - p))
  }
}

/// How many differently written names of a list are made of the same words in any order, legal forms aside; as a logarithm,
/// by name.
final class Crowds: Sendable {
  let logs: Grow<Float>

  init(_ core: IndexCore, _ alike: AlikeNames) {
    var counts: [UInt32: Int32] = [:]
    counts.reserveCapacity(alike.count)
    for group in 0..<alike.count { counts[core.names.base[alike.first(group)].unordered, default: 0] += 1 }
    let logs = Grow<Float>(repeating: 0, count: core.count)
    for name in 0..<core.count where core.names.base[name].count > 0 {
      logs.base[name] = Float(log(Double(counts[core.names.base[name].unordered] ?? 1)))
    }
    self.logs = logs
  }
}
