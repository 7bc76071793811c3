// SPDX-License-Identifier: Apache-2.0

/// The part that somebody plays in a record. The brand owner, the maker, the seller and the buyer are kept apart.
public enum PartyRole: String, Sendable, Codable, CaseIterable, Hashable {
  /// Who files a declaration or certificate of conformity: the buyer, or an agent for it.
  case applicant
  /// Who entered the filing; often an intermediary.
  case creator
  /// Who declares a shipment to customs.
  case declarant
  case consignee
  case consignor
  case manufacturer
  /// The owner of the trade mark on the goods.
  case brand

  /// Roles on the buying side.
  public static let buyers: [PartyRole] = [.applicant, .consignee, .declarant]
  /// Roles on the supplying side.
  public static let suppliers: [PartyRole] = [.manufacturer, .consignor, .brand]
}
