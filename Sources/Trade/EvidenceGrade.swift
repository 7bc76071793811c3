// SPDX-License-Identifier: Apache-2.0

/// How strong a record is as evidence, strongest first. No finding outranks its best evidence.
public enum EvidenceGrade: String, Sendable, Codable, CaseIterable, Hashable {
  /// A cleared shipment.
  case customs
  /// An official aggregate.
  case statistic
  /// Declared intent: a declaration or certificate of conformity, made by the buyer.
  case filing
  /// An item found or filmed.
  case sighting
  /// What somebody says.
  case statement

  /// What a record of this grade may be said to do with goods: only a customs record "imports" them.
  public var verb: String {
    switch self {
    case .customs: "imports"
    case .statistic: "records"
    case .filing: "registers"
    case .sighting: "shows"
    case .statement: "says"
    }
  }
}

extension EvidenceGrade: Comparable {
  /// A weaker grade is less than a stronger one.
  public static func < (left: Self, right: Self) -> Bool { left.strength < right.strength }

  private var strength: Int {
    switch self {
    case .customs: 5
    case .statistic: 4
    case .filing: 3
    case .sighting: 2
    case .statement: 1
    }
  }
}
