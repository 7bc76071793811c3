// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// Against SciPy 1.17.1 and NumPy 2.4; the text is the call that gave the number (`st` = scipy.stats, `sp` =
/// scipy.special).
struct DistributionTests {
  static let cases: [(String, Double, @Sendable () -> Double?)] = [
    ("sp.gammainc(0.5, 0.2)", 0.47291074313446196, { SpecialFunctions.gammaP(0.5, 0.2) }),
    ("sp.gammainc(10, 3)", 0.0011024881301154815, { SpecialFunctions.gammaP(10, 3) }),
    ("sp.gammaincc(3, 40)", 3.572865928700233e-15, { SpecialFunctions.gammaQ(3, 40) }),
    ("sp.gammaincc(250, 260)", 0.2593894826076473, { SpecialFunctions.gammaQ(250, 260) }),
    ("sp.betainc(2, 3, 0.4)", 0.5248, { SpecialFunctions.beta(0.4, 2, 3) }),
    ("sp.betainc(0.5, 40, 0.001)", 0.22208013236431182, { SpecialFunctions.beta(0.001, 0.5, 40) }),
    ("sp.betainc(120, 80, 0.55)", 0.07561485992804813, { SpecialFunctions.beta(0.55, 120, 80) }),
    ("st.norm.sf(3.1)", 0.0009676032132183563, { Normal.above(3.1) }),
    ("st.norm.sf(10)", 7.61985302416047e-24, { Normal.above(10) }),
    ("1 - st.norm.sf(3.1)", 1 - 0.0009676032132183563, { Normal.below(3.1) }),
    ("st.norm.ppf(0.975)", 1.959963984540054, { Normal.quantile(0.975) }),
    ("st.norm.ppf(1e-12)", -7.034483825301131, { Normal.quantile(1e-12) }),
    ("st.t.sf(2.5, 7)", 0.020496109292876444, { StudentT.above(2.5, degrees: 7) }),
    ("st.t.sf(30, 4)", 3.6764280488306595e-06, { StudentT.above(30, degrees: 4) }),
    ("2 * st.t.sf(2.5, 7)", 2 * 0.020496109292876444, { StudentT.twoSided(-2.5, degrees: 7) }),
    ("st.t.ppf(0.95, 3)", 2.3533634348018233, { StudentT.quantile(0.95, degrees: 3) }),
    ("st.t.ppf(0.025, 12)", -2.1788128296672293, { StudentT.quantile(0.025, degrees: 12) }),
    ("st.f.sf(4.2, 3, 20)", 0.018557419834826203, { FisherF.above(4.2, 3, 20) }),
    ("st.f.sf(60, 1, 9)", 2.8617645011719966e-05, { FisherF.above(60, 1, 9) }),
    ("st.chi2.sf(18.3, 10)", 0.050109061411462506, { ChiSquared.above(18.3, degrees: 10) }),
    ("st.binom.sf(6, 20, 0.2)", 0.08669251356740035, { Binomial.atLeast(7, of: 20, p: 0.2) }),
    ("st.binom.cdf(3, 50, 0.1)", 0.250293905953308, { Binomial.atMost(3, of: 50, p: 0.1) }),
    ("st.binom.sf(99, 1000, 0.05)", 8.410251084877321e-11, { Binomial.atLeast(100, of: 1000, p: 0.05) }),
    ("st.poisson.sf(9, 4.5)", 0.017092732899378595, { Poisson.atLeast(10, mean: 4.5) }),
    ("st.poisson.cdf(2, 7.25)", 0.02452320936471926, { Poisson.atMost(2, mean: 7.25) }),
    ("st.poisson.sf(199, 100)", 9.343150072988544e-19, { Poisson.atLeast(200, mean: 100) }),
    ("st.nbinom.sf(11, 2.5, 0.4)", 0.023604483847005805, { NegativeBinomial.atLeast(12, size: 2.5, p: 0.4) }),
    ("st.nbinom.cdf(4, 3.0, 0.2)", 0.148032, { NegativeBinomial.atMost(4, size: 3, p: 0.2) }),
    ("st.nbinom.sf(11, 2.5, 0.4)", 0.023604483847005805, { NegativeBinomial.atLeast(12, mean: 2.5 * 0.6 / 0.4, size: 2.5) }),
    ("np.quantile([3, 1, 4, 1, 5, 9, 2, 6], 0.3)", 2.1, { Descriptive.quantile(DistributionTests.digits, 0.3) }),
    ("st.median_abs_deviation([3, 1, 4, 1, 5, 9, 2, 6])", 2, { Descriptive.medianDeviation(DistributionTests.digits) }),
    ("st.spearmanr(…)", 0.19885368120992467, { Correlation.spearman(DistributionTests.digits, [2, 7, 1, 8, 2, 8, 1, 8]) }),
    ("st.pearsonr(…)", 0.2096553190730121, { Correlation.pearson(DistributionTests.digits, [2, 7, 1, 8, 2, 8, 1, 8]) }),
    ("1 / st.norm.ppf(0.75)", 1.482602218505602, { Descriptive.consistency }),
  ]
  static let digits: [Double] = [3, 1, 4, 1, 5, 9, 2, 6]

  @Test(arguments: cases.indices) func `Values are SciPy's`(index: Int) throws {
    let (call, expected, ours) = Self.cases[index]
    let value = try #require(ours())
    #expect((value / expected - 1).magnitude < 1e-10, "\(call): \(value)")
  }

  @Test func `Tails meet at the ends of their range`() {
    #expect(Binomial.atLeast(0, of: 5, p: 0.3) == 1)
    #expect(Binomial.atLeast(6, of: 5, p: 0.3) == 0)
    #expect(Binomial.atMost(-1, of: 5, p: 0.3) == 0)
    #expect(Poisson.atLeast(0, mean: 0) == 1)
    #expect(Poisson.atLeast(1, mean: 0) == 0)
    #expect(Poisson.atMost(0, mean: 0) == 1)
    #expect(NegativeBinomial.atLeast(0, size: 1, p: 0.5) == 1)
    #expect(StudentT.above(0, degrees: 5) == 0.5)
    #expect(FisherF.above(0, 2, 5) == 1)
    #expect(SpecialFunctions.gammaQ(2, 0) == 1)
    #expect(SpecialFunctions.gammaP(2, .infinity) == 1)
    #expect(Normal.quantile(0) == -.infinity)
    #expect(StudentT.quantile(2, degrees: 5).isNaN)
    #expect(Binomial.atLeast(2, of: 4, p: 1.5).isNaN)
  }

  @Test(arguments: [0.001, 0.2, 0.5, 0.9, 0.9999]) func `Quantiles undo the distribution`(p: Double) {
    #expect((Normal.below(Normal.quantile(p)) - p).magnitude < 1e-13)
    #expect((1 - StudentT.above(StudentT.quantile(p, degrees: 4), degrees: 4) - p).magnitude < 1e-10)
  }
}
