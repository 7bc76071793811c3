# SPDX-License-Identifier: Apache-2.0
"""Goods of concern, goods of one brand directly and through others, permit agents."""

import re

import numpy as np
import pandas as pd

from case import CONCERN, NEW_CODES


def concern(case):
    found = {}
    # Statistics serve only where there are no shipments or filings.
    listed = case.stats[case.stats["product"].isin(CONCERN - NEW_CODES)]
    for kind, n in listed["product"].value_counts().items():
        found["chpl-" + kind] = {"records": n, "score": 0.8 * 0.9 * (0.5 + 0.5 * n / (n + 5))}
    deals = case.deals[case.deals.concern]
    for kind, group in deals.groupby("hs6", observed=True):
        customs = group.customs.any()
        best = group[group.customs == customs]
        suppliers = set(best.maker.dropna()) | set(best.seller.dropna())
        n = len(best)
        figures = {"records": n, "buyers": best.buyer.nunique(), "suppliers": len(suppliers),
                   "score": 0.8 * (1.0 if customs else 0.8) * (0.5 + 0.5 * n / (n + 5))}
        quantity = group[group.quantity.notna()]
        if quantity.unit.nunique() == 1:
            figures["quantity"] = best.quantity.sum()
        found["chpl-" + kind] = figures
    return found


def words(name):
    return re.findall(r"\w+", str(name).upper())


def families(case, deals):
    """Brands with the makers whose names hold the brand's as whole words, if one of them is named together with it."""
    pairs = set(map(tuple, deals[["brand", "maker"]].dropna().drop_duplicates().astype(str).to_numpy()))
    makers = {party: words(case.shown[party]) for party in deals.maker.dropna().unique()}
    carriers = {}
    for brand in deals.brand.dropna().unique():
        part = words(case.shown[brand])
        holding = [m for m, name in makers.items()
                   if any(name[i:i + len(part)] == part for i in range(len(name) - len(part) + 1))]
        known = 0 < len(holding) <= 5 and any((brand, m) in pairs for m in holding)
        carriers[brand] = holding if known else []
    return carriers


def supply(case):
    deals = case.deals[case.deals.concern]
    carriers = families(case, deals)
    brand_of = {m: brand for brand, held in sorted(carriers.items(), key=lambda one: len(words(case.shown[one[0]]))) for m in held}
    family = deals.brand.astype(object).where(deals.brand.notna(), deals.maker.astype(object).map(lambda m: brand_of.get(m, m)))
    frame = deals[["buyer", "seller", "maker", "brand", "customs"]].astype(object).assign(family=family).dropna(subset=["family"])
    members = {brand: {brand, *held} for brand, held in carriers.items()}
    member = lambda column: np.fromiter((f == p or p in members.get(f, ()) for f, p in zip(frame.family, frame[column])), bool, len(frame))
    has_carriers = frame.family.map(lambda f: f not in carriers or bool(carriers[f])).astype(bool)
    other_seller = frame.seller.notna() & ~member("seller") & (has_carriers | (frame.seller != frame.maker))
    other_maker = has_carriers & frame.maker.notna() & ~member("maker")
    frame["indirect"] = other_seller | other_maker
    frame["other_seller"], frame["other_maker"] = frame.seller.where(other_seller), frame.maker.where(other_maker)
    counts = frame.groupby("family").agg(records=("indirect", "size"), indirect=("indirect", "sum"), buyers=("buyer", "nunique"),
                                         customs=("customs", "any"))
    others = pd.concat([frame[["family", c]].set_axis(["family", "other"], axis=1) for c in ("other_seller", "other_maker")]).dropna()
    suppliers = others.drop_duplicates().groupby("family").size()
    found = {}
    for party, row in counts[counts.indirect >= 1].iterrows():
        direct, indirect = row.records - row.indirect, row.indirect
        if not direct and suppliers.get(party, 0) < 2:
            continue
        balance = min(direct, indirect) / max(direct, indirect)
        found[party] = {"records direct": direct, "records indirect": indirect, "suppliers": suppliers.get(party, 0) + (direct > 0),
                        "buyers": row.buyers,
                        "score": (1.0 if row.customs else 0.8) * indirect / (indirect + 2) * (0.7 + 0.3 * balance)}
    return found


def permit_agents(case):
    filings = case.deals[~case.deals.customs]
    if filings.empty:
        return {}
    held = filings.groupby(["buyer", "chapter"], observed=True).size().reset_index()
    kinds = held.groupby("buyer", observed=True).size()
    matrix = pd.crosstab(*(held[held.buyer.map(kinds).astype(int) <= 20][c].astype(str) for c in ("buyer", "chapter")))
    together = matrix.T @ matrix
    who = filings.groupby("buyer", observed=True).agg(filings=("day", "size"), makers=("maker", "nunique"), concern=("concern", "max"))
    entered = filings[filings.creator.notna()]
    others = entered[entered.buyer.astype(object) != entered.creator.astype(object)]
    clients = others.groupby("creator", observed=True).buyer.nunique()
    agents = clients[(clients >= 5) & entered.groupby("creator", observed=True).concern.max().reindex(clients.index)]
    found = {}
    broad = who[who.concern & (who.makers >= 5)]
    for party in sorted({*broad.index, *agents.index}):
        scores, figures = [], {}
        is_applicant = party in broad.index
        k = kinds.get(party, 0) if is_applicant else 0
        if is_applicant:
            m, near = broad.makers[party], mean_proximity(together, held[held.buyer == party].chapter.astype(str).tolist())
            figures |= {"kinds of goods": k, "makers": m}
            if k >= 5 and near <= 0.2:
                scores.append((0.3 + 0.25 * k / (k + 5) + 0.25 * m / (m + 10)) * (1 - near))
        if party in agents.index:
            c = agents[party]
            figures["applicants that it enters filings for"] = c
            scores.append((0.4 + 0.4 * c / (c + 10)) * (1 if is_applicant else 0.5))
        if scores:
            figures["filings"] = ((filings.buyer == party) | (filings.creator == party)).sum()
            found[party] = figures | {"score": 0.8 * min(1, max(scores) + 0.1 * (len(scores) > 1))}
    return found


def mean_proximity(together, kinds):
    if len(kinds) < 2:
        return 1
    own = 1 if len(kinds) <= 20 else 0
    near = []
    for place, a in enumerate(kinds):
        for b in kinds[place + 1:]:
            commoner = max(together.at[a, a], together.at[b, b]) - own
            near.append((together.at[a, b] - own) / commoner if commoner > 0 else 0)
    return float(np.mean(near))
