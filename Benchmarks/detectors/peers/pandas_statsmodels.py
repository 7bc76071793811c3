# SPDX-License-Identifier: Apache-2.0
"""The figures of four detectors as an analyst would work them out with pandas and statsmodels.

Usage: pandas_statsmodels.py FOLDER     prints JSON: answers and seconds by part; reading is timed apart.

Formulas are those of docs/detectors.md. The script is straightforward and was hardly tuned: columns are categorical where
that helps, groupings are vectorised, and regressions are looped as the library offers them.
"""

import json
import os
import sys
import time

import numpy as np
import pandas as pd
import scipy.stats as st
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests

SINCE = pd.Timestamp("2022-02-24")
FOLDER = sys.argv[1]
seconds, answers = {}, {}


def timed(name):
    def run(part):
        started = time.perf_counter()
        part()
        seconds[name] = time.perf_counter() - started
    return run


def read():
    global ships, series
    columns = ["date", "direction", "consignor", "consignee", "consignee_inn", "hs_code", "origin", "quantity", "unit",
               "net_kg", "value_usd"]
    words = {name: "category" for name in ["direction", "consignor", "consignee", "consignee_inn", "hs_code", "origin", "unit"]}
    ships = pd.read_csv(os.path.join(FOLDER, "shipments.csv"), usecols=columns, dtype=words | {"date": "string",
                        "quantity": "string", "net_kg": "string", "value_usd": "string"}, on_bad_lines="skip", engine="c")
    ships["day"] = pd.to_datetime(ships.date, format="%d.%m.%Y", errors="coerce")
    raw = ships.value_usd
    for name in ["quantity", "net_kg", "value_usd"]:
        ships[name] = pd.to_numeric(ships[name], errors="coerce").astype("float64")
    # Faulty rows are no records: a day that no calendar has, a value that is no number.
    ships = ships[ships.day.notna() & ~(ships.value_usd.isna() & raw.notna())]
    ships["month"] = ships.day.dt.year * 12 + ships.day.dt.month - 1
    # Who buys: the tax number where a row gives one, else the name as written.
    number = ships.consignee_inn.astype("object")
    ships["buyer"] = number.where(ships.consignee_inn.notna(), ships.consignee.astype("object")).astype("category")
    ships["hs6"] = ships.hs_code.astype(str).str[:6].astype("category")
    series = pd.read_csv(os.path.join(FOLDER, "series.csv"), dtype={"hs6": str})
    series["month"] = series.period.str[:4].astype(int) * 12 + series.period.str[5:7].astype(int) - 1


def surges(table):
    """table: rows = products, columns = months (whole years). Multiples of those that pass."""
    years = table.shape[1] // 12
    tested = []
    for product, row in table.iterrows():
        y = row.to_numpy(dtype=float).reshape(years, 12)[::-1]
        if y[1].sum() <= 0 or y[0].sum() <= 0 or max(y[0].sum(), y[1].sum()) < 100_000:
            continue
        frame = pd.DataFrame({"y": y.ravel(), "year": np.repeat(np.arange(years), 12), "month": np.tile(np.arange(12), years)})
        design = np.column_stack([pd.get_dummies(frame.year), pd.get_dummies(frame.month, drop_first=True)]).astype(float)
        fit = sm.GLM(frame.y, design, family=sm.families.Poisson()).fit(scale="X2")
        contrast = np.zeros(design.shape[1])
        contrast[0], contrast[1] = 1, -1
        test = fit.t_test(contrast)
        p = 2 * st.t.sf(abs(test.effect[0] / test.sd[0, 0]), fit.df_resid)
        sums = y.sum(axis=1)
        growth = np.log(sums[:-1] / sums[1:])
        if len(growth) > 4:
            earlier = growth[1:]
            z = (growth[0] - earlier.mean()) / (earlier.std(ddof=1) * np.sqrt(1 + 1 / len(earlier)))
            p = max(p, 2 * st.t.sf(abs(z), len(earlier) - 1))
        tested.append((product, sums[0] / sums[1], p))
    if not tested:
        return {}
    adjusted = multipletests([p for _, _, p in tested], method="fdr_bh")[1]
    multiples = np.array([m for _, m, _ in tested])
    return {product: multiple for (product, multiple, _), q in zip(tested, adjusted)
            if multiple >= 2 and q <= 0.05 and (len(tested) <= 9 or (multiples >= multiple).mean() <= 0.1)}


def surge():
    statistic = series.pivot_table(index="hs6", columns="month", values="value_usd", aggfunc="sum", fill_value=0)
    answers["surge"] = {f"series:{k}": v for k, v in surges(statistic).items()}
    imports = ships[ships.direction == "ИМ"]
    shipped = imports.pivot_table(index="hs6", columns="month", values="value_usd", aggfunc="sum", fill_value=0, observed=True)
    answers["surge"] |= {f"shipments:{k}": v for k, v in surges(shipped).items()}


def breaks():
    """Break date and level of each series, by the highest F over regressions with month dummies and a trend."""
    found = {}
    for product, group in series.groupby("hs6"):
        group = group.sort_values("month")
        amounts = group.value_usd.to_numpy()
        y = np.log(1 + amounts / (0.01 * np.median(amounts)))
        n = len(y)
        i = np.arange(n)
        season = (group.month % 12).to_numpy()
        base = np.column_stack([np.ones(n), i] + [(season == m) * 1.0 for m in range(1, 12)])
        edge = max(8, int(np.ceil(0.15 * n)))
        best = max(((sm.OLS(y, np.column_stack([base, (i >= k) * 1.0])).fit(), k) for k in range(edge, n - edge + 1)),
                   key=lambda pair: pair[0].tvalues[-1] ** 2)
        found[product] = [int(group.month.iloc[best[1]]), float(np.exp(best[0].params[-1]))]
    answers["breaks"] = found


def premium():
    amount = np.where(ships.quantity > 0, ships.quantity, ships.net_kg)
    unit = np.where(ships.quantity > 0, ships.unit.astype(str).replace("кг", "kg"), "kg")
    rows = (ships.direction == "ИМ") & (ships.value_usd > 0) & (amount > 0)
    frame = pd.DataFrame({
        "code": ships.hs_code[rows], "unit": pd.Categorical(unit[rows]), "year": ships.day[rows].dt.year,
        "buyer": ships.buyer[rows], "name": ships.consignee[rows], "after": ships.day[rows] >= SINCE,
        "price": np.log(ships.value_usd[rows] / amount[rows]), "value": ships.value_usd[rows]})
    cells = frame.groupby(["code", "unit", "year"], observed=True).price
    frame["distance"] = (frame.price - cells.transform("median")).clip(-3, 3)
    frame = frame[cells.transform("size") >= 10]
    after = frame[frame.after].groupby("buyer", observed=True).distance.agg(["mean", "var", "size"])
    before = frame[~frame.after].groupby("buyer", observed=True).distance.agg(["mean", "var", "size"])
    after = after[after["size"] >= 8]
    middle = after["mean"].median()
    spread = 1.4826022185056018 * (after["mean"] - middle).abs().median()
    far = after[(after["mean"] >= np.log(1.3)) & (after["mean"] - middle >= 3.5 * spread)].copy()
    earlier = before.reindex(far.index)
    tested = (earlier["size"] >= 5).to_numpy()
    told = np.ones(len(far), dtype=bool)
    if tested.any():
        sides = [side[tested].to_numpy(dtype=float).T for side in (far, earlier)]
        (mean, var, size), (mean_before, var_before, size_before) = sides
        p = st.ttest_ind_from_stats(mean, var**0.5, size, mean_before, var_before**0.5, size_before, equal_var=False,
                                    alternative="greater").pvalue
        told[tested] = multipletests(p, method="fdr_bh")[1] <= 0.05
    far = far[told]
    names = frame[frame.buyer.isin(far.index)].groupby("buyer", observed=True).name.agg(lambda name: name.mode().iloc[0])
    answers["premium"] = {"buyers": int(len(after)), "spread": float(spread),
                          "far": {names[key]: float(np.exp(row["mean"])) for key, row in far.iterrows()}}


def removal():
    some = ships[(ships.value_usd > 0) & ships.consignor.notna()]
    by_seller = some.groupby("consignor", observed=True).value_usd.sum().sort_values(ascending=False)
    left = 1 - by_seller.cumsum() / by_seller.sum()
    first = set(by_seller.index[:10])
    last = some[~some.consignor.isin(first)].buyer.nunique()
    answers["removal"] = {"sellers": int(len(by_seller)), "served": float(left.iloc[9]), "robustness": float(left.mean()),
                          "lost": int(some.buyer.nunique() - last)}


timed("read")(read)
timed("surge")(surge)
timed("event-alignment")(breaks)
timed("price-premium")(premium)
timed("seller-removal")(removal)
print(json.dumps({"answers": answers, "seconds": seconds}))
