# SPDX-License-Identifier: Apache-2.0
"""Hand-written DuckDB SQL: the file into a table of a database on disk, then the questions."""

import os
import sys
import tempfile

import duckdb

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from questions import BEFORE, DESTINATIONS, NOW, PRIORITY, show  # noqa: E402

with tempfile.TemporaryDirectory() as folder:
    db = duckdb.connect(os.path.join(folder, "trade.duckdb"), config={"threads": 2})
    db.execute(
        "CREATE TABLE exports AS SELECT * FROM read_csv(?, types = {'cn_code': 'VARCHAR', 'period': 'VARCHAR'})",
        [sys.argv[1]],
    )
    answers = {"rows": float(db.execute("SELECT count(*) FROM exports WHERE length(cn_code) = 8").fetchone()[0])}
    for name, test in [("all", "true"), ("priority", "cn_code[:6] IN (SELECT unnest(?))")]:
        bound = [*NOW, *BEFORE] + ([PRIORITY] if name == "priority" else [])
        for destination, multiple in db.execute(
            f"""
            SELECT partner_iso3,
              sum(value_eur) FILTER (period BETWEEN ? AND ?) / sum(value_eur) FILTER (period BETWEEN ? AND ?)
            FROM exports WHERE length(cn_code) = 8 AND {test} GROUP BY partner_iso3""",
            bound,
        ).fetchall():
            if destination in DESTINATIONS:
                answers[f"{name}-{destination}"] = multiple
    show(answers)
