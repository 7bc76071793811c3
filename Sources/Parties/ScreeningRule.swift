// SPDX-License-Identifier: Apache-2.0

package import Names

/// When a name on a list is taken for a party's name. Numbers need no rule: they are certain.
///
/// The threshold is that at which a score is calibrated (docs/names.md). What is taken off for a short word, and what is
/// short, was chosen on half of the queries of a public set, so that a lone short word never passes and at most 1 of 507
/// names that are not on a list of 6,884 sanctioned organisations was taken for one that is: an innocent firm in print is the
/// worst outcome. docs/parties.md has the figures, and those on names that had no part in the choice.
package struct ScreeningRule: Sendable, Hashable {
  /// 0 … 1
  package var threshold = 0.7
  /// Off the score when both countries are known and differ: no name alone passes then.
  package var otherCountry = 0.3
  /// Off the score when nothing but one short word met, and the countries are not known to agree or the legal forms
  /// differ: there are many firms called Slava.
  package var oneShortWord = 0.3
  /// The same when a trade, a place or a number met beside it.
  package var oneShortWordAndTrade = 0.2
  /// A single word of at least this many letters is no short one.
  package var longWord = 6

  /// How many threads search at once.
  package var width = 2

  package init() {}

  /// A word that weighs more than this tells firms apart; generic words and places weigh less.
  private static let telling = 0.3

  /// The score after the rule, and why it was lowered.
  package func judge(
    _ explanation: NameExplanation, score: Double, countries: Set<String>, listed: Set<String>, distinctions: Set<String>,
    listedDistinctions: Set<String>
  ) -> (score: Double, because: String) {
    var score = score
    var because = explanation.because
    let agree = !countries.isDisjoint(with: listed)
    let formsFit = LegalForm.fit(distinctions, listedDistinctions)
    if !countries.isEmpty, !listed.isEmpty, !agree {
      score -= otherCountry
      because +=
        "; another country (\(countries.sorted().joined(separator: ", ")), listed \(listed.sorted().joined(separator: ", ")))"
    }
    if !formsFit {
      // The score has it already, where bodies differ.
      because += "; another legal form"
    }
    // Where no words are given the names are the same but for spaces.
    let telling = explanation.words.filter { $0.weight > Self.telling }
    let longest = telling.map { min($0.left.count, $0.right.count) }.max() ?? (explanation.words.isEmpty ? longWord : 0)
    if telling.count <= 1, longest < longWord, !agree || !formsFit {
      score -= explanation.words.count <= 1 ? oneShortWord : oneShortWordAndTrade
      because += "; rests on one short word"
    }
    return (max(0, score), because)
  }
}
