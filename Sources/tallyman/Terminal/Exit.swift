// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Casework
import Connectors
import Detectors
import Documents
import Foundation
import Goods
import Intake
import Measures
import Names
import Publishing
import Translation
import Warehouse

/// The one place where errors become exit codes.
enum Exit {
  static let claimFails: Int32 = 1
  static let usage: Int32 = 2
  static let badInput: Int32 = 3
  static let engine: Int32 = 4

  static func code(for error: any Error) -> Int32 {
    switch error {
    case is WarehouseError: engine
    case let refusal as MeasureError where refusal.code == .badQuestion: usage
    case let refusal as FetchError where refusal.code == .badQuestion: usage
    default: badInput
    }
  }

  static func end(_ error: any Error, of command: any ParsableCommand.Type) -> Never {
    switch error {
    case let code as ExitCode: exit(code.rawValue)
    case is CaseError, is DocumentError, is IntakeError, is WarehouseError, is MeasureError, is DetectorError, is PublishingError,
      is TranslationError, is GoodsError, is FetchError:
      Terminal.error("tallyman: \(error)")
      exit(code(for: error))
    default:
      // Help and version come as errors with exit code 0; all else that the parser says is wrong usage.
      let parsed = command.exitCode(for: error)
      if parsed.isSuccess {
        print(command.fullMessage(for: error))
        exit(0)
      }
      if (error as NSError).domain == NSCocoaErrorDomain || (error as NSError).domain == NSPOSIXErrorDomain {
        Terminal.error("tallyman: \(error.localizedDescription)")
        exit(badInput)
      }
      Terminal.error(command.fullMessage(for: error))
      exit(usage)
    }
  }
}
