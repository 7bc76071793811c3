# SPDX-License-Identifier: Apache-2.0
"""What an analyst would write with polars: scan, parse dates and numbers, drop what fails, keep as Parquet, streamed."""

import os
import sys
import tempfile

import polars as pl

with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(sys.argv[1]))) as folder:
    target = os.path.join(folder, "shipments.parquet")
    numbers = [
        pl.when(~pl.col(name).is_in(["", "-"])).then(pl.col(name)).cast(pl.Float64, strict=False).alias(name)
        for name in ["quantity", "net_kg", "value_usd"]
    ]
    (
        pl.scan_csv(sys.argv[1], infer_schema=False, truncate_ragged_lines=True)
        .with_columns(pl.col("date").str.to_date("%d.%m.%Y", strict=False), pl.col("hs_code").str.slice(0, 6).alias("hs6"), *numbers)
        .filter(pl.col("date").is_not_null())
        .sink_parquet(target)
    )
    print("rows", pl.scan_parquet(target).select(pl.len()).collect().item())
