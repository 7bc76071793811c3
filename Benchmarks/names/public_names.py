# SPDX-License-Identifier: Apache-2.0
"""Names of organisations from the public lists and registers in ../shared/data, one a line, for counting how common words
are (word-counts.tsv). Every name counts once a list; the labelled sets in pairs/ and bench/ take no part.

usage: public_names.py DATA > names.txt
"""
import csv
import glob
import gzip
import sys

csv.field_size_limit(10**8)
data = sys.argv[1]
names = set()


def rows(path, **options):
    with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
        yield from csv.DictReader(file, **options)


def add(source, *values):
    for value in values:
        value = " ".join((value or "").split())
        if len(value) > 2 and value != "-0-":
            names.add((source, value))


for path in glob.glob(f"{data}/lists/ofac/*.csv.gz"):
    if "add_" in path:
        continue
    with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.reader(file):
            if "sdn_" in path and len(row) > 3 and row[2].strip() == "-0-":
                add("ofac", row[1])
for path in glob.glob(f"{data}/lists/eu_journal/*.csv.gz"):
    for row in rows(path):
        if row.get("schema") in ("LegalEntity", "Company", "Organization"):
            add("eu", row.get("name"), *(row.get("alias") or "").split(";"))
for row in rows(f"{data}/lists/opensanctions/ua_war_sanctions.targets.simple.csv.gz"):
    if row["schema"] in ("Company", "LegalEntity", "Organization"):
        add("ua", row["name"], *(row["aliases"] or "").split(";"))
for path in glob.glob(f"{data}/registers/*.csv.gz"):
    for row in rows(path):
        add(path, row.get("full_name") or row.get("name"))
for row in rows(f"{data}/filings/fsa_declarations_2023-05.csv.gz"):
    add("fsa", row.get("manufacturer") or row.get("manufacturer_name"), row.get("applicant"))
for _, name in sorted(names):
    print(name)
