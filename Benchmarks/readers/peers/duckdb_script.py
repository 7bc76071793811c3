# SPDX-License-Identifier: Apache-2.0
"""DuckDB's own reader of a format into a table of a database on disk, every column as text.

Usage: duckdb_script.py FILE [EXTENSION]   (the path of its excel extension, for .xlsx)
"""

import os
import sys
import tempfile

import duckdb

path = sys.argv[1]
with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(path))) as folder:
    db = duckdb.connect(os.path.join(folder, "trade.duckdb"), config={"threads": 2, "memory_limit": "2GB"})
    if path.endswith(".xlsx"):
        db.execute(f"LOAD '{sys.argv[2]}'")
        reader = "read_xlsx(?, all_varchar = true, header = true, stop_at_empty = false)"
        query = f"CREATE TABLE shipments AS SELECT * FROM {reader}"
    elif path.endswith(".jsonl"):
        # All types as text, which spares it the second look at numbers; the sample is its own default.
        query = "CREATE TABLE shipments AS SELECT COLUMNS(*)::VARCHAR FROM read_json(?, format = 'newline_delimited')"
    else:
        query = (
            "CREATE TABLE shipments AS SELECT COLUMNS(*)::VARCHAR FROM "
            # The file is one object, for which the reader wants a buffer that holds all of it.
            f"(SELECT unnest(data, recursive := true) FROM read_json(?, maximum_object_size = {os.path.getsize(path) + 1024}))")
    db.execute(query, [path])
    print("rows", db.execute("SELECT count(*) FROM shipments").fetchone()[0])
