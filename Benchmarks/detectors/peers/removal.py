# SPDX-License-Identifier: Apache-2.0
"""What is still served when the largest sellers are taken out."""

import numpy as np
import pandas as pd

from case import TARGET

REMOVE, ROUNDS = 10, 999


def removal(case):
    deals = case.deals
    seller = deals.seller.astype(object).where(deals.seller.notna(), deals.maker.astype(object)).astype("category")
    rows = deals.customs & (deals.usd > 0) & (deals.destination == TARGET) & seller.notna()
    frame = deals.loc[rows, ["buyer", "hs6", "origin", "usd", "day"]].assign(seller=seller[rows])
    by_seller = frame.groupby("seller", observed=True).agg(
        value=("usd", "sum"), buyers=("buyer", "nunique"), records=("usd", "size"), last=("day", "max"))
    by_seller = by_seller.rename_axis("seller").reset_index().sort_values(["value", "seller"], ascending=[False, True])
    total = by_seller.value.sum()
    left = 1 - by_seller.value.cumsum() / total
    served = left.iloc[REMOVE - 1]
    by_degree = by_seller.sort_values(["buyers", "value", "seller"], ascending=[False, False, True])
    out = set(by_seller.seller[:REMOVE])
    buyers = frame.buyer.nunique()
    lost = buyers - frame[~frame.seller.isin(out)].buyer.nunique()
    rng = np.random.default_rng(1)
    values = by_seller.value.to_numpy()
    draws = np.array([1 - values[rng.choice(len(values), REMOVE, replace=False)].sum() / total for _ in range(ROUNDS)])
    low, middle, high = np.quantile(draws, [0.05, 0.5, 0.95])
    rate = taken_over(frame, by_seller)
    least, most = (min(0.1, rate), max(0.5, rate)) if rate is not None else (0.1, 0.5)
    origin = frame.groupby("origin", observed=True).usd.sum() / total
    drawn = "value still served without as many sellers drawn by chance"
    figures = {
        "value still served, nobody taking over": served * 100, "value still served, with substitution, low": (served + least * (1 - served)) * 100,
        "value still served, with substitution, high": (served + most * (1 - served)) * 100,
        drawn: middle * 100, drawn + ", low": low * 100, drawn + ", high": high * 100, "robustness R, by value": left.mean(),
        "robustness R, by number of buyers": (1 - by_degree.value.cumsum() / total).mean(),
        "buyers that lose all their sellers": lost, "value still served after a measure on": (1 - origin.max()) * 100,
        "sellers": len(by_seller), "score": 0.3 + 0.3 * served}
    if rate is not None:
        figures["own rate of substitution"] = rate * 100
    return {f"{TARGET}:value:any": figures}


def taken_over(frame, by_seller):
    """The part of what the 500 largest sellers that are gone served in their last year and others served soon after."""
    half, year = pd.Timedelta(days=183), pd.Timedelta(days=365)
    gone = by_seller[(by_seller["last"] < frame.day.max() - half) & (by_seller.records >= 3)].head(500)
    ends = gone.set_index("seller")["last"]
    theirs = frame[frame.seller.isin(gone.seller) & frame.buyer.notna()]
    pairs = theirs.groupby(["seller", "buyer", "hs6", "origin"], observed=True).agg(amount=("usd", "sum"), last=("day", "max")).reset_index()
    pairs["gone"] = pairs.seller.map(ends).astype("datetime64[ns]")
    pairs = pairs[pairs["last"] >= pairs.gone - year].groupby(["seller", "buyer", "hs6"], observed=True).agg(
        amount=("amount", "sum"), gone=("gone", "first")).reset_index()
    if len(pairs) < 10:
        return None
    near = frame.merge(pairs[["buyer", "hs6"]].drop_duplicates(), on=["buyer", "hs6"])
    edges = near.groupby(["buyer", "hs6", "seller", "origin"], observed=True).day.agg(["min", "max"]).reset_index()
    both = pairs.merge(edges, on=["buyer", "hs6"], suffixes=("", "_other"))
    follows = (both.seller != both.seller_other) & (both["max"] > both.gone) & (both["min"] <= both.gone + half)
    keys = ["seller", "buyer", "hs6"]
    served = both[follows][keys].drop_duplicates().merge(pairs, on=keys)
    return served.amount.sum() / pairs.amount.sum()
