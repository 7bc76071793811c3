// SPDX-License-Identifier: Apache-2.0

/// What goods mean for a war, as the reference case divides them.
public enum GoodsClass: String, Sendable, Codable, CaseIterable, Hashable {
  case military
  case dualUse = "dual-use"
  case civilianIndirect = "civilian-indirect"
  /// Known goods that are listed so that they are not mistaken for others (a forklift, a motorcycle helmet).
  case noConcern = "no-concern"

  public var words: String {
    switch self {
    case .military: "overtly military use"
    case .dualUse: "dual use"
    case .civilianIndirect: "civilian goods with indirect use"
    case .noConcern: "no concern"
    }
  }
}
