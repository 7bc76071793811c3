# SPDX-License-Identifier: Apache-2.0
"""What an analyst would write with pandas."""

import os
import sys

import pandas as pd

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from questions import BEFORE, DESTINATIONS, NOW, PRIORITY, show  # noqa: E402

rows = pd.read_csv(sys.argv[1], dtype={"cn_code": str, "period": str})
rows = rows[rows.cn_code.str.len() == 8]
priority = rows.cn_code.str[:6].isin(PRIORITY)
answers = {"rows": float(len(rows))}
for name, part in [("all", rows), ("priority", rows[priority])]:
    now = part[part.period.between(*NOW)].groupby("partner_iso3").value_eur.sum()
    before = part[part.period.between(*BEFORE)].groupby("partner_iso3").value_eur.sum()
    for destination in DESTINATIONS:
        answers[f"{name}-{destination}"] = now[destination] / before[destination]
show(answers)
