# SPDX-License-Identifier: Apache-2.0
"""Young and dormant importers, importers that turn to other goods, importers at one address."""

import itertools
import re

import numpy as np
import pandas as pd
from statsmodels.stats.multitest import multipletests

from case import SINCE


def young(case):
    registered = case.companies.dropna(subset=["registered"]).drop_duplicates("party").set_index("party").registered
    deals = case.deals[case.deals.buyer.notna()]
    since = deals.buyer.map(registered).astype("datetime64[ns]")
    deals = deals.assign(registered=since)[since.notna()]
    early = deals[deals.day < deals.registered].buyer.value_counts()
    early = early.set_axis(early.index.astype(str))
    later = deals[deals.day >= deals.registered]
    first = later.groupby("buyer", observed=True).day.transform("min")
    of_first = later[later.day == first]
    buyers = of_first.groupby("buyer", observed=True).agg(day=("day", "first"), registered=("registered", "first"), customs=("customs", "max"))
    buyers["concern"] = deals.groupby("buyer", observed=True).concern.max().reindex(buyers.index)
    months = (buyers.day.dt.year - buyers.registered.dt.year) * 12 + buyers.day.dt.month - buyers.registered.dt.month
    buyers["age"] = months - ((months > 0) & (buyers.day.dt.day < buyers.registered.dt.day))
    sizes = of_first[of_first.quantity.notna() & of_first.unit.notna()].groupby(["buyer", "unit"], observed=True).quantity.sum().reset_index()
    sizes = sizes[~sizes.buyer.duplicated(keep=False) & (sizes.quantity > 0)]
    sizes["age"] = sizes.buyer.map(buyers.age[buyers.concern].astype(float)).astype(float)
    sizes = sizes.set_index("buyer")
    by_unit = {unit: np.sort(group.quantity.to_numpy()) for unit, group in sizes.groupby("unit", observed=True)}
    found = {}
    for party, row in buyers[buyers.concern & (buyers.age < 12)].iterrows():
        figures = {"age at filing": row.age}
        times = None
        if party in sizes.index:
            own = sizes.loc[party]
            others = np.delete(by_unit[own.unit], np.searchsorted(by_unit[own.unit], own.quantity))
            figures["size of first filing"] = own.quantity
            if len(others) >= 2:
                times = own.quantity / np.median(others)
                figures["size of first filing over median"] = times
            same = sizes[(sizes.unit == own.unit) & (sizes.age < 24)]
            smaller = (same.quantity < own.quantity).sum()
            if len(same) - 1 >= 5 and smaller:
                figures["first filings of buyers as young that are smaller"] = smaller / (len(same) - 1) * 100
        score = 0.5 + 0.3 * (1 - row.age / 12) + 0.1 * (row.registered >= SINCE) + 0.1 * (times is not None and times >= 10)
        score -= 0.2 * (early.get(party, 0) > 0)
        figures["score"] = max(0, score) * (1.0 if row.customs else 0.8)
        found[party] = figures
    return found


def dormant(case):
    deals = case.deals[case.deals.buyer.notna()]
    # A record of the month of the day belongs to the side of the day that it is on.
    late = deals.day >= SINCE
    active = pd.DataFrame({"buyer": deals.buyer, "month": deals.month, "late": late, "concern": deals.concern & late,
                           "customs": deals.customs & late})
    active = active.groupby(["buyer", "late", "month"], observed=True)[["concern", "customs"]].max().reset_index()
    before = active[~active.late].groupby("buyer", observed=True).month.agg(["size", "min", "max"])
    since = active[active.late].groupby("buyer", observed=True).agg(
        size=("month", "size"), first=("month", "min"), concern=("concern", "max"), customs=("customs", "max"))
    since = since[since.concern]
    first, last, start = deals.month.min(), deals.month.max(), SINCE.year * 12 + SINCE.month - 1
    both = since.join(before, rsuffix="_before")
    both["had"] = both.size_before.fillna(0)
    returned = both[both.had >= 3].copy()
    returned["gap"] = returned["first"] - returned["max"] - 1
    length = returned["max"] - returned["min"] + 1
    returned["p"] = [silence(a, s, g) for a, s, g in zip(returned.had, length, returned.gap)]
    registered = case.companies.drop_duplicates("party").set_index("party").registered
    woken = both[both.had == 0].copy()
    day = registered.reindex(woken.index.astype(str))
    woken["age"] = woken["first"] - (day.dt.year * 12 + day.dt.month - 1).to_numpy()
    woken = woken[(woken.age >= 36) & (start - first >= 12)]
    woken["gap"] = woken["first"] - first
    woken["p"] = ((last - start + 1) / (last - first + 1)) ** woken["size"]
    tested = pd.concat([returned.assign(woken=False), woken.assign(woken=True)])
    if tested.empty:
        return {}
    tested["adjusted"] = multipletests(tested.p, method="fdr_bh")[1]
    tested = tested[(tested.gap >= 12) & (tested.adjusted <= 0.05)]
    found = {}
    for party, row in tested.iterrows():
        n, g = row["size"], row.gap
        found[party] = {"months of silence": g, "adjusted": row.adjusted,
                        "score": (1.0 if row.customs else 0.8) * (0.4 + 0.3 * g / (g + 12) + 0.3 * n / (n + 5))}
    counts = deals[deals.buyer.isin(tested.index)].groupby(["buyer", late], observed=True).size().unstack(fill_value=0)
    for party, row in counts.iterrows():
        found[party]["records since"] = row.get(True, 0)
        if not tested.woken[party]:
            found[party]["records before the silence"] = row.get(False, 0)
    return found


def silence(active, months, gap):
    i = np.arange(max(0, int(gap)))
    return np.prod((months - active + 0.5 + i) / (months + i))


def turns(case):
    """From one kind of goods to an unrelated one, by chapter."""
    deals = case.deals[case.deals.buyer.notna() & case.deals.chapter.notna()]
    firsts = deals.groupby(["buyer", "chapter"], observed=True).day.min().reset_index()
    kinds = firsts.groupby("buyer", observed=True).size()
    # Importers with both kinds, and with each, over importers of at most 20.
    held = firsts[firsts.buyer.map(kinds).astype(int) <= 20]
    matrix = pd.crosstab(held.buyer.astype(str), held.chapter.astype(str))
    together = matrix.T @ matrix
    narrow = kinds[(kinds >= 2) & (kinds <= 4)].index
    some = deals[deals.buyer.isin(narrow)]
    some = some[some.buyer.isin(some[some.concern].buyer.unique())]
    grouped = dict(list(firsts[firsts.buyer.isin(some.buyer.unique())].groupby("buyer", observed=True)))
    found = {}
    for party, own in some.groupby("buyer", observed=True):
        begins = grouped[party].set_index("chapter").day
        best = None
        for turn in begins.sort_values().unique()[1:]:
            old, new = begins.index[begins < turn], begins.index[begins >= turn]
            before, after = own[own.day < turn], own[own.day >= turn]
            fresh = after[~after.chapter.isin(old)]
            if (turn - own.day.min()).days < 30 or not fresh.concern.any() or len(fresh) / len(after) < 0.5:
                continue
            makers = [set(rows.maker.dropna()) | set(rows.seller.dropna()) for rows in (before, fresh)]
            if makers[0] & makers[1]:
                continue
            near = max(proximity(together, str(a), str(b)) for a, b in itertools.product(old, new))
            if near > 0.2:
                continue
            share = len(fresh) / len(after)
            grade = 1.0 if own.customs.any() else 0.8
            figures = {"records before the turn": len(before), "records of the new kinds": len(fresh),
                       "time from first record to turn": (turn - own.day.min()).days,
                       "score": grade * (0.5 * share + 0.3 * (1 - near) + 0.2 * (1 - (len(old) - 1) / 4))}
            if best is None or figures["score"] > best["score"]:
                best = figures
        if best:
            found[party] = best
    return found


def proximity(together, a, b):
    """Without the importer that asks, who has both."""
    commoner = max(together.at[a, a], together.at[b, b]) - 1
    return (together.at[a, b] - 1) / commoner if commoner > 0 else 0


def neighbours(case):
    """Buyers of goods of concern at one address."""
    of_concern = case.deals[case.deals.concern].buyer.dropna().unique()
    places = case.companies[case.companies.address.notna() & case.companies.party.isin(of_concern)]
    words = places.address.str.lower().map(lambda text: " ".join(sorted(re.findall(r"\w+", text))))
    deals = case.deals[case.deals.buyer.isin(places.party)]
    found = {}
    for _, group in places.groupby(words):
        if not 2 <= group.party.nunique() <= 10:
            continue
        own = deals[deals.buyer.isin(group.party)]
        pairs = pd.concat([own[["buyer", role]].set_axis(["buyer", "other"], axis=1) for role in ("maker", "seller")]).dropna().drop_duplicates()
        n = group.party.nunique() - 1
        score = 0.4 + 0.2 * n / (n + 2) + 0.2 * (group.registered >= SINCE).any() + 0.2 * (pairs.other.value_counts() > 1).any()
        found[" ".join(sorted(group.party))] = {"importers": n + 1, "score": score * (1.0 if own.customs.any() else 0.8)}
    return found
