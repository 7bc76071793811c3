# SPDX-License-Identifier: Apache-2.0
"""A break of level at an unknown date: sup-F with its simulated p, Bai's interval, placebo dates and placebo goods."""

import numpy as np
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests

from publishers import usable

EVENT = 2022 * 12 + 1
LAG, ROUNDS, LEAST = 2, 999, 50_000


class Scan:
    """Steps at all dates against a constant, a trend and months of the year (Frisch and Waugh)."""

    def __init__(self, months):
        n = len(months)
        season = np.array(months) % 12
        others = [(season == m) * 1.0 for m in range(1, 12)] if n >= 36 else []
        self.base = np.column_stack([np.ones(n), np.arange(n)] + others)
        q, _ = np.linalg.qr(self.base)
        edge = max(8, int(np.ceil(0.15 * n)))
        self.dates = np.arange(3, n - 3 + 1)
        self.inner = (self.dates >= edge) & (self.dates <= n - edge)
        steps = (np.arange(n)[:, None] >= self.dates) * 1.0
        self.steps = steps - q @ (q.T @ steps)
        self.squares = (self.steps**2).sum(axis=0)
        self.q, self.n, self.free = q, n, n - self.base.shape[1] - 1

    def f(self, y):
        """F of a step at each date, a row a series."""
        rest = y - (y @ self.q) @ self.q.T
        shift = rest @ self.steps / self.squares
        explained = shift**2 * self.squares
        return explained / np.maximum(((rest**2).sum(axis=1)[:, None] - explained) / self.free, 1e-300), shift, rest

    def residuals(self, shift, rest, best):
        rows = np.arange(len(rest))
        return rest - shift[rows, best][:, None] * self.steps[:, best].T

    def correlation(self, y):
        f, shift, rest = self.f(y)
        best = np.where(self.inner, f, -1).argmax(axis=1)
        e = self.residuals(shift, rest, best)
        return (e[:, 1:] * e[:, :-1]).sum(axis=1) / (e**2).sum(axis=1)


def errors(correlation, rounds, n, rng):
    """Stationary AR(1)."""
    noise = rng.standard_normal((rounds, n))
    y = np.empty((rounds, n))
    y[:, 0] = noise[:, 0] / np.sqrt(1 - correlation**2)
    for t in range(1, n):
        y[:, t] = correlation * y[:, t - 1] + noise[:, t]
    return y


def tail(f, null, scan):
    """Share of simulations as high; in their highest tenth an exponential tail of the likelihood ratio."""
    counted = (1 + (null >= f).sum()) / (1 + len(null))
    if counted >= 0.1:
        return counted
    ratio = lambda x: scan.n * np.log1p(x / scan.free)
    threshold = np.quantile(null, 0.9)
    excess = (ratio(null[null >= threshold]) - ratio(threshold)).mean()
    return max(1e-9, 0.1 * np.exp(-(ratio(f) - ratio(threshold)) / excess))


def long_run(e):
    lags = int(4 * (len(e) / 100) ** (2 / 9))
    total = (e**2).sum() + 2 * sum((1 - k / (lags + 1)) * (e[k:] * e[:-k]).sum() for k in range(1, max(1, lags) + 1))
    return max(total / len(e), (e**2).mean() / 4)


def highest(ts, dates, start):
    return ts[..., (dates >= start) & (dates <= start + LAG)].max(axis=-1)


def of(publisher, moved, rng):
    table = usable(publisher, moved)
    table = table[table.notna().all(axis=1)]
    some = table.where(table > 0)
    keep = (some.count(axis=1) * 2 >= table.shape[1]) & (table.sum(axis=1) >= LEAST * table.shape[1])
    table = table[keep]
    n = table.shape[1]
    start = EVENT - publisher.months[0]
    if len(table) == 0 or n < 24:
        return []
    scan = Scan(publisher.months)
    if start not in scan.dates[scan.inner]:
        return []
    y = np.log1p(table.to_numpy() / (0.01 * some[keep].median(axis=1).to_numpy()[:, None]))
    f, shift, rest = scan.f(y)
    best = np.where(scan.inner, f, -1).argmax(axis=1)
    residuals = scan.residuals(shift, rest, best)
    own = (residuals[:, 1:] * residuals[:, :-1]).sum(axis=1) / (residuals**2).sum(axis=1)
    # What the residuals' correlation comes to for errors of a correlation of 0, 0.1 ... 0.9.
    calibration = np.array([scan.correlation(errors(k / 10, 149, n, rng)).mean() for k in range(10)])
    tenths = np.array([next((k for k in range(10) if calibration[k] >= r), 9) for r in own])
    nulls = {k: scan.f(errors(k / 10, ROUNDS, n, rng))[0][:, scan.inner].max(axis=1) for k in np.unique(tenths)}
    p = np.array([tail(f[i, best[i]], nulls[k], scan) for i, k in enumerate(tenths)])
    adjusted = multipletests(p, method="fdr_bh")[1]
    ts = np.sqrt(f)
    at_event = highest(ts, scan.dates, start)
    starts = [d for d in scan.dates if (d + LAG < start - 3 or d > start + LAG + 3) and d + LAG <= scan.dates[-1]]
    placebos = np.column_stack([highest(ts, scan.dates, d) for d in starts])
    found = []
    for i, key in enumerate(table.index):
        date = scan.dates[best[i]]
        fit = sm.OLS(y[i], np.column_stack([scan.base, np.arange(n) >= date])).fit()
        reach = int(11 * long_run(fit.resid) / fit.params[-1] ** 2) + 1
        low, high = max(0, date - reach), min(n - 1, date + reach)
        by_dates = (1 + (placebos[i] >= at_event[i]).sum()) / (1 + len(starts)) if len(starts) >= 19 else None
        by_goods = ((at_event >= at_event[i]).sum()) / len(table) if len(table) >= 20 else None
        passed = sum(x is not None and x <= 0.05 for x in (by_dates, by_goods))
        window = (start, min(n - 1, start + LAG))
        if adjusted[i] > 0.05 or high - low + 1 > 12 or low > window[1] or high < window[0] or passed == 0:
            continue
        if not (window[0] <= date <= window[1] or low <= start <= high):
            continue
        figures = {"level after the break over the level before": np.exp(fit.params[-1]), "p of the break, adjusted": adjusted[i]}
        if by_dates is not None:
            figures["p of placebo dates"] = by_dates
        if by_goods is not None:
            figures["p of placebo goods"] = by_goods
        figures["score"] = publisher.grade * ((0.9 if passed == 2 else 0.6) + (0.1 if high - low + 1 <= 3 else 0))
        found.append((f"event:{publisher.source}:{publisher.flow}:{key[0]}:{key[1]}", figures))
    return found


def events(case, all_publishers):
    rng = np.random.default_rng(1)
    return dict(pair for publisher in all_publishers for pair in of(publisher, case.moved, rng))
