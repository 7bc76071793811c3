// SPDX-License-Identifier: Apache-2.0

/// What a number in a cell stands for, by the cell's number format.
enum CellFormat: Sendable, Hashable {
  case number, date, time
  /// Hours that may be more than a day has.
  case duration

  /// The formats of a workbook's styles, by number.
  static func all(_ stream: (any ByteStream)?) throws -> [CellFormat] {
    guard let stream else { return [] }
    let scanner = XMLScanner(stream)
    var codes: [Int: String] = [:]
    var formats: [CellFormat] = []
    var isInside = false
    while true {
      let event = try scanner.next()
      if event == .eof { return formats }
      if event == .end, scanner.isNamed("cellXfs") { isInside = false }
      guard event == .start else { continue }
      func number(_ name: StaticString) -> Int? { scanner.attribute(name).flatMap { Int(String(decoding: $0, as: UTF8.self)) } }
      if scanner.isNamed("numFmt"), let id = number("numFmtId"), let code = scanner.attribute("formatCode") {
        var plain: [UInt8] = []
        XMLScanner.append(code, to: &plain)
        codes[id] = String(decoding: plain, as: UTF8.self)
      } else if scanner.isNamed("cellXfs") {
        isInside = true
      } else if isInside, scanner.isNamed("xf") {
        let id = number("numFmtId") ?? 0
        formats.append(codes[id].map(CellFormat.init(code:)) ?? CellFormat(builtIn: id))
      }
    }
  }

  /// ECMA-376, 18.8.30; 27 to 36 and 50 to 58 are dates in East Asia.
  init(builtIn id: Int) {
    switch id {
    case 14...17, 22, 27...31, 34...36, 50...58: self = .date
    case 18...21, 32, 33, 45, 47: self = .time
    case 46: self = .duration
    default: self = .number
    }
  }

  init(code: String) {
    var letters = ""
    var rest = code.split(separator: ";", omittingEmptySubsequences: false).first.map(String.init)?[...] ?? ""
    var isElapsed = false
    while let first = rest.first {
      rest = rest.dropFirst()
      switch first {
      case "\"":
        rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }.lowercased()
        if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { isElapsed = true }
        rest = rest.dropFirst(inside.count + 1)
      default: letters.append(Character(first.lowercased()))
      }
    }
    if isElapsed {
      self = .duration
    } else if letters.contains("y") || letters.contains("d") || letters.contains("m") && !letters.contains("h") && !letters.contains("s") && !letters.contains("0") {
      self = letters == "general" || letters.contains("#") ? .number : .date
    } else if letters.contains("h") || letters.contains("s") && letters.contains("m") {
      self = .time
    } else {
      self = .number
    }
  }

  /// A number of the sheet as text.
  func text(_ raw: String, isFrom1904: Bool) -> String {
    guard self != .number, let serial = Double(raw), serial >= 0, serial < 2_958_466 else { return CellFormat.plain(raw) }
    var days = Int(serial.rounded(.down))
    var seconds = Int(((serial - Double(days)) * 86400).rounded())
    if seconds == 86400 { (days, seconds) = (days + 1, 0) }
    let clock = CellFormat.clock(seconds)
    switch self {
    case .duration: return "\(days * 24 + seconds / 3600):" + clock.dropFirst(3)
    case .time where days == 0: return clock
    default:
      if days == 0, !isFrom1904 { return seconds == 0 ? CellFormat.plain(raw) : clock }
      // Spreadsheets have a 29 February 1900 that never was: the days before it are counted one too many.
      let offset = isFrom1904 ? -24107 : days < 60 ? -25568 : -25569
      let date = CellFormat.date(days + offset)
      return seconds == 0 ? date : "\(date) \(clock)"
    }
  }

  private static func clock(_ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }

  /// Days from 1 January 1970, in the Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
  private static func date(_ days: Int) -> String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let civil = month < 10 ? month + 3 : month - 9
    let shown = year + era * 400 + (civil <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(String(repeating: "0", count: max(0, 4 - String(shown).count)))\(shown)-\(two(civil))-\(two(day))"
  }

  /// Numbers are kept with all of their digits; those with an exponent are written out.
  static func plain(_ raw: String) -> String {
    guard raw.count > 15 || raw.contains("E") || raw.contains("e"), let number = Double(raw), number.isFinite else {
      return raw
    }
    if number == number.rounded(), abs(number) < 1e15 { return String(Int(number)) }
    return number.description
  }
}
