# SPDX-License-Identifier: Apache-2.0
"""Sellers: successors, opportunists, small ones for large ones, earlier destinations."""

import numpy as np
import pandas as pd

from case import SINCE

EMBARGOED = ["PRK", "IRN", "SYR", "CUB"]


def successors(case):
    deals = case.deals
    maker = deals.maker.astype(object).where(deals.maker.notna(), deals.brand.astype(object))
    frame = pd.DataFrame({"buyer": deals.buyer, "maker": maker.astype("category"), "is_brand": deals.maker.isna(), "kind": deals.hs6,
                          "seller": deals.seller, "day": deals.day, "concern": deals.concern, "customs": deals.customs})
    first_ever = frame.groupby("seller", observed=True).day.min()
    keys = ["buyer", "maker", "is_brand", "kind"]
    chains = frame.dropna(subset=["buyer", "maker", "kind", "seller"]).groupby(keys + ["seller"], observed=True).agg(
        records=("day", "size"), first=("day", "min"), last=("day", "max"), concern=("concern", "max"), customs=("customs", "max"))
    chains = chains[chains.records >= 2].reset_index()
    both = chains.merge(chains, on=keys, suffixes=("", "_new"))
    days = (both.first_new - both["last"]).dt.days
    both = both[(both.seller != both.seller_new) & (days > 0) & (days <= 365) & both.concern
                & (both.seller_new.map(first_ever).astype("datetime64[ns]") >= both["last"])]
    registered = case.companies.drop_duplicates("party").set_index("party").registered
    found = {}
    for (old, new), group in both.assign(days=days).groupby(["seller", "seller_new"], observed=True):
        top = group.assign(n=group.records + group.records_new).sort_values(["n", *keys], ascending=[False] + [True] * 4).iloc[0]
        n = group[["records", "records_new"]].min(axis=1).max()
        young = new in registered.index and registered[new] >= top["last"] - pd.Timedelta(days=365)
        grade = 1.0 if (group.customs | group.customs_new).any() else 0.8
        found[f"{old}>{new}"] = {
            "records of the old seller": group.records.sum(), "records of the new seller": group.records_new.sum(),
            "time between them": top.days, "score": grade * (0.4 + 0.3 * n / (n + 4) + 0.1 * (len(group) > 1) + 0.1 * young)}
    return found


def opportunists(case):
    deals = case.deals
    exporter = deals.seller.astype(object).where(deals.seller.notna(), deals.maker.astype(object)).astype("category")
    frame = deals[["day", "month", "usd", "chapter", "concern", "customs"]].assign(exporter=exporter, sells=deals.seller.notna())
    if deals.day.min() > SINCE - pd.DateOffset(years=1):
        return {}
    who = frame.groupby("exporter", observed=True).agg(
        first=("day", "min"), last=("day", "max"), records=("day", "size"), concern=("concern", "max"), customs=("customs", "max"),
        sells=("sells", "max"))
    months = (who["last"].dt.year - who["first"].dt.year) * 12 + who["last"].dt.month - who["first"].dt.month
    who["life"] = months - ((months > 0) & (who["last"].dt.day < who["first"].dt.day))
    who = who[(who["first"] >= SINCE) & who.records.between(4, 50) & who.concern & (who.life <= 24)]
    found = {}
    for party, own in frame[frame.exporter.isin(who.index)].groupby("exporter", observed=True):
        burst = burstiness(np.diff(np.unique(own.day.to_numpy())) / np.timedelta64(1, "D"))
        amount = own.usd if (own.usd > 0).all() else pd.Series(1.0, own.index)
        held = amount.groupby(own.month).sum()
        interval = (held.index.max() - held.index.min() + 1) / len(held)
        variation = held.var(ddof=0) / held.mean() ** 2
        counts = own.chapter.value_counts()
        n = counts.sum()
        switching = 1 - (counts * (counts - 1)).sum() / (n * (n - 1)) if n > 1 else None
        signs = [burst is not None and burst >= 0.3, interval >= 1.32, switching is not None and switching >= 0.5]
        if sum(signs) < 2:
            continue
        row = who.loc[party]
        score = 0.3 + 0.2 * max(0, burst or 0) + 0.2 * (switching or 0) + 0.15 * (1 - row.life / 24)
        score += (0.15 if variation >= 0.49 else 0.1) if signs[1] else 0
        figures = {"records": row.records, "months from one with trade to the next": interval,
                   "squared variation of what the months hold": variation,
                   "score": score * (1.0 if row.customs else 0.8) * (1 if row.sells else 0.6)}
        if burst is not None:
            figures["burstiness"] = burst
        if switching is not None:
            figures["chance that two records are of different goods"] = switching * 100
        found[party] = figures
    return found


def burstiness(intervals):
    """Kim and Jo (2016), for n intervals."""
    n = len(intervals)
    if n < 2:
        return None
    r = intervals.std() / intervals.mean()
    return (np.sqrt(n + 1) * r - np.sqrt(n - 1)) / ((np.sqrt(n + 1) - 2) * r + np.sqrt(n - 1))


def concentration(amounts):
    share = np.sort(amounts / amounts.sum())
    n = len(share)
    return {"Herfindahl–Hirschman index": (share**2).sum() * 10_000, "part of the 5 largest": share[-5:].sum() * 100,
            "Gini coefficient": ((2 * np.arange(1, n + 1) - n - 1) * share).sum() / n, "sellers": n}


def small_sellers(case):
    deals = case.deals[case.deals.concern & case.deals.seller.notna()]
    found = {}
    for kind, group in deals.groupby("hs6", observed=True):
        late = group.day >= SINCE
        if not late.any() or late.all():
            continue
        by_value = all(part.usd.notna().mean() >= 0.8 for part in (group[late], group[~late]))
        amount = group.usd.fillna(0) if by_value else pd.Series(1.0, group.index)
        sides = amount.groupby([late, group.seller], observed=True).sum()
        before, after = sides[False], sides[True]
        before, after = before[before > 0], after[after > 0]
        if min((~late).sum(), late.sum()) < 30 or min(len(before), len(after)) < 10:
            continue
        majors = before.sort_values(ascending=False, kind="stable").index[:5]
        had, have = before[majors].sum() / before.sum(), after.reindex(majors).sum() / after.sum()
        then, now = concentration(before), concentration(after)
        name = "Herfindahl–Hirschman index"
        if (had - have) * 100 < 20 or now[name] >= then[name]:
            continue
        fresh = after[~after.index.isin(before.index)].sum() / after.sum()
        figures = {f"{label} before": value for label, value in then.items()} | {f"{label} since": value for label, value in now.items()}
        figures |= {"records before": (~late).sum(), "records since": late.sum(), "part of the earlier largest since": have * 100,
                    "part of new sellers since": fresh * 100}
        figures["score"] = (1.0 if group.customs.any() else 0.8) * (0.4 + 0.4 * (had - have) + 0.2 * fresh) * (1 if by_value else 0.8)
        found["chpl-" + kind] = figures
    return found


def earlier_destinations(case):
    deals = case.deals
    exporter = deals.seller.astype(object).where(deals.seller.notna(), deals.maker.astype(object)).astype("category")
    frame = deals[["day", "destination", "concern", "customs"]].assign(exporter=exporter)
    earlier = frame[frame.destination.isin(EMBARGOED)].groupby("exporter", observed=True).agg(
        first=("day", "min"), records=("day", "size"), customs=("customs", "max"))
    later = frame[frame.exporter.isin(earlier.index) & ~frame.destination.isin(EMBARGOED) & frame.destination.notna() & frame.concern]
    later = later[later.day > later.exporter.map(earlier["first"]).astype("datetime64[ns]")].groupby("exporter", observed=True).agg(
        records=("customs", "size"), customs=("customs", "max"))
    found = {}
    for party, row in later.iterrows():
        e, n = earlier.records[party], row.records
        grade = 1.0 if row.customs and earlier.customs[party] else 0.8
        found[party] = {"records to the earlier destinations": e, "later records to others": n,
                        "score": grade * (0.5 + 0.25 * e / (e + 1) + 0.25 * n / (n + 3))}
    return found
