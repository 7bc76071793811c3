# SPDX-License-Identifier: Apache-2.0
"""Statistics by route: records and outlook, shares of suppliers, gaps between the two sides, diversion."""

import numpy as np
import pandas as pd
import scipy.stats as st
from statsmodels.robust import mad
from statsmodels.tsa.stattools import acf

from case import CONCERN, TARGET
from publishers import place

CIF, WAR = 1.08, 2022 * 12 + 1


def sides(case):
    """Statistics with origin and destination: who exports is the reporter of an export, the partner of an import."""
    table = case.stats.copy()
    is_export = table.flow == "export"
    table["origin"] = table.reporter.where(is_export, table.partner)
    table["destination"] = table.partner.where(is_export, table.reporter)
    return table


def records(case):
    """The last full year, or the months of a year that is not over, above all earlier ones."""
    table = sides(case)
    table = table[(table["product"] == "TOTAL") | table["product"].isin(CONCERN)]
    keys = ["source", "flow", "origin", "destination", "product"]
    wide = table.groupby(keys + ["month"]).usd.sum(min_count=1).unstack("month")
    years, seasons = wide.columns // 12, wide.columns % 12
    found = []
    for key, row in wide.iterrows():
        known = row.dropna()
        last = known.index[-1]
        chosen = None
        full = known.groupby(known.index // 12).agg(["sum", "size"])
        full = full[full["size"] == 12]["sum"]
        open_year = last // 12 if last % 12 < 11 else None
        same = None
        if open_year is not None:
            part = known[known.index % 12 <= last % 12]
            same = part.groupby(part.index // 12).agg(["sum", "size"])
            same = same[same["size"] == last % 12 + 1]["sum"]
            chosen = record(same, open_year) if open_year in same else None
        of_year = record(full, full.index[-1]) if len(full) else None
        # The one with the longer history; of equals the later.
        chosen = max([c for c in (of_year, chosen) if c], key=lambda c: c["earlier"], default=None)
        if chosen is None:
            continue
        figures = {"times the highest before": chosen["amount"] / chosen["best"], "value in": chosen["amount"]}
        if open_year is not None and open_year in same:
            shape = (same / full).dropna()
            if len(shape):
                amount = same[open_year]
                name = "the whole of the year, by the seasons of earlier years"
                figures[name] = amount / shape.median()
                if len(shape) > 1:
                    figures[name + ", low"], figures[name + ", high"] = amount / shape.max(), amount / shape.min()
                if len(shape) > 2:
                    logs = np.log(shape)
                    ends = st.t.interval(0.9, len(logs) - 1, logs.mean(), logs.std(ddof=1) * np.sqrt(1 + 1 / len(logs)))
                    figures["interval, low"], figures["interval, high"] = max(amount, amount / np.exp(ends[1])), amount / np.exp(ends[0])
        found.append((":".join(key), chosen, figures))
    sizes = place([chosen["amount"] for _, chosen, _ in found])
    for (_, chosen, figures), size in zip(found, sizes):
        times = min(1, np.log(chosen["amount"] / chosen["best"]) / np.log(2))
        figures["score"] = 0.9 * (0.4 + 0.2 * min(1, chosen["earlier"] / 8) + 0.2 * times + 0.2 * size)
    return {key: figures for key, _, figures in found}


def record(sums, year):
    earlier = sums[sums.index < year]
    if len(earlier) < 3 or sums[year] < 1e6 or sums[year] < 1.05 * earlier.max():
        return None
    return {"amount": sums[year], "best": earlier.max(), "earlier": len(earlier)}


def shares(case):
    """Parts of what one country gets, the last full year or open months against those of the year before the war's."""
    found = {}
    table = sides(case)
    table = table[(table["product"] == "TOTAL") | table["product"].isin(CONCERN)]
    for (source, flow, destination, product), group in table.groupby(["source", "flow", "destination", "product"]):
        if destination == "WLD":
            continue
        wide = group[group.origin != destination].groupby(["origin", "month"]).usd.sum(min_count=1).unstack("month")
        if wide.empty:
            continue
        last = wide.columns.max()
        year, season = divmod(last, 12)
        for end in ([(year, season)] if season < 11 else []) + [(year if season == 11 else year - 1, 11)]:
            now = wide.reindex(columns=range(end[0] * 12, end[0] * 12 + end[1] + 1)).sum(axis=1, skipna=False)
            base = wide.reindex(columns=range(2021 * 12, 2021 * 12 + end[1] + 1)).sum(axis=1, skipna=False)
            both = pd.DataFrame({"then": base, "now": now}).dropna()
            if end[0] <= 2021 or len(both) < 3 or both.now.sum() < 1e7:
                continue
            parts = both / both.sum()
            for origin, part in parts[(parts.now - parts.then).abs() >= 0.05].iterrows():
                score = 0.9 * (0.5 + 0.5 * min(1, abs(part.now - part.then) / 0.3)) * (0.8 if flow == "export" else 1)
                found[f"{source}:{flow}:{destination}:{origin}:{product}"] = {
                    "share before": part.then * 100, "share,": part.now * 100, "score": score}
            break
    return found


def gaps(case):
    """Mirror gaps of routes: stopped, apart, and by goods."""
    table = sides(case)
    table = table[(table["product"] != "TOTAL") & (table.origin != "WLD") & (table.destination != "WLD")]
    monthly = table.groupby(["origin", "destination", "flow", "source", "month"]).usd.sum(min_count=1)
    pairs = []
    for route, group in monthly.groupby(level=[0, 1]):
        for _, out in group.xs("export", level="flow", drop_level=True).groupby(level="source") if "export" in group.index.get_level_values("flow") else []:
            for _, into in group.xs("import", level="flow", drop_level=True).groupby(level="source") if "import" in group.index.get_level_values("flow") else []:
                name = (out.index.get_level_values("source")[0], into.index.get_level_values("source")[0])
                both = pd.DataFrame({"out": out.droplevel([0, 1, 2]), "into": into.droplevel([0, 1, 2])})
                if len(both.dropna()) >= 12:
                    pairs.append((route, name, both))
    found = {}
    for (origin, destination), (exports, imports), both in pairs:
        key = f"{exports}:{imports}:{origin}:{destination}:"
        common = both.dropna()
        length = min(1, 0.6 + len(common) / 60)
        for kind, figures in [("stopped:all", stopped(both)), ("apart:all", apart(common))]:
            if figures:
                figures["score"] *= 0.9 * length
                found[key + kind] = figures
        sides_of = table[(table.origin == origin) & (table.destination == destination)]
        for product, figures in by_goods(sides_of, exports, imports, common.index.max()).items():
            figures["score"] *= 0.9 * length
            found[key + "goods:" + product] = figures
    return found


def stopped(both):
    ends = both.apply(pd.Series.last_valid_index)
    if abs(ends.out - ends.into) < 6:
        return None
    silent, loud = ("out", "into") if ends.out < ends.into else ("into", "out")
    since = both[loud][both.index > ends[silent]].dropna()
    if len(since) != ends[loud] - ends[silent]:
        return None
    common = both.dropna()
    years = common.groupby(common.index // 12).agg(["sum", "size"])
    whole = years[years[(silent, "size")] == 12]
    ratio = whole[(silent, "sum")] / whole[(loud, "sum")] if len(whole) >= 3 else common[silent] / common[loud]
    value, low, high = since.sum() * ratio.quantile([0.5, 0.1, 0.9])
    name = "what the silent side would have stated, by the ratio of before"
    return {name: value, name + ", low": low, name + ", high": high, "score": 0.8}


def apart(common):
    if len(common) < 24:
        return None
    last = common.index.max()
    recent = common.reindex(range(last - 11, last + 1))
    if recent.isna().any().any() or common.reindex(range(last - 23, last - 11)).isna().any().any() or recent.sum().max() < 1e6:
        return None
    month = np.log(common.into / CIF / common.out)
    usual, now = month[month.index < last - 11], month[month.index >= last - 11]
    if len(usual) < 24:
        return None
    m = len(usual)
    found = acf(usual, nlags=1)[1]
    r = np.clip(found + (1 + 3 * found) / m, 0, 0.9)
    error = np.sqrt((1 + r) / (1 - r) * (1 / 12 + np.pi / (2 * m)))
    distance = now.mean() - usual.median()
    z = distance / (mad(usual) * error)
    if abs(z) < 3.5 or abs(distance) < 0.1:
        return None
    return {"imports over exports, freight and insurance taken out": recent.into.sum() / CIF / recent.out.sum(),
            "score": 0.6 * (0.7 + 0.3 * min(1, abs(z) / 10))}


def by_goods(table, exports, imports, last):
    year = table[(table.month > last - 12) & (table.month <= last)]
    side = lambda source, flow: year[(year.source == source) & (year.flow == flow)].groupby("product").usd.sum()
    both = pd.DataFrame({"out": side(exports, "export"), "into": side(imports, "import")}).dropna()
    both = both[(both.min(axis=1) > 0) & (both.max(axis=1) >= 1e6)]
    if len(both) < 10:
        return {}
    gap = np.log(both.into / CIF / both.out)
    z = (gap - gap.median()) / mad(gap)
    return {product: {"imports over exports, freight and insurance taken out": np.exp(gap[product]),
                      "score": 0.5 * (0.7 + 0.3 * min(1, abs(z[product]) / 10))} for product in z.index[z.abs() >= 3.5]}


def diversion(case, all_publishers):
    """Goods that fell to the target and rose to others, by source of exports."""
    found = {}
    start, least, small = WAR + 1, 100_000, 1_000
    for publisher in all_publishers:
        if publisher.flow != "export" or publisher.grade == 1.0 or start - 12 < publisher.months[0]:
            continue
        end = min(publisher.months[-1], start + 11)
        table = publisher.amounts[publisher.amounts.index.get_level_values(1) != "TOTAL"]
        sums = {name: table.reindex(columns=range(start - back, end + 1 - back)).sum(axis=1, skipna=False).unstack(level=0)
                for name, back in [("now", 0), ("before", 12), ("prior", 24)]}
        now, before, prior = sums["now"].fillna(0), sums["before"].fillna(0), sums["prior"].fillna(0)
        if TARGET not in before or now.shape[1] < 2:
            continue
        has_prior = start - 24 >= publisher.months[0]
        large = before[TARGET] >= least
        fell = large & (now[TARGET] < 0.5 * before[TARGET])
        if fell.sum() < 10:
            continue
        loss = (before[TARGET] - now[TARGET])[fell].sum()
        change = np.log((now + small) / (before + small)).drop(columns=TARGET)
        earlier = np.log((before + small) / (prior + small))
        for country in change:
            goods = fell & (before[country] + now[country] >= least / 2)
            if goods.sum() < 10:
                continue
            own = change.loc[goods, country]
            rng = np.random.default_rng(1)
            draws = np.median(rng.choice(own.to_numpy(), (999, len(own))), axis=1)
            low, high = np.exp(np.quantile(draws, [0.025, 0.975]))
            breadth = (own >= np.log(2)).mean()
            same = fell & (prior[country] + before[country] >= least / 2)
            usual = (earlier.loc[same, country] >= np.log(2)).mean() if has_prior and same.sum() >= 10 else None
            p = None if usual is None else st.binom.sf((own >= np.log(2)).sum() - 1, len(own), max(usual, 0.5 / same.sum()))
            others = change.drop(columns=country)
            excess = (own - others.loc[goods].median(axis=1)).median() if others.shape[1] else 1
            if low < 2 or excess <= 0 or (p or 0) > 0.01:
                continue
            gain = (now[country] - before[country])[fell].sum()
            typical = np.exp(own.median())
            figures = {"typical multiple over these goods": typical, "typical multiple over these goods, low": low,
                       "typical multiple over these goods, high": high, "substitution ratio": gain / loss * 100,
                       "share of these goods that at least doubled": breadth * 100}
            if usual is not None:
                figures["the same share a year earlier"] = usual * 100
            figures["own statement over the exporters', times a year before"] = transit(case, publisher, country, fell.index[fell], range(start, end + 1))
            figures["score"] = 0.9 * (0.5 + 0.25 * min(1, np.log(typical) / np.log(8)) + 0.25 * np.clip(gain / loss / 0.1, 0, 1))
            found[f"{publisher.source}:{country}"] = {k: v for k, v in figures.items() if v is not None}
    return found


def transit(case, publisher, country, goods, months):
    """What the country states of these imports over what the exporters state, times a year before."""
    table = sides(case)
    table = table[(table.destination == country) & table["product"].isin(goods) & table.origin.isin(publisher.reporters)]
    now, before = table.month.isin(months), table.month.isin([m - 12 for m in months])
    stated = table.flow == "import"
    sent = (table.flow == "export") & (table.source == publisher.source)
    if not (stated & before).any():
        return None
    ratio = lambda when: table.usd[stated & when].sum() / table.usd[sent & when].sum()
    return ratio(now) / ratio(before)
