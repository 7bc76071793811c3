# SPDX-License-Identifier: Apache-2.0
"""Premiums that buyers pay over middle prices, and that a destination pays against others."""

import numpy as np
import scipy.stats as st
from statsmodels.robust import mad
from statsmodels.stats.multitest import multipletests

from case import SINCE, TARGET


def priced(case):
    deals = case.deals
    by_quantity = (deals.quantity > 0).to_numpy()
    amount = np.where(by_quantity, deals.quantity, deals.kg)
    rows = deals.customs.to_numpy() & (deals.flow == "import").to_numpy() & (deals.usd > 0).to_numpy() & (amount > 0)
    frame = deals.loc[rows, ["code", "buyer", "usd", "day"]].copy()
    unit = deals.unit.cat.add_categories([c for c in ["kg"] if c not in deals.unit.cat.categories]).where(by_quantity, "kg")
    frame["unit"], frame["amount"], frame["year"] = unit[rows], amount[rows], frame.day.dt.year
    frame["after"] = frame.day >= SINCE
    frame["price"] = np.log(frame.usd / frame.amount)
    return frame


def buyers(case):
    frame = priced(case)
    cells = frame.groupby(["code", "unit", "year"], observed=True).price
    frame["middle"] = cells.transform("median")
    frame = frame[(cells.transform("size") >= 10) & frame.buyer.notna()].copy()
    frame["distance"] = (frame.price - frame.middle).clip(-3, 3)
    frame["fair"] = frame.amount * np.exp(frame.middle)
    means = [frame[frame.after == side].groupby("buyer", observed=True).distance.agg(["mean", "var", "size"]) for side in (True, False)]
    after = means[0][means[0]["size"] >= 8]
    before = means[1]
    if len(after) < 10:
        return {}
    middle, spread = after["mean"].median(), mad(after["mean"])
    far = after[(after["mean"] >= np.log(1.3)) & (after["mean"] - middle >= 3.5 * spread)].copy()
    earlier = before.reindex(far.index)
    tested = (earlier["size"] >= 5).to_numpy()
    told = np.ones(len(far), dtype=bool)
    if tested.any():
        sides = [part for side in (far, earlier) for part in side[tested].to_numpy(dtype=float).T]
        (mean, var, size, mean_before, var_before, size_before) = sides
        p = st.ttest_ind_from_stats(mean, var**0.5, size, mean_before, var_before**0.5, size_before, equal_var=False,
                                    alternative="greater").pvalue
        told[tested] = multipletests(p, method="fdr_bh")[1] <= 0.05
    far, earlier = far[told], earlier[told]
    theirs = frame[frame.after & frame.buyer.isin(far.index)].groupby("buyer", observed=True)[["usd", "fair"]].sum()
    found = {}
    for party, row in far.iterrows():
        z = (row["mean"] - middle) / spread
        figures = {"premium over the middle price": np.exp(row["mean"]), "robust standard deviations from the median buyer": z,
                   "value of these shipments": theirs.usd[party], "the same quantities at middle prices": theirs.fair[party],
                   "score": 0.4 + 0.3 * min(1, row["mean"] / np.log(4)) + 0.3 * min(1, z / 10)}
        if earlier["size"][party] >= 5:
            figures["premium before"] = np.exp(earlier["mean"][party])
        found["buyer:" + party] = figures
    return found


def destinations(case):
    """Difference in differences of ln unit value: target against others, before against since, by exporter and goods."""
    table = case.stats[(case.stats.flow == "export") & (case.stats.usd > 0) & (case.stats.kg > 0) & (case.stats["product"] != "TOTAL")]
    start = (SINCE.year * 12 + SINCE.month - 1) + 1
    table = table[(table.month >= start - 12) & (table.month <= start + 11)]
    if table.empty:
        return {}
    table = table.assign(after=table.month >= start, target=table.partner == TARGET)
    keys = ["source", "reporter", "product"]
    sums = table.groupby(keys + ["target", "after"])[["usd", "kg"]].sum().unstack(["target", "after"])
    unit_value = np.log(sums["usd"] / sums["kg"])
    if unit_value.shape[1] < 4:
        return {}
    change = (unit_value[(True, True)] - unit_value[(True, False)] - unit_value[(False, True)] + unit_value[(False, False)]).dropna()
    found = {}
    for (source, origin), own in change.groupby(level=[0, 1]):
        if len(own) < 5:
            continue
        draws = np.median(np.random.default_rng(1).choice(own.to_numpy(), (999, len(own))), axis=1)
        low, high = np.quantile(draws, [0.025, 0.975])
        if low < np.log(1.3) / 2:
            continue
        both = sums.loc[own.index]
        name = "unit values to Russia against other destinations, times before"
        found[f"destination:{source}:{origin}"] = {
            name: np.exp(own.median()), name + ", low": np.exp(low), name + ", high": np.exp(high),
            "value to Russia, times before": both[("usd", True, True)].sum() / both[("usd", True, False)].sum(),
            "quantity to Russia, median over goods, times before": (both[("kg", True, True)] / both[("kg", True, False)]).median(),
            "score": 0.9 * (0.5 + 0.3 * min(1, own.median() / np.log(4)))}
    return found


def premiums(case):
    return buyers(case) | destinations(case)
