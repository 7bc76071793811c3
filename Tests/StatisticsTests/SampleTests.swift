// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct SampleTests {
  @Test func `Adjusted p-values are those of statsmodels`() {
    // multipletests([0.01, 0.04, 0.03, 0.005, 0.2, 0.9], method="fdr_bh") of statsmodels 0.14
    let adjusted = FalseDiscovery.benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.2, 0.9])
    for (ours, theirs) in zip(adjusted, [0.03, 0.06, 0.06, 0.03, 0.24, 0.9]) { #expect((ours - theirs).magnitude < 1e-12) }
    #expect(FalseDiscovery.benjaminiHochberg([]).isEmpty)
  }

  @Test func `A placebo test counts those at least as large, and itself`() {
    #expect(FalseDiscovery.placebo(3, among: [-3, 1, 2, 4]) == 0.6)
    #expect(FalseDiscovery.placebo(-5, among: [1, 2, 3, 4]) == 0.2)
    #expect(FalseDiscovery.placebo(1, among: []) == 1)
  }

  @Test func `Empty and constant samples have no spread`() {
    #expect(Descriptive.mean([]) == nil)
    #expect(Descriptive.variance([1]) == nil)
    #expect(Descriptive.quantile([], 0.5) == nil)
    #expect(RobustScale([]) == nil)
    #expect(RobustScale([2, 2, 2, 9]) == nil)
    #expect(Correlation.pearson([1, 1, 1], [1, 2, 3]) == nil)
    #expect(Correlation.pearson([1, 2], [1, 2]) == nil)
    #expect(Concentration.herfindahl([]) == nil)
    #expect(Concentration.gini([0, 0]) == nil)
  }

  @Test func `A far value is far in robust deviations`() throws {
    let scale = try #require(RobustScale([3, 1, 4, 1, 5, 9, 2, 6]))
    #expect(scale.centre == 3.5)
    #expect((scale.z(20) - 16.5 / (2 * 1.4826022185056018)).magnitude < 1e-12)
    #expect(Descriptive.ranks([10, 20, 10, 5]) == [2.5, 4, 2.5, 1])
  }

  @Test func `Concentration by hand`() throws {
    #expect(Concentration.herfindahl([50, 30, 20]) == 3800)
    #expect(Concentration.topShare([5, 1, 1, 3], 2) == 0.8)
    #expect(try (#require(Concentration.gini([5, 1, 1, 3, 0])) - 0.48).magnitude < 1e-12)
    #expect(Concentration.gini([2, 2, 2]) == 0)
  }

  @Test func `The generator repeats itself and spreads evenly`() {
    var (one, other) = (SeededGenerator(seed: 7), SeededGenerator(seed: 7))
    #expect((0..<50).map { _ in one.next() } == (0..<50).map { _ in other.next() })
    // First output of the published SplitMix64 for seed 1234567.
    var published = SeededGenerator(seed: 1_234_567)
    #expect(published.next() == 6_457_827_717_110_365_317)
    var generator = SeededGenerator(seed: 1)
    let normals = (0..<20_000).map { _ in generator.normal() }
    #expect((Descriptive.mean(normals) ?? 9).magnitude < 0.03)
    #expect(((Descriptive.variance(normals) ?? 9) - 1).magnitude < 0.04)
    #expect(generator.shuffled([1, 2, 3, 4, 5]).sorted() == [1, 2, 3, 4, 5])
    #expect((0..<1000).allSatisfy { _ in (0..<3).contains(generator.index(below: 3)) })
  }

  @Test func `A bootstrap interval of a mean is near that of the t distribution`() throws {
    var generator = SeededGenerator(seed: 3)
    let sample = (0..<200).map { _ in 5 + 2 * generator.normal() }
    let mean = try #require(Descriptive.mean(sample))
    let reach = 1.972 * (try #require(Descriptive.variance(sample)) / 200).squareRoot()
    let interval = try #require(Bootstrap.interval(sample, rounds: 2000, seed: 5) { Descriptive.mean($0) })
    #expect((interval.low - (mean - reach)).magnitude < 0.06)
    #expect((interval.high - (mean + reach)).magnitude < 0.06)
    #expect(Bootstrap.interval([1], seed: 1, { Descriptive.mean($0) }) == nil)
  }
}
