# SPDX-License-Identifier: Apache-2.0
"""Writes what both sides are given of names and codes: who.csv and moved.csv in the case's folder.

Usage: who.py FOLDER

Who is who, and which headings hold other goods in another edition of the codes, is worked out by Tallyman from names and
concordances, with no counterpart in pandas. The peer gets the two tables, so that figures can be compared party by party.
The case must have been taken in before.
"""

import glob
import os
import sys

import duckdb


def write(folder):
    path = max(glob.glob(os.path.join(folder, ".tallyman", "*.duckdb")), key=os.path.getmtime)
    engine = duckdb.connect(path, read_only=True)
    engine.sql("""
        SELECT DISTINCT d.name, d.country, d.number, i.party, p.name AS shown FROM identity AS d
        JOIN party_identity AS i ON i.identity = d.identity JOIN party AS p ON p.party = i.party ORDER BY ALL
        """).write_csv(os.path.join(folder, "who.csv"))
    engine.sql("SELECT DISTINCT heading FROM heading_moved WHERE NOT coalesce(scrap_only, FALSE) ORDER BY 1").write_csv(
        os.path.join(folder, "moved.csv"))


if __name__ == "__main__":
    write(sys.argv[1])
