// SPDX-License-Identifier: Apache-2.0

/// Words of notes by which others know them again.
package enum LedgerWords {
  package static let repeated = "a row repeats another of the file, word for word"
}
