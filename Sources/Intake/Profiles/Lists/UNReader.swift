// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Collects the elements of one entry at a time.
final class UNReader: NSObject, XMLParserDelegate {
  private let sink: EntitySink
  private(set) var failure: (any Error)?
  private var entry: UNEntry?
  private var group: [String: String] = [:]
  private var path: [String] = []
  private var text = ""

  /// An entry had begun and did not end.
  var isOpen: Bool { entry != nil }

  init(_ sink: EntitySink) { self.sink = sink }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    text = ""
    if name == "INDIVIDUAL" || name == "ENTITY" {
      do {
        entry = UNEntry(isPerson: name == "INDIVIDUAL", row: try sink.next())
        path = []
      } catch {
        failure = error
        parser.abortParsing()
      }
      return
    }
    guard entry != nil else { return }
    path.append(name)
    if path.count == 1 { group = [:] }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { if entry != nil { text += string } }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    guard let entry else { return }
    if path.isEmpty {
      finish(entry)
      self.entry = nil
      return
    }
    let value = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    text = ""
    if path.count == 1 {
      self.entry?.add(name, value, group)
    } else if !value.isEmpty {
      group[name] = [group[name], value].compactMap { $0 }.joined(separator: "; ")
    }
    path.removeLast()
  }

  private func finish(_ entry: UNEntry) {
    do {
      sink.listed.add(try entry.listed(), row: entry.row)
      sink.accept()
    } catch let problem as ListRowProblem {
      sink.reject(
        entry.row, problem, original: entry.fields.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ", "))
    } catch {
      failure = error
    }
  }
}
