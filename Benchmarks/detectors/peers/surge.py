# SPDX-License-Identifier: Apache-2.0
"""Growth on the same months, with its significance against the series' own history and against other goods."""

import numpy as np
import pandas as pd
import scipy.stats as st
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests

from publishers import place, usable

LEAST = 100_000


def own_history(years):
    """p of no change between the last two years: a quasi-Poisson regression on year and month."""
    count, months = years.shape
    frame = pd.DataFrame({"y": years.ravel(), "year": np.repeat(range(count), months), "month": np.tile(range(months), count)})
    frame = frame[frame.groupby("month").y.transform("sum") > 0]
    design = np.column_stack([pd.get_dummies(frame.year), pd.get_dummies(frame.month, drop_first=True)]).astype(float)
    fit = sm.GLM(frame.y, design, family=sm.families.Poisson()).fit(scale="X2")
    contrast = np.zeros(design.shape[1])
    contrast[0], contrast[1] = 1, -1
    test = fit.t_test(contrast)
    p = 2 * st.t.sf(abs(test.effect[0] / test.sd[0, 0]), fit.df_resid)
    growth = np.log(years.sum(axis=1)[:-1] / years.sum(axis=1)[1:])
    if len(growth) > 4:
        earlier = growth[1:]
        z = (growth[0] - earlier.mean()) / (earlier.std(ddof=1) * np.sqrt(1 + 1 / len(earlier)))
        p = max(p, 2 * st.t.sf(abs(z), len(earlier) - 1))
    return p


def window(months):
    """Seasons that are compared, and the years, last first."""
    year, season = divmod(months[-1], 12)
    if season + 1 < 3:
        year, season = year - 1, 11
    first = months[0] % 12 if months[0] // 12 == year - 1 else 0
    years = [y for y in range(year, months[0] // 12 - 1, -1) if y * 12 + first >= months[0]]
    return range(first, season + 1), years


def surges(case, all_publishers):
    found = []
    for publisher in all_publishers:
        seasons, years = window(publisher.months)
        if len(years) < 2 or len(seasons) < 2:
            continue
        tested = []
        for key, row in usable(publisher, case.moved).iterrows():
            table = np.array([[row[y * 12 + s] for s in seasons] for y in years])
            if np.isnan(table[:2]).any() or max(table[0].sum(), table[1].sum()) < LEAST or table[1].sum() <= 0 or table[0].sum() <= 0:
                continue
            ends = np.isnan(table).any(axis=1) | (table.sum(axis=1) <= 0)
            history = table[: ends.argmax()] if ends.any() else table
            tested.append((key, table[0].sum(), table[1].sum(), own_history(history)))
        if not tested:
            continue
        frame = pd.DataFrame(tested, columns=["key", "now", "then", "p"])
        frame["multiple"] = frame.now / frame.then
        frame["adjusted"] = multipletests(frame.p, method="fdr_bh")[1]
        # Itself is among those that are as high, which is the 1 of (1 + #)/(1 + K).
        frame["others"] = frame.multiple.rank(ascending=False, method="max") / len(frame) if len(frame) > 9 else np.nan
        told = (frame.multiple >= 2) & (frame.adjusted <= 0.05) & (frame.now >= LEAST) & ~(frame.others > 0.1)
        found.append(frame[told].assign(source=publisher.source, flow=publisher.flow, grade=publisher.grade))
    if not found:
        return {}
    frame = pd.concat(found)
    rise = np.minimum(1, np.log(frame.multiple) / np.log(10))
    frame["score"] = frame.grade * (0.3 + 0.3 * rise + 0.2 * (1 - frame.others.fillna(0.5)) + 0.2 * place(frame.now))
    return {f"{r.source}:{r.flow}:{r.key[0]}:{r.key[1]}": {
        "multiple of the same months a year before": r.multiple, "value now": r.now, "value then": r.then,
        "adjusted p-value against its own history": r.adjusted, "score": r.score} for r in frame.itertuples()}
