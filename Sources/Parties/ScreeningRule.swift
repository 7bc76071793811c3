// SPDX-License-Identifier: Apache-2.0

package import Names

/// When a name on a list is taken for a party's name. Numbers need no rule: they are certain.
///
/// The default threshold is the lowest, in steps of 0.05, at which none of 507 names that are not on a list of 6,884
/// sanctioned organisations was taken for one that is: an innocent firm in print is the worst outcome. docs/parties.md
/// has the figures, and those on names that had no part in the choice.
package struct ScreeningRule: Sendable, Hashable {
  /// 0 … 1
  package var threshold = 0.85
  /// Off the score when both countries are known and differ.
  package var otherCountry = 0.15
  /// Off the score when the match rests on one short word, and the countries are not known to agree or the legal forms
  /// differ: there are many firms called Slava.
  package var oneShortWord = 0.15
  /// A single word of at least this many letters is no short one.
  package var longWord = 8
  /// Off the score when the legal forms show different bodies: `ООО` against `JSC`.
  package var otherForm = 0.06

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
      score -= otherForm
      because += "; another legal form"
    }
    // Where no words are given the names are the same but for spaces.
    let telling = explanation.words.filter { $0.weight > Self.telling }
    let longest = telling.map { min($0.left.count, $0.right.count) }.max() ?? (explanation.words.isEmpty ? longWord : 0)
    if telling.count <= 1, longest < longWord, !agree || !formsFit {
      score -= oneShortWord
      because += "; rests on one short word"
    }
    return (max(0, score), because)
  }
}
