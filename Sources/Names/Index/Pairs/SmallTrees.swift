// SPDX-License-Identifier: Apache-2.0

/// Trees of three questions each, whose answers are added up. A question is whether a term is greater than a limit.
final class SmallTrees: @unchecked Sendable {
  // Unchecked: the memory is written once, by the initialiser.
  // Eight of each for a tree. Of places 1, 2 … 7: the question at a place is followed by that of twice the place (no) or one
  // more (yes).
  private let terms: UnsafeMutablePointer<UInt8>
  private let limits: UnsafeMutablePointer<Float>
  private let answers: UnsafeMutablePointer<Float>
  /// Sixteen for a tree, by place: the mean of the answers that are still open there; the answers themselves from 8 on.
  private let means: UnsafeMutablePointer<Float>
  let count: Int
  static let depth = 3

  /// - Parameter texts: `term>limit` seven times, top down and left to right, then eight answers, parted by spaces; `-` for a
  ///   question that is not asked, which is answered no.
  init(_ texts: [String]) {
    count = texts.count
    terms = .allocate(capacity: count * 8 + 1)
    limits = .allocate(capacity: count * 8 + 1)
    answers = .allocate(capacity: count * 8 + 1)
    means = .allocate(capacity: count * 16 + 1)
    terms.initialize(repeating: 0, count: count * 8 + 1)
    limits.initialize(repeating: .infinity, count: count * 8 + 1)
    answers.initialize(repeating: 0, count: count * 8 + 1)
    means.initialize(repeating: 0, count: count * 16 + 1)
    for (tree, text) in texts.enumerated() { precondition(read(text, tree), "duplicate-model.tsv: '\(text)' is no tree.") }
  }

  deinit {
    terms.deallocate()
    limits.deallocate()
    answers.deallocate()
    means.deallocate()
  }

  private func read(_ text: String, _ tree: Int) -> Bool {
    let fields = text.split(separator: " ")
    guard fields.count == 15 else { return false }
    for place in 1...7 where fields[place - 1] != "-" {
      let parts = fields[place - 1].split(separator: ">")
      guard parts.count == 2, let term = DuplicateTerm.names.firstIndex(of: String(parts[0])), let limit = Float(parts[1])
      else { return false }
      terms[tree * 8 + place] = UInt8(term)
      limits[tree * 8 + place] = limit
    }
    for place in 0..<8 {
      guard let answer = Float(fields[7 + place]) else { return false }
      answers[tree * 8 + place] = answer
      means[tree * 16 + 8 + place] = answer
    }
    for place in (1...7).reversed() {
      means[tree * 16 + place] = (means[tree * 16 + place * 2] + means[tree * 16 + place * 2 + 1]) / 2
    }
    return true
  }

  @inline(__always) func sum(_ row: UnsafePointer<Float>) -> Float {
    var sum: Float = 0
    for index in 0..<count {
      let terms = self.terms + index * 8
      let limits = self.limits + index * 8
      var place = row[Int(terms[1])] > limits[1] ? 3 : 2
      place = place &* 2 &+ (row[Int(terms[place])] > limits[place] ? 1 : 0)
      place = place &* 2 &+ (row[Int(terms[place])] > limits[place] ? 1 : 0)
      sum += answers[index &* 8 &+ place &- 8]
    }
    return sum
  }

  /// Shares each tree's answer among the terms that were asked after: each gets by how much its question changed the mean of
  /// the answers that were still open (Saabas 2014). Gives back the sum of the means of all trees.
  func contributions(_ row: UnsafePointer<Float>, to contributions: inout [Float]) -> Float {
    var start: Float = 0
    for index in 0..<count {
      let means = self.means + index * 16
      start += means[1]
      var place = 1
      for _ in 0..<Self.depth {
        let term = Int(terms[index * 8 + place])
        let next = place * 2 + (row[term] > limits[index * 8 + place] ? 1 : 0)
        contributions[term] += means[next] - means[place]
        place = next
      }
    }
    return start
  }
}
