# SPDX-License-Identifier: Apache-2.0
"""What an analyst would write with polars for the same cleaned tables: records with the numbers of their rows, who is named in
them in which role, everybody named once, and the rows that can't be read. Scanned and streamed to Parquet."""

import hashlib
import os
import sys
import tempfile

import polars as pl
from words import AMOUNTS, COUNTRIES, EDITIONS, FLOWS, NOBODY, ROLES, UNITS

TEXT = pl.String


def main(path, folder):
    with open(path, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    raw = pl.scan_csv(path, infer_schema=False, truncate_ragged_lines=True, row_index_name="row", row_index_offset=1)
    raw = raw.with_columns(pl.col(pl.String).str.strip_chars().fill_null(""))
    numbers = [
        pl.when(~pl.col(name).is_in(empty)).then(pl.col(name)).cast(pl.Decimal(18, 3), strict=False).alias(f"{name}_number")
        for name, empty in AMOUNTS.items()
    ]
    year = pl.col("period").dt.year()
    edition = pl.lit(None, TEXT)
    for first, name in reversed(EDITIONS):
        edition = pl.when(year >= first).then(pl.lit(name)).otherwise(edition)
    code = pl.when(pl.col("hs_code").str.len_bytes() % 2 == 1).then("0" + pl.col("hs_code")).otherwise(pl.col("hs_code"))
    read = raw.with_columns(pl.col("date").str.to_date("%d.%m.%Y", strict=False).alias("period"), *numbers).with_columns(
        pl.col("direction").replace_strict(FLOWS, default=None).alias("flow"),
        *[pl.col(name).replace_strict(COUNTRIES, default=None) for name in ["origin", "dispatch", "consignor_country"]],
        code.alias("goods_code"), pl.col("unit").replace_strict(UNITS, default=pl.col("unit")), edition.alias("hs_edition"),
        pl.when(pl.col("brand").is_in(NOBODY)).then(pl.lit(None, TEXT)).otherwise(pl.col("brand")).alias("brand"),
    )
    faults = pl.col("period").is_null() | pl.col("flow").is_null()
    for name, empty in AMOUNTS.items():
        faults |= pl.col(f"{name}_number").is_null() & ~pl.col(name).is_in(empty)
    good = read.filter(~faults)
    records = good.select(
        "row", pl.lit("customs").alias("grade"), "number", "period", pl.lit("RUS").alias("reporter"), "flow", "origin", "dispatch",
        pl.lit("RUS").alias("destination"), "goods_code", "hs_edition", "description", "brand", pl.lit("USD").alias("currency"),
        pl.col("value_usd_number").alias("value"), pl.col("net_kg_number").alias("weight_kg"), pl.col("quantity_number").alias("quantity"),
        "unit")
    def target(name):
        return os.path.join(folder, f"{name}.parquet")

    records.sink_parquet(target("records"))
    read.filter(faults).sink_parquet(target("rejected"))
    mentions = []
    for role, name, country, number in ROLES:
        constant = country[1:] if country and country.startswith("=") else None
        mentions.append(
            good.filter(~pl.col(name).is_in(NOBODY) & pl.col(name).is_not_null()).select(
                "row", pl.lit(role).alias("role"), pl.col(name).str.replace_all(r"\s+", " ").alias("name"),
                (pl.lit(constant, TEXT) if constant or country is None else pl.col(country)).alias("country"),
                (pl.lit(None, TEXT) if number is None else pl.col(number)).alias("number"),
            ).with_columns(pl.struct("name", "country", "number").hash().alias("identity")))
    everybody = pl.concat(mentions)
    everybody.select("row", "role", "identity").sink_parquet(target("mentions"))
    everybody.group_by("identity").agg(pl.col("name", "country", "number").first()).sink_parquet(target("identities"))
    kept = pl.scan_parquet(target("records")).select(pl.len(), pl.col("value").sum()).collect().row(0)
    parties = pl.scan_parquet(target("identities")).select(pl.len()).collect().item()
    print("rows", kept[0], "value", kept[1], "identities", parties, "sha256", sha256)


with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(sys.argv[1]))) as scratch:
    main(sys.argv[1], scratch)
