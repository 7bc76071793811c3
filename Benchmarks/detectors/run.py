# SPDX-License-Identifier: Apache-2.0
"""All detectors over generated shipments, filings and statistics, and pandas with statsmodels on the same files.

Usage: run.py [--rows 1000000,10000000] [--check 100000] [--runs 3] [--data FOLDER] [--no-peer]

Data are made once and kept in FOLDER (.build-bench/detectors unless said). Taking in the files is not timed; the case's
warehouse is built before, and the peer's reading is timed apart. Tallyman and the peer take turns. At the size of --check every
finding of both sides is compared, with all its figures; at the others those that Tallyman puts into words.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time

import compare
import who

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TALLYMAN = os.environ.get("TALLYMAN", os.path.join(ROOT, ".build/release/tallyman"))
PEER = os.path.join(HERE, "peers/pandas_statsmodels.py")


def timed(command):
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{process.stderr.read()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(out)


def detect(folder):
    return timed([TALLYMAN, "detect", folder, "--json", "--timings", "--quiet"])


def prepare(folder, rows, every):
    os.makedirs(folder, exist_ok=True)
    if not os.path.exists(os.path.join(folder, "shipments.csv")):
        generate = os.path.join(ROOT, "Benchmarks/shipments/generate.py")
        subprocess.run([sys.executable, generate, folder, "--rows", str(rows), "--seed", "1", "--plant"], check=True)
    for script in ["series.py", "plant.py"]:
        subprocess.run([sys.executable, os.path.join(HERE, script), folder], check=True)
    if every:
        say_all(folder)
    # Records, goods and parties are worked out with the first question, whatever it is.
    wall, cpu, memory, _ = timed([TALLYMAN, "detect", folder, "--only", "stock-and-flow", "--json", "--quiet"])
    print(f"{rows:,} shipments: taken in, goods and parties known (or known before) after {wall:.0f} s wall, {cpu:.0f} s processor, {memory:.0f} MiB")
    who.write(folder)


def say_all(folder):
    """Every finding is put into words."""
    path = os.path.join(folder, "case.yaml")
    with open(path) as case:
        text = case.read()
    if "limit:" in text:
        return
    listed = json.loads(subprocess.run([TALLYMAN, "detectors", "--json"], capture_output=True, text=True, check=True).stdout)["detectors"]
    with open(path, "a") as case:
        for one in listed:
            if any(p["name"] == "limit" for p in one["parameters"]):
                case.write(f"    {one['id']}: {{limit: 100000}}\n")


def middle(runs, value):
    return statistics.median(value(run) for run in runs)


def table_of_times(runs, peers):
    print("| detector | tallyman, s | findings | pandas and statsmodels, s | times |")
    print("|---|---|---|---|---|")
    sums = [0.0, 0.0]
    for place, one in enumerate(runs[0][3]["detectors"]):
        if one.get("didNotRun"):
            continue
        mine = middle(runs, lambda run: run[3]["detectors"][place]["seconds"])
        theirs = middle(peers, lambda run: run[3]["seconds"].get(one["id"], 0.0)) if peers else 0.0
        sums = [sums[0] + mine, sums[1] + theirs]
        print(f"| {one['id']} | {mine:.2f} | {len(one['findings'])} | {theirs:.2f} | {theirs / mine if mine else 0:.1f} |")
    if not peers:
        return
    print(f"| together | {sums[0]:.2f} | | {sums[1]:.2f} | {sums[1] / sums[0]:.1f} |")
    read = middle(peers, lambda run: run[3]["seconds"]["read"])
    print(f"| and reading the files (tallyman: at intake) | | | {read:.2f} | |")
    for name, place, unit in [("wall", 0, "s"), ("processor", 1, "s"), ("peak memory", 2, "MiB")]:
        one, other = (middle(side, lambda run: run[place]) for side in (runs, peers))
        print(f"| whole process, {name} | {one:.1f} {unit} | | {other:.1f} {unit} | {other / one:.1f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="1000000,10000000")
    parser.add_argument("--check", type=int, default=100_000, help="0 for none")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--data", default=os.path.join(ROOT, ".build-bench/detectors"))
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(f"{platform.platform()}, {os.cpu_count()} cores, commit {commit}, {options.runs} runs each, in turn")
    if options.check and not options.no_peer:
        folder = os.path.join(options.data, f"check-{options.check}")
        prepare(folder, options.check, every=True)
        report, peer = detect(folder)[3], timed([sys.executable, PEER, folder])[3]
        print(f"\n{options.check:,} shipments, every finding:\n")
        compare.show(*compare.compare(report, peer))
    totals = {}
    for rows in [int(text) for text in options.rows.split(",") if text]:
        folder = os.path.join(options.data, f"rows-{rows}")
        prepare(folder, rows, every=False)
        runs, peers = [], []
        for _ in range(options.runs):
            runs.append(detect(folder))
            if not options.no_peer:
                peers.append(timed([sys.executable, PEER, folder]))
        walls = sorted(run[0] for run in runs)
        totals[rows] = (statistics.median(walls), middle(runs, lambda run: run[1]))
        print(f"\n{rows:,} shipments: all detectors {totals[rows][0]:.1f} s wall ({walls[0]:.1f}–{walls[-1]:.1f}), "
              f"{totals[rows][1]:.1f} s processor, {max(run[2] for run in runs):.0f} MiB\n")
        table_of_times(runs, peers)
        if peers:
            print(f"\n{rows:,} shipments, the findings that tallyman puts into words:\n")
            compare.show(*compare.compare(runs[0][3], peers[0][3]), limited=True)
    if len(totals) > 1:
        (small, one), (large, other) = sorted(totals.items())[0], sorted(totals.items())[-1]
        print(f"\nFrom {small:,} to {large:,} rows ({large / small:.0f} times): {other[0] / one[0]:.2f} times the wall time, "
              f"{other[1] / one[1]:.2f} times the processor time.")


if __name__ == "__main__":
    main()
