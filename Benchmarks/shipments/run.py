# SPDX-License-Identifier: Apache-2.0
"""Times taking in a generated customs dump: Tallyman against DuckDB's bare read_csv, pandas and polars, in turn.

Usage: run.py FOLDER [--runs N]   (FOLDER as generate.py wrote it; 3 counted runs after one warm-up)
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


def tallyman(folder):
    """Only the dump: the peers do not read the register."""
    case = os.path.join(folder, "intake-case")
    shutil.rmtree(case, ignore_errors=True)
    os.makedirs(case)
    with open(os.path.join(folder, "case.yaml")) as file:
        text = file.read().split("  - id: companies")[0].replace("path: shipments.csv", "path: ../shipments.csv")
    with open(os.path.join(case, "case.yaml"), "w") as file:
        file.write(text)
    wall, cpu, peak, out = timed([BINARY, "intake", case, "--json", "--quiet"])
    ledger = json.loads(out)[0]
    shutil.rmtree(case)
    return (wall, cpu, peak), {"read": ledger["read"], "accepted": ledger["accepted"], "rejected": ledger["rejected"]}


def peer(name, folder):
    wall, cpu, peak, out = timed(
        [sys.executable, os.path.join(HERE, "peers", name), os.path.join(folder, "shipments.csv")])
    return (wall, cpu, peak), {"printed": " ".join(out.split()[:6])}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sides", default="tallyman,duckdb,pandas,polars")
    given = parser.parse_args()
    sides = {
        "tallyman": lambda: tallyman(given.folder),
        "duckdb": lambda: peer("duckdb_script.py", given.folder),
        "pandas": lambda: peer("pandas_script.py", given.folder),
        "polars": lambda: peer("polars_script.py", given.folder),
    }
    sides = {name: side for name, side in sides.items() if name in given.sides.split(",")}
    results = {name: [] for name in sides}
    counts = {}
    for turn in range(given.runs + 1):
        for name, side in sides.items():
            result, counts[name] = side()
            if turn > 0:
                results[name].append(result)
    size = os.path.getsize(os.path.join(given.folder, "shipments.csv")) / 2**20
    print(f"{machine(given.runs)}; {size:.0f} MiB of CSV\n")
    print(table(results))
    for name, count in counts.items():
        print(f"{name}: {count}")


if __name__ == "__main__":
    main()
