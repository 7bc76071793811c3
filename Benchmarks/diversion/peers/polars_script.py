# SPDX-License-Identifier: Apache-2.0
"""What an analyst would write with polars."""

import os
import sys

import polars as pl

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from questions import BEFORE, DESTINATIONS, NOW, PRIORITY, show  # noqa: E402

rows = pl.read_csv(sys.argv[1], schema_overrides={"cn_code": pl.String, "period": pl.String})
rows = rows.filter(pl.col("cn_code").str.len_bytes() == 8)
answers = {"rows": float(len(rows))}
for name, part in [("all", rows), ("priority", rows.filter(pl.col("cn_code").str.slice(0, 6).is_in(PRIORITY)))]:
    sums = part.group_by("partner_iso3").agg(
        now=pl.col("value_eur").filter(pl.col("period").is_between(*map(pl.lit, NOW))).sum(),
        before=pl.col("value_eur").filter(pl.col("period").is_between(*map(pl.lit, BEFORE))).sum(),
    )
    for destination, now, before in sums.iter_rows():
        if destination in DESTINATIONS:
            answers[f"{name}-{destination}"] = now / before
show(answers)
