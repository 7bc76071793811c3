// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How likely two names of one file name the same body twice. Other weights than those of a search: aliases, former names
/// and translations are rife in lists that are searched, slips of the pen and other legal forms in files with duplicates.
///
/// A weighted sum of ``DuplicateTerm``'s row, whose signs are held to what the terms mean; where that leaves a chance, small
/// trees over the same terms correct it, since some terms say more together than each by itself (friedman2001: gradient
/// boosting). What each term contributed, by its weight and along the trees, can be told for every pair.
/// `Benchmarks/clusters/fit.py` makes the table duplicate-model.tsv, and says on which names.
final class DuplicateModel: @unchecked Sendable {
  // Unchecked: the memory below is written here, once.
  private let bias: Float
  private let weights: UnsafeMutablePointer<Float>
  let trees: SmallTrees
  /// The share of duplicates in the sample of the fit, as ``ListPrior`` counts it.
  let prior: Double
  /// What the terms of the words that met can add to the sum at most.
  let mostOfMeetings: Float

  /// A pair whose weighted sum is lower is not looked at further.
  static let least: Float = -5

  static let standard = DuplicateModel()

  private init() {
    var weights = [Float](repeating: 0, count: DuplicateTerm.rowCount)
    var (bias, prior): (Float, Double) = (0, 0.5)
    var trees: [String] = []
    for row in NameData.rows(of: "duplicate-model", columns: 2) {
      guard row[0] != "tree" else {
        trees.append(row[1])
        continue
      }
      guard let value = Double(row[1]) else { preconditionFailure("duplicate-model.tsv: '\(row[1])' is no number.") }
      if row[0] == "prior" {
        prior = value
      } else if row[0] == "bias" {
        bias = Float(value)
      } else if let place = DuplicateTerm.names.firstIndex(of: row[0]) {
        weights[place] = Float(value)
      } else {
        preconditionFailure("duplicate-model.tsv: there is no term '\(row[0])'.")
      }
    }
    self.bias = bias
    self.prior = prior
    self.trees = SmallTrees(trees)
    precondition(weights[(DuplicateTerm.meetingStart + 1)...].allSatisfy { $0 <= 0 }, "duplicate-model.tsv: a sign is wrong.")
    mostOfMeetings = max(0, weights[DuplicateTerm.meetingStart]) * DuplicateTerm.mostChance
    self.weights = .allocate(capacity: weights.count)
    for (place, weight) in weights.enumerated() { (self.weights + place).initialize(to: weight) }
  }

  deinit { weights.deallocate() }

  /// - Parameter row: the terms of a pair, in the order of ``DuplicateTerm/names``.
  @inline(__always) func logOdds(_ row: UnsafePointer<Float>) -> Float {
    let sum = sum(row)
    return sum < Self.least ? sum : sum + trees.sum(row)
  }

  @inline(__always) func sum(_ row: UnsafePointer<Float>) -> Float {
    var sum = bias
    for place in 0..<DuplicateTerm.rowCount { sum += weights[place] * row[place] }
    return sum
  }

  /// Which way a term counts by its weight alone: 1, -1, or 0 where only trees ask after it.
  func sign(of term: Int) -> Int { weights[term] > 0 ? 1 : weights[term] < 0 ? -1 : 0 }

  /// What each term adds to the log-odds, and what all pairs start from.
  func contributions(_ row: UnsafePointer<Float>) -> (start: Float, terms: [Float]) {
    var terms = (0..<DuplicateTerm.rowCount).map { weights[$0] * row[$0] }
    var start = bias
    if bias + terms.reduce(0, +) >= Self.least { start += trees.contributions(row, to: &terms) }
    return (start, terms)
  }
}
