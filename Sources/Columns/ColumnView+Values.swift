// SPDX-License-Identifier: Apache-2.0

/// Whole columns as Swift values; nil is null.
extension ColumnView {
  /// Integers of every width.
  /// - Throws: ``ColumnsError/Code/outOfRange`` for an unsigned number beyond `Int`.
  package func integers() throws -> [Int?] {
    switch type {
    case .null: return [Int?](repeating: nil, count: count)
    case .integer(8, true): return collect { (value: Int8) in Int(value) }
    case .integer(8, false): return collect { (value: UInt8) in Int(value) }
    case .integer(16, true): return collect { (value: Int16) in Int(value) }
    case .integer(16, false): return collect { (value: UInt16) in Int(value) }
    case .integer(32, true): return collect { (value: Int32) in Int(value) }
    case .integer(32, false): return collect { (value: UInt32) in Int(value) }
    case .integer(64, true): return collect { (value: Int64) in Int(value) }
    case .integer(64, false):
      return try collect { (value: UInt64) in
        guard let number = Int(exactly: value) else {
          throw ColumnsError(.outOfRange, "The column '\(name)' holds \(value), which is too large for an integer.")
        }
        return number
      }
    default: throw mismatch("integer")
    }
  }

  /// Floating-point numbers, integers and decimals, each as the nearest double.
  package func doubles() throws -> [Double?] {
    switch type {
    case .null: return [Double?](repeating: nil, count: count)
    case .float: return collect { (value: Float) in Double(value) }
    case .double: return collect { (value: Double) in value }
    case .integer(64, false): return collect { (value: UInt64) in Double(value) }
    case .integer: return try integers().map { $0.map(Double.init) }
    case .decimal(32, _, let scale): return collect { (value: Int32) in Decimals.double(Int128(value), scale: scale) }
    case .decimal(64, _, let scale): return collect { (value: Int64) in Decimals.double(Int128(value), scale: scale) }
    case .decimal(_, _, let scale):
      return collect { (value: Decimals.Halves) in Decimals.double(value.number, scale: scale) }
    default: throw mismatch("number")
    }
  }

  /// Decimals as they stand, with all digits: `-12.340`.
  package func decimalTexts() throws -> [String?] {
    switch type {
    case .decimal(32, _, let scale): collect { (value: Int32) in Decimals.text(Int128(value), scale: scale) }
    case .decimal(64, _, let scale): collect { (value: Int64) in Decimals.text(Int128(value), scale: scale) }
    case .decimal(_, _, let scale): collect { (value: Decimals.Halves) in Decimals.text(value.number, scale: scale) }
    default: throw mismatch("decimal")
    }
  }

  package func booleans() throws -> [Bool?] {
    guard type == .boolean || type == .null else { throw mismatch("boolean") }
    guard let bits = buffer(1)?.assumingMemoryBound(to: UInt8.self) else {
      return [Bool?](repeating: nil, count: count)
    }
    return (0..<count).map { row in
      isNull(row) ? nil : bits[(base + row) >> 3] & (1 << UInt8((base + row) & 7)) != 0
    }
  }

  /// Dates, as days since 1970-01-01.
  package func days() throws -> [Int?] {
    switch type {
    case .null: return [Int?](repeating: nil, count: count)
    case .date32: return collect { (value: Int32) in Int(value) }
    case .date64:
      return collect { (value: Int64) in
        let (days, rest) = Int(value).quotientAndRemainder(dividingBy: 86_400_000)
        return rest < 0 ? days - 1 : days
      }
    default: throw mismatch("date")
    }
  }

  /// Moments, counted in the unit of the type since 1970-01-01 00:00.
  package func timestamps() throws -> [Int?] {
    switch type {
    case .timestamp: return collect { (value: Int64) in Int(value) }
    default: throw mismatch("timestamp")
    }
  }

  /// Where each row stands in the dictionary.
  package func dictionaryIndexes() throws -> [Int?] {
    guard case .dictionary(let index, _) = type, let array else {
      guard case .dictionary = type else { throw mismatch("dictionary") }
      return []
    }
    return try ColumnView(array, index, name: name, base: base, count: count).integers()
  }

  /// Reads fixed-width values one after another.
  private func collect<Raw: BitwiseCopyable, Value>(_ convert: (Raw) throws -> Value) rethrows -> [Value?] {
    guard count > 0, let values = buffer(1) else { return [Value?](repeating: nil, count: count) }
    var result: [Value?] = []
    result.reserveCapacity(count)
    let width = MemoryLayout<Raw>.stride
    for row in 0..<count {
      if isNull(row) {
        result.append(nil)
      } else {
        // Unaligned: a producer owes 8-byte alignment only, and 128-bit decimals want 16.
        result.append(try convert(values.loadUnaligned(fromByteOffset: (base + row) * width, as: Raw.self)))
      }
    }
    return result
  }
}
