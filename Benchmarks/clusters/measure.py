# SPDX-License-Identifier: Apache-2.0
"""Pairwise precision, recall and F1 of clusters, and the halves by cluster."""

import csv
import gzip
from collections import Counter

import pandas as pd


def read(path: str, half: str = "all") -> pd.DataFrame:
    """Rows as (unique_id, name, country, truth); `even` and `odd` by the number of the true cluster."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    if half != "all":
        wanted = 0 if half == "even" else 1
        rows = [r for r in rows if int(r["cluster_id"][1:]) % 2 == wanted]
    return pd.DataFrame(
        [(r["rec_id"], r["name"], r["country"], r["cluster_id"], r["perturbation"]) for r in rows],
        columns=["unique_id", "name", "country", "truth", "perturbation"])


def scores(found: dict[str, str], frame: pd.DataFrame) -> tuple[float, float, float]:
    pairs = lambda counts: sum(n * (n - 1) // 2 for n in counts.values())
    truth = dict(zip(frame["unique_id"], frame["truth"]))
    both = pairs(Counter((found[i], t) for i, t in truth.items()))
    said = pairs(Counter(found[i] for i in truth))
    true = pairs(Counter(truth.values()))
    precision, recall = both / max(1, said), both / max(1, true)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
