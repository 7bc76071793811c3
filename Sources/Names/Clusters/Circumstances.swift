// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What is known of a body beside its name and numbers, and how far it qualifies the likeness of names. It decides nothing:
/// firms move, share an address with a hundred others, and are entered on different days in different registers.
package struct Circumstances: Sendable, Hashable {
  /// As written.
  package var address: String?
  /// The day on which the body was registered, `YYYY-MM-DD`.
  package var registered: String?

  package init(address: String? = nil, registered: String? = nil) {
    self.address = address
    self.registered = registered
  }

  package static let none = Circumstances()

  package enum Finding: String, Sendable, CaseIterable {
    case sameAddress = "the same address"
    case otherAddress = "another address"
    case sameDay = "registered on the same day"
    case otherDay = "registered on another day"

    /// What it adds to the log-odds; set by hand, since no public set of duplicates has addresses or days.
    var logOdds: Float {
      switch self {
      case .sameAddress: 1.5
      case .otherAddress: -0.5
      case .sameDay: 2
      case .otherDay: -2.5
      }
    }
  }

  /// An address as it is compared: what is spelled in digits, and the other words.
  private struct Place {
    var numbers: Set<String>
    var words: Set<String>

    init(_ address: String) {
      let all = NameFolding.words(address).flatMap(Self.parts)
      numbers = Set(all.filter { $0.allSatisfy(\.isNumber) })
      words = Set(all.filter { !$0.allSatisfy(\.isNumber) && $0.count > 1 })
    }

    /// `12а` is 12 and а.
    private static func parts(_ word: String) -> [String] {
      var parts: [String] = []
      for letter in word {
        if let last = parts.last?.last, last.isNumber == letter.isNumber {
          parts[parts.count - 1].append(letter)
        } else {
          parts.append(String(letter))
        }
      }
      return parts
    }

    /// Nil where it can't be told: another script, a town without a street.
    func isSame(as other: Place) -> Bool? {
      if numbers.isEmpty || other.numbers.isEmpty { return nil }
      let shared = words.intersection(other.words).count
      let fewer = min(words.count, other.words.count)
      // Who has left out the postal code or the flat still names the same house.
      let agree = numbers.isSubset(of: other.numbers) || other.numbers.isSubset(of: numbers)
      if agree, shared >= 2, shared * 2 >= fewer { return true }
      if shared * 2 >= fewer, fewer > 0, numbers.isDisjoint(with: other.numbers) { return false }
      return nil
    }
  }

  func findings(with other: Circumstances) -> [Finding] {
    var found: [Finding] = []
    if let address, let theirs = other.address {
      let isSame = address == theirs ? true : Place(address).isSame(as: Place(theirs))
      if let isSame { found.append(isSame ? .sameAddress : .otherAddress) }
    }
    if let registered, let theirs = other.registered { found.append(registered == theirs ? .sameDay : .otherDay) }
    return found
  }

  /// As likely are two of one name to be one, once more than names is looked at: names are taken twice.
  private static let most: Float = 0.95

  /// The probability once these are known.
  func qualified(_ score: Float, with other: Circumstances) -> Float {
    let added = findings(with: other).reduce(0) { $0 + $1.logOdds }
    if added == 0 { return score }
    let p = min(max(score, 1e-6), Self.most)
    return 1 / (1 + exp(-(log(p / (1 - p)) + added)))
  }
}
