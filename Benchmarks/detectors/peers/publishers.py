# SPDX-License-Identifier: Apache-2.0
"""Monthly series by publisher: a source and a direction. Shipments over all origins, statistics by partner."""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass
class Publisher:
    source: str
    flow: str
    grade: float            # weight of the grade of evidence
    months: range
    amounts: pd.DataFrame   # partner, product x months; NaN: undisclosed or not published, 0: nothing recorded
    records: pd.Series
    stated: pd.Series
    reporters: list
    spans_editions: bool


def steady(frame):
    """Records of the reporters that publish throughout, in the longest stretch in which half of them do."""
    seen = frame.groupby(["reporter", "month"], observed=True).size().unstack(fill_value=0) > 0
    full = seen.sum()
    months = np.array(sorted(full.index[full * 2 >= full.max()]))
    stretches = np.split(months, np.flatnonzero(np.diff(months) > 3) + 1)
    longest = max(stretches, key=lambda part: part[-1] - part[0])
    span = range(longest[0], longest[-1] + 1)
    silent = ~seen.reindex(columns=span, fill_value=False)
    kept = [reporter for reporter, row in silent.iterrows() if row.rolling(3).sum().max() < 3]
    return frame[frame.reporter.isin(kept) & frame.month.isin(span)]


def build(frame, source, flow, grade, by_partner, spans_editions):
    frame = steady(frame)
    keys = ["partner", "product"] if by_partner else ["product"]
    rows = frame.groupby(keys + ["month"], observed=True).usd.agg(["sum", "size", "count"]).reset_index()
    rows["amount"] = rows["sum"].where(rows["count"] > 0)
    months = range(int(rows.month.min()), int(rows.month.max()) + 1)
    wide = rows.pivot(index=keys, columns="month", values="amount").reindex(columns=months)
    seen = rows.pivot(index=keys, columns="month", values="size").reindex(columns=months)
    # A reporter that has ten records in its median month, or always as many, does not publish where it has none.
    by_month = frame.groupby(["reporter", "month"], observed=True).size().unstack().reindex(columns=months)
    steady_ones = (by_month.median(axis=1) >= 10) | (by_month.max(axis=1) == by_month.min(axis=1))
    published = by_month[steady_ones].notna().all()
    # No record in a month in which the publisher publishes is nothing; else it is not known.
    wide = wide.mask(seen.isna() & published.to_numpy()[None, :], 0.0)
    counts = rows.groupby(keys, observed=True)[["size", "count"]].sum()
    if not by_partner:
        wide.index = pd.MultiIndex.from_product([["all"], wide.index])
        counts.index = wide.index
    return Publisher(source, flow, grade, months, wide, counts["size"], counts["count"],
                     sorted(frame.reporter.unique()), spans_editions)


def publishers(case):
    found = []
    customs = case.deals[case.deals.customs].assign(product=case.deals.hs6, reporter="RUS")
    for (source, flow), frame in customs.groupby(["source", "flow"], observed=True):
        found.append(build(frame[["product", "month", "usd", "reporter"]], source, flow, 1.0, False, True))
    for (source, flow), frame in case.stats.groupby(["source", "flow"]):
        found.append(build(frame, source, flow, 0.9, True, False))
    return [one for one in found if len(one.months) >= 12]


def usable(publisher, moved):
    """Series that disclose four in five of their records, and whose headings mean the same in all months."""
    keep = publisher.stated * 5 >= publisher.records * 4
    if publisher.spans_editions:
        keep &= ~pd.Index(publisher.amounts.index.get_level_values(1).str[:4]).isin(moved)
    return publisher.amounts[keep.to_numpy()]


def place(values):
    """The place of each size among all, 0 to 1."""
    values = np.asarray(values, dtype=float)
    if len(values) < 2:
        return np.full(len(values), 0.5)
    return np.searchsorted(np.sort(values), values) / (len(values) - 1)
