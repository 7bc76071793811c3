# SPDX-License-Identifier: Apache-2.0
"""Times all detectors over generated shipments and 100 series of eight years, and pandas with statsmodels on the same files.

Usage: run.py [--rows 1000000,10000000] [--runs 3] [--data FOLDER] [--no-peer]

Data are made once and kept in FOLDER (.build-bench/detectors unless said). Taking in the shipments is not timed; the case's
warehouse is built before. Tallyman and the peer take turns; the figures of both are compared.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TALLYMAN = os.environ.get("TALLYMAN", os.path.join(ROOT, ".build/release/tallyman"))
SHARED = ["surge", "event-alignment", "price-premium", "seller-removal"]


def timed(command):
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status != 0:
        sys.exit(f"{' '.join(command)} failed:\n{process.stderr.read()}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(out)


def prepare(folder, rows):
    if not os.path.exists(os.path.join(folder, "shipments.csv")):
        generate = os.path.join(ROOT, "Benchmarks/shipments/generate.py")
        subprocess.run([sys.executable, generate, folder, "--rows", str(rows), "--seed", "1", "--plant"], check=True)
    subprocess.run([sys.executable, os.path.join(HERE, "series.py"), folder], check=True)
    # Records, goods and parties are worked out with the first question, whatever it is.
    wall, cpu, memory, _ = timed([TALLYMAN, "detect", folder, "--only", "stock-and-flow", "--json", "--quiet"])
    print(f"{rows:,} shipments: taken in, goods and parties known (or known before) after {wall:.0f} s wall, {cpu:.0f} s processor, {memory:.0f} MiB")


def own_surges(report):
    found = {}
    for finding in next(one for one in report["detectors"] if one["id"] == "surge")["findings"]:
        _, source, _, _, product = finding["id"].split(":")
        value = next(f["value"] for f in finding["figures"] if f["label"] == "multiple of the same months a year before")
        found[f"{source}:{product}"] = value
    return found


def figures(report, detector):
    for one in report["detectors"]:
        if one["id"] == detector:
            return one["findings"]
    return []


def compare(report, peer):
    """What both sides say: lines of figure, Tallyman's, the peer's, whether they are the same."""
    lines = []
    theirs = peer["answers"]

    def add(what, mine, other, tolerance):
        same = other is not None and abs(other / mine - 1) <= tolerance
        lines.append((what, mine, other, same))

    own = own_surges(report)
    for key, value in sorted(own.items()):
        add(f"surge, multiple of {key}", value, theirs["surge"].get(key), 0.01)
    for finding in figures(report, "event-alignment"):
        if ":series:" in finding["id"]:
            product = finding["id"].split(":")[-1]
            add(f"break, level of {product}", finding["figures"][0]["value"], theirs["breaks"].get(product, [0, None])[1], 1e-6)
    for finding in figures(report, "price-premium"):
        if ":buyer:" in finding["id"]:
            value = finding["figures"][0]["value"]
            name = finding["title"].rsplit(": ", 1)[0]
            add(f"premium, {name}", value, theirs["premium"]["far"].get(name), 0.02)
    for finding in figures(report, "seller-removal"):
        add("sellers taken out, % still served", finding["figures"][0]["value"], theirs["removal"]["served"] * 100, 0.005)
        for figure in finding["figures"]:
            if figure["label"].startswith("robustness"):
                add("sellers taken out, robustness", figure["value"], theirs["removal"]["robustness"], 0.05)
            if figure["label"] == "buyers that lose all their sellers" and figure["value"]:
                add("sellers taken out, buyers left without", figure["value"], theirs["removal"]["lost"], 0.05)
    counts = [("surge", len(own), len(theirs["surge"])), ("price-premium", None, len(theirs["premium"]["far"]))]
    return lines, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="1000000,10000000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--data", default=os.path.join(ROOT, ".build-bench/detectors"))
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    commit = subprocess.run(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(f"{platform.platform()}, {os.cpu_count()} cores, commit {commit}, {options.runs} runs each, in turn")
    totals = {}
    for rows in [int(text) for text in options.rows.split(",")]:
        folder = os.path.join(options.data, f"rows-{rows}")
        os.makedirs(folder, exist_ok=True)
        prepare(folder, rows)
        runs, fours, peers = [], [], []
        only = [word for name in SHARED for word in ("--only", name)]
        for turn in range(options.runs):
            runs.append(timed([TALLYMAN, "detect", folder, "--json", "--timings", "--quiet"]))
            if not options.no_peer:
                # The four alone, so that the tables that they share with other detectors are in their time.
                fours.append(timed([TALLYMAN, "detect", folder, "--json", "--timings", "--quiet"] + only))
                peers.append(timed([sys.executable, os.path.join(HERE, "peers/pandas_statsmodels.py"), folder]))
        wall = statistics.median(run[0] for run in runs)
        totals[rows] = (wall, statistics.median(run[1] for run in runs))
        print(f"\n{rows:,} shipments: all detectors {wall:.1f} s wall ({min(r[0] for r in runs):.1f}–{max(r[0] for r in runs):.1f}), "
              f"{totals[rows][1]:.1f} s processor, {max(r[2] for r in runs):.0f} MiB")
        print("| detector | s, median | findings |")
        print("|---|---|---|")
        for place, one in enumerate(runs[0][3]["detectors"]):
            mine = statistics.median(run[3]["detectors"][place]["seconds"] for run in runs)
            print(f"| {one['id']} | {mine:.2f} | {one.get('didNotRun') or len(one['findings'])} |")
        if peers:
            print("\n| of the four that both did | tallyman, s | pandas and statsmodels, s | times |")
            print("|---|---|---|---|")
            for place, one in enumerate(fours[0][3]["detectors"]):
                mine = statistics.median(run[3]["detectors"][place]["seconds"] for run in fours)
                theirs = statistics.median(peer[3]["seconds"][one["id"]] for peer in peers)
                print(f"| {one['id']} | {mine:.2f} | {theirs:.2f} | {theirs / mine:.1f} |")
            mine = sum(statistics.median(run[3]["detectors"][i]["seconds"] for run in fours) for i in range(len(SHARED)))
            theirs = sum(statistics.median(peer[3]["seconds"][name] for peer in peers) for name in SHARED)
            print(f"| together | {mine:.2f} | {theirs:.2f} | {theirs / mine:.1f} |")
            for name, place, unit in [("wall", 0, "s"), ("processor", 1, "s"), ("peak memory", 2, "MiB")]:
                one, other = (statistics.median(run[place] for run in side) for side in (fours, peers))
                print(f"| whole process, {name} (the peer reads its files, tallyman did at intake) | {one:.1f} {unit} | {other:.1f} {unit} | {other / one:.1f} |")
            lines, counts = compare(runs[0][3], peers[0][3])
            print("\n| figure | tallyman | pandas and statsmodels | |")
            print("|---|---|---|---|")
            for what, mine, other, same in lines:
                print(f"| {what} | {mine:.6g} | {'not there' if other is None else f'{other:.6g}'} | {'same' if same else '**differs**'} |")
            print(f"\n{len(lines)} figures compared, {sum(not same for *_, same in lines)} differ. "
                  f"Tallyman puts its highest into words; the peer lists {counts[0][2]} surges and {counts[1][2]} buyers in all.")
    if len(totals) > 1:
        (small, one), (large, other) = sorted(totals.items())[0], sorted(totals.items())[-1]
        print(f"\nFrom {small:,} to {large:,} rows ({large / small:.0f} times): {other[0] / one[0]:.2f} times the wall time, "
              f"{other[1] / one[1]:.2f} times the processor time.")


if __name__ == "__main__":
    main()
