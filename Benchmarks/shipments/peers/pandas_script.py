# SPDX-License-Identifier: Apache-2.0
"""What an analyst would write with pandas: read in pieces, parse dates and numbers, drop what fails, keep as Parquet."""

import os
import sys
import tempfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

rows = 0
with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(sys.argv[1]))) as folder:
    writer = None
    for chunk in pd.read_csv(sys.argv[1], dtype=str, chunksize=500_000, on_bad_lines="skip", keep_default_na=False):
        chunk["date"] = pd.to_datetime(chunk["date"], format="%d.%m.%Y", errors="coerce")
        for name in ["quantity", "net_kg", "value_usd"]:
            chunk[name] = pd.to_numeric(chunk[name].where(~chunk[name].isin(["", "-"])), errors="coerce")
        chunk["hs6"] = chunk["hs_code"].str[:6]
        chunk = chunk.dropna(subset=["date"])
        rows += len(chunk)
        table = pa.Table.from_pandas(chunk, preserve_index=False)
        writer = writer or pq.ParquetWriter(os.path.join(folder, "shipments.parquet"), table.schema)
        writer.write_table(table)
    writer.close()
print("rows", rows)
