# SPDX-License-Identifier: Apache-2.0
"""Invented monthly trade: exports that move from one country to another, both sides of routes, and totals that reach records."""

import numpy as np
import pandas as pd

MONTHS = np.arange(2019 * 12, 2025 * 12)
WAR = 2022 * 12 + 2
EXPORTERS = ["DEU", "ITA", "POL", "NLD", "FRA"]
PARTNERS = {"RUS": 1.0, "KGZ": 0.08, "ARM": 0.06, "KAZ": 0.3, "TUR": 0.5}
# Listed goods among others, none of a heading that holds other goods in another edition.
PRODUCTS = ["850440", "853221", "847180", "903020"] + [str(730100 + 101 * n) for n in range(56)]


def period(month):
    return f"{month // 12}-{month % 12 + 1:02d}"


def frame(rows, **constant):
    columns = ["month", "reporter", "partner", "hs6", "value_usd", "kg"]
    table = pd.concat([pd.DataFrame(part, columns=columns) for part in rows]).assign(**constant)
    table.insert(0, "period", table.month.map({m: period(m) for m in table.month.unique()}))
    return table.drop(columns="month").round({"value_usd": 2, "kg": 1})


def exports(rng):
    """What five countries send to five others: two in three goods fall to the target and rise to two of the others."""
    rows = []
    for reporter in EXPORTERS:
        for place, product in enumerate(PRODUCTS):
            level, price = np.exp(rng.normal(12.5, 0.8)), np.exp(rng.normal(2, 0.6))
            season = 1 + 0.25 * np.sin(2 * np.pi * (MONTHS + rng.integers(0, 12)) / 12)
            falls = place % 3 != 0
            for partner, size in PARTNERS.items():
                after = {"RUS": rng.uniform(0.05, 0.35), "KGZ": rng.uniform(3, 9), "ARM": rng.uniform(2.2, 6),
                         "KAZ": rng.uniform(0.9, 1.6), "TUR": rng.uniform(0.8, 1.3)}[partner] if falls else 1
                value = level * size * season * np.exp(rng.normal(0, 0.2, len(MONTHS))) * np.where(MONTHS >= WAR, after, 1)
                dear = np.where((MONTHS >= WAR) & (partner == "RUS"), rng.uniform(1.4, 2.4), 1)
                kg = value / (price * dear * np.exp(rng.normal(0, 0.08, len(MONTHS))))
                rows.append({"month": MONTHS, "reporter": reporter, "partner": partner, "hs6": product, "value_usd": value, "kg": kg})
    return frame(rows, flow="export")


def imports(sent, rng):
    """The other side: one country records ever less, one stops, one drifts apart, and one kind of goods is odd."""
    table = sent[["period", "reporter", "partner", "hs6", "value_usd", "kg"]].copy()
    table["reporter"], table["partner"] = sent.partner, sent.reporter
    month = table.period.str[:4].astype(int) * 12 + table.period.str[5:7].astype(int) - 1
    ratio = 1.08 * np.exp(rng.normal(0, 0.1, len(table)))
    late = month >= WAR
    ratio = np.where((table.reporter == "KGZ") & late, ratio * 0.55, ratio)
    ratio = np.where((table.reporter == "KAZ") & (month >= MONTHS[-1] - 11), ratio * 0.62, ratio)
    ratio = np.where((table.reporter == "TUR") & (table.hs6 == PRODUCTS[9]), ratio * 6, ratio)
    table["value_usd"] = (table.value_usd * ratio).round(2)
    table["flow"] = "import"
    return table[~((table.reporter == "RUS") & (month >= WAR - 1))]


def totals(rng):
    """Ten years of totals to one country, the last year not over."""
    months = np.arange(2014 * 12, 2024 * 12 + 8)
    rows = []
    for reporter, level, slope in [("CHN", 4e9, 0.009), ("IND", 3e8, 0.012), ("TUR", 5e8, 0.008), ("DEU", 3e9, -0.01), ("JPN", 9e8, -0.006)]:
        season = 1 + 0.2 * np.sin(2 * np.pi * (months + rng.integers(0, 12)) / 12)
        jump = np.where(months >= WAR, {"CHN": 1.8, "IND": 3.0, "TUR": 1.6}.get(reporter, 0.25), 1)
        value = level * season * np.exp(slope * (months - months[0]) + rng.normal(0, 0.04, len(months))) * jump
        rows.append({"month": months, "reporter": reporter, "partner": "RUS", "hs6": "TOTAL", "value_usd": value, "kg": np.nan})
    return frame(rows, flow="export")


def tables(rng):
    sent = exports(rng)
    return {"trade": sent, "imports": imports(sent, rng), "totals": totals(rng)}
