# SPDX-License-Identifier: Apache-2.0
"""Times taking in shipments as a workbook and as JSON: Tallyman's whole intake against DuckDB's own reader, in turn.

Usage: run.py FOLDER [--runs N] [--formats xlsx,jsonl,json,csv]   (FOLDER as convert.py left it)
"""

import argparse
import json
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
from timing import ROOT, machine, table, timed  # noqa: E402

BINARY = os.environ.get("TALLYMAN_BINARY", os.path.join(ROOT, ".build/release/tallyman"))
EXTENSION = os.path.join(
    os.environ.get("TALLYMAN_DEPS", os.path.join(ROOT, ".deps")),
    "extensions/v1.5.5/linux_amd64/excel.duckdb_extension")


def tallyman(folder, kind):
    case = os.path.join(folder, f"intake-{kind}")
    shutil.rmtree(case, ignore_errors=True)
    os.makedirs(case)
    with open(os.path.join(folder, "case.yaml")) as file:
        text = file.read().split("  - id: companies")[0].replace("path: shipments.csv", f"path: ../shipments.{kind}")
    with open(os.path.join(case, "case.yaml"), "w") as file:
        file.write(text)
    wall, cpu, peak, out = timed([BINARY, "intake", case, "--json", "--quiet"])
    ledger = json.loads(out)[0]
    shutil.rmtree(case)
    return (wall, cpu, peak), {"read": ledger["read"], "accepted": ledger["accepted"], "rejected": ledger["rejected"]}


def duckdb(folder, kind):
    path = os.path.join(folder, f"shipments.{kind}")
    wall, cpu, peak, out = timed([sys.executable, os.path.join(HERE, "peers", "duckdb_script.py"), path, EXTENSION])
    return (wall, cpu, peak), {"rows": int(out.split()[1])}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--formats", default="xlsx,jsonl,json")
    given = parser.parse_args()
    print(machine(given.runs))
    for kind in given.formats.split(","):
        results = {"duckdb's reader": [], "tallyman intake": []}
        counts = {}
        for turn in range(given.runs + 1):
            for name, side in zip(results, (duckdb, tallyman)):
                result, counts[name] = side(given.folder, kind)
                if turn > 0:
                    results[name].append(result)
        size = os.path.getsize(os.path.join(given.folder, f"shipments.{kind}")) / 2**20
        print(f"\n{kind}, {size:.0f} MiB: {counts}\n")
        print(table(results))


if __name__ == "__main__":
    main()
