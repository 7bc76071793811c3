# SPDX-License-Identifier: Apache-2.0
"""What an analyst would write with pandas for the same cleaned tables as polars_script.py: read in pieces, kept as Parquet."""

import hashlib
import os
import sys
import tempfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from words import AMOUNTS, COUNTRIES, EDITIONS, FLOWS, NOBODY, ROLES, UNITS


class Target:
    """A Parquet file that grows piece by piece."""

    def __init__(self, folder, name):
        self.path, self.writer = os.path.join(folder, f"{name}.parquet"), None

    def add(self, frame):
        table = pa.Table.from_pandas(frame, preserve_index=False, schema=self.writer.schema if self.writer else None)
        self.writer = self.writer or pq.ParquetWriter(self.path, table.schema)
        self.writer.write_table(table)

    def close(self):
        if self.writer:
            self.writer.close()


def main(path, folder):
    with open(path, "rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    records, mentions, rejected = (Target(folder, name) for name in ["records", "mentions", "rejected"])
    identities, kept, value, start = [], 0, 0.0, 1
    pieces = pd.read_csv(path, dtype=str, chunksize=500_000, on_bad_lines="skip", keep_default_na=False)
    for piece in pieces:
        piece.insert(0, "row", range(start, start + len(piece)))
        start += len(piece)
        piece["period"] = pd.to_datetime(piece["date"], format="%d.%m.%Y", errors="coerce")
        piece["flow"] = piece["direction"].map(FLOWS)
        faults = piece["period"].isna() | piece["flow"].isna()
        for name, empty in AMOUNTS.items():
            is_empty = piece[name].isin(empty)
            piece[f"{name}_number"] = pd.to_numeric(piece[name].where(~is_empty), errors="coerce")
            faults |= piece[f"{name}_number"].isna() & ~is_empty
        for name in ["origin", "dispatch", "consignor_country"]:
            piece[name] = piece[name].map(COUNTRIES)
        is_odd = piece["hs_code"].str.len() % 2 == 1
        piece["goods_code"] = piece["hs_code"].where(~is_odd, "0" + piece["hs_code"])
        piece["unit"] = piece["unit"].map(UNITS).fillna(piece["unit"])
        year = piece["period"].dt.year
        piece["hs_edition"] = None
        for first, name in reversed(EDITIONS):
            piece.loc[year >= first, "hs_edition"] = name
        piece["brand"] = piece["brand"].where(~piece["brand"].isin(NOBODY))
        if faults.any():
            rejected.add(piece.loc[faults, ["row", "number", "date", "quantity", "net_kg", "value_usd"]])
        good = piece[~faults]
        kept += len(good)
        value += good["value_usd_number"].sum()
        records.add(
            good[["row", "number", "period", "flow", "origin", "dispatch", "goods_code", "hs_edition", "description", "brand", "unit",
                  "value_usd_number", "net_kg_number", "quantity_number"]].assign(
                grade="customs", reporter="RUS", destination="RUS", currency="USD"))
        for role, name, country, number in ROLES:
            named = good[~good[name].isin(NOBODY) & good[name].notna()]
            who = pd.DataFrame({"row": named["row"], "role": role, "name": named[name].str.split().str.join(" ")})
            constant = country[1:] if country and country.startswith("=") else None
            who["country"] = constant if constant or country is None else named[country]
            who["number"] = None if number is None else named[number]
            who["identity"] = pd.util.hash_pandas_object(who[["name", "country", "number"]].astype(object).fillna(""), index=False)
            mentions.add(who[["row", "role", "identity"]])
            identities.append(who[["identity", "name", "country", "number"]].drop_duplicates("identity"))
    for target in [records, mentions, rejected]:
        target.close()
    parties = pd.concat(identities).drop_duplicates("identity")
    parties.astype({"country": "string", "number": "string"}).to_parquet(os.path.join(folder, "identities.parquet"))
    print("rows", kept, "value", round(value, 3), "identities", len(parties), "sha256", sha256)


with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(sys.argv[1]))) as scratch:
    main(sys.argv[1], scratch)
