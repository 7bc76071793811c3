# SPDX-License-Identifier: Apache-2.0
"""DuckDB's bare read_csv into a table of a database on disk, every column as text; faulty rows are skipped."""

import os
import sys
import tempfile

import duckdb

with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(sys.argv[1]))) as folder:
    db = duckdb.connect(os.path.join(folder, "trade.duckdb"), config={"threads": 2, "memory_limit": "2GB"})
    db.execute(
        "CREATE TABLE shipments AS SELECT * FROM read_csv(?, all_varchar = true, ignore_errors = true, header = true)",
        [sys.argv[1]])
    print("rows", db.execute("SELECT count(*) FROM shipments").fetchone()[0])
